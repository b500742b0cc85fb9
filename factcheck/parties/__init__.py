"""Who is meant by a phrase, and on whose side they stand."""

from factcheck.parties.gazetteer import Gazetteer, read_table
from factcheck.parties.resolve import Cast, Speaker

__all__ = ["Cast", "Gazetteer", "Speaker", "read_table"]
