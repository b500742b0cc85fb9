"""A claim as one self-contained sentence."""

from factcheck.statements.described import one_person
from factcheck.statements.names import Voice
from factcheck.statements.sentence import statement

__all__ = ["Voice", "one_person", "statement"]
