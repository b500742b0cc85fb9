"""Who said what: from a parsed document to attributions of source, cue and content."""

from factcheck.attribution.attribute import attribute
from factcheck.attribution.types import Attribution, Construction

__all__ = ["Attribution", "Construction", "attribute"]
