"""The types that the steps pass on to one another: frozen, and without behaviour."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any


class Form(StrEnum):
    """How the words of a source are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATION = "narration"


class Act(StrEnum):
    """What a source does by saying it."""

    ASSERTION = "assertion"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    DEMAND = "demand"
    PROMISE = "promise"
    ASSESSMENT = "assessment"


class Method(StrEnum):
    """How attributions are found: by rules and the trained tagger joined, or by rules alone."""

    JOINED = "joined"
    RULES = "rules"


class Relation(StrEnum):
    """How two claims oppose each other; the order is that of a report."""

    CONTRADICTION = "contradiction"
    DENIAL = "denial"
    MUTUAL_BLAME = "mutual_blame"
    NUMERIC_CONFLICT = "numeric_conflict"
    DIFFERING_ACCOUNT = "differing_account"
    POSITION_CHANGE = "position_change"


class Stance(StrEnum):
    """How an indexed claim stands to a queried one."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NEUTRAL = "neutral"


class Judgement(StrEnum):
    """What a reviewer makes of a finding."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document: half-open code point offsets and the text between them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known of a document besides its text.

    ``sha256`` is of the text encoded as UTF-8; ``published`` is an ISO date.
    """

    path: str
    sha256: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Document:
    """A text with its origin; offsets everywhere count code points of ``text``."""

    text: str
    path: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None

    @cached_property
    def sha256(self) -> str:
        """Hash of the text, which is the document's identity."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def info(self) -> DocumentInfo:
        """Everything but the text."""
        return DocumentInfo(
            self.path, self.sha256, self.title, self.outlet, self.published, self.url
        )

    def span(self, start: int, end: int) -> Span:
        """The span ``[start, end)`` of this document."""
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Party:
    """A side: a state (``id`` is ISO 3166-1 alpha-3) or another body (a stable slug)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says: the words, who is behind them, and the sentence they amount to.

    ``sentence`` is the sentence, or the run of sentences, in which source, cue and content
    stand.  ``reports`` names the party whose words are all that the claim passes on ("Moscow
    said Washington had told it …"), where there is one.
    """

    id: str
    document: DocumentInfo
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    sentence: Span
    statement: str
    speaker: str | None
    party: Party | None
    form: Form
    act: Act
    targets: tuple[str, ...] = ()
    reports: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two claims that oppose each other; ``a`` and ``b`` are claim ids, ``a`` < ``b``.

    ``evidence`` holds what the decision rests on, as plain JSON values.
    """

    id: str
    a: str
    b: str
    relation: Relation
    score: float
    reason: str
    matter: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """A reviewer's judgement of the finding with that id.

    ``note`` may be empty; ``labelled`` is when it was given, as an ISO time with its zone.
    """

    finding: str
    label: Judgement
    note: str
    labelled: str


def stable_id(*parts: object) -> str:
    """A short identifier that depends on ``parts`` alone: 16 hex digits of their SHA-256."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
