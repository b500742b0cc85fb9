"""Who is meant by a phrase, and on whose side they stand."""

from factcheck.parties.canonical import join, unite
from factcheck.parties.gazetteer import Gazetteer
from factcheck.parties.resolve import Cast
from factcheck.parties.speakers import Speaker
from factcheck.parties.tables import read_table

__all__ = ["Cast", "Gazetteer", "Speaker", "join", "read_table", "unite"]
