"""A claim as one self-contained sentence."""

from factcheck.statements.described import one_person
from factcheck.statements.names import Voice, is_plural
from factcheck.statements.rebuttals import PREFIX, answering
from factcheck.statements.sentence import statement
from factcheck.statements.sexes import Sexes

__all__ = ["PREFIX", "Sexes", "Voice", "answering", "is_plural", "one_person", "statement"]
