"""A claim as one self-contained sentence."""

from factcheck.statements.country import countries
from factcheck.statements.counts import counting
from factcheck.statements.described import one_person
from factcheck.statements.names import Voice
from factcheck.statements.rebuttals import answering
from factcheck.statements.sentence import statement
from factcheck.statements.sexes import Sexes

__all__ = ["Sexes", "Voice", "answering", "counting", "countries", "one_person", "statement"]
