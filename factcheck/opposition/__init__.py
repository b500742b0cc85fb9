"""Where claims oppose each other: candidate pairs, relations, score, matter and reason."""

from factcheck.opposition.scan import Models, scan

__all__ = ["Models", "scan"]
