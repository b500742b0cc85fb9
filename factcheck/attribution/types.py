"""What attribution hands on: offsets and the grammar that later steps need."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factcheck.model import Act, Form

Range = tuple[int, int]


class Construction(StrEnum):
    """How the content hangs on its cue; it decides how a sentence is made of it.

    ``FRAMED``: the content is no claim without source and cue.
    """

    CLAUSE = "clause"
    QUOTATION = "quotation"
    CHARGE = "charge"
    INFINITIVE = "infinitive"
    NOMINAL = "nominal"
    SMALL = "small"
    FRAMED = "framed"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: character ranges into the document, token indexes into its parse.

    ``verb`` is the cue's token and ``head`` the predicate of the content; ``agent`` is the
    range of the noun phrase that is charged, urged or described, where the content has no
    subject of its own.  ``carried`` tells that the source was named in an earlier sentence.
    ``probability`` is that of the
    cue where the tagger found it, ``agreed`` tells that the rules found it too.
    """

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    sentence: Range
    form: Form
    act: Act
    construction: Construction
    verb: int | None = None
    head: int | None = None
    agent: Range | None = None
    carried: bool = False
    probability: float | None = None
    agreed: bool = False
