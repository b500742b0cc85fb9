"""Where claims oppose each other: candidate pairs, relations, score, matter and reason."""

from factcheck.opposition.scan import scan

__all__ = ["scan"]
