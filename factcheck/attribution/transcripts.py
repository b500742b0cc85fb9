"""Speakers as labels: "VALDAS: We signed.", in transcripts and question-and-answer pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.attribution.types import Range
from factcheck.wordlists import word_lists

_LABEL = re.compile(
    r"^[^\S\n]*(?:\*\*|__)?"
    r"(?P<label>[^\W\d_][\w.'’-]*(?: [\w.'’&,()-]+){0,7}?)"
    r"(?:\*\*|__)?:(?:\*\*|__)?[^\S\n]+(?P<said>\S[^\n]*)",
    re.MULTILINE,
)
_WORDS = word_lists(Path(__file__).parent / "words.toml")
_NOT_SPEAKERS = _WORDS["not_speakers"]
_QUESTIONS = _WORDS["questions"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A labelled line: where the label stands, where the words."""

    label: Range
    said: Range
    question: bool


def turns(text: str) -> list[Turn]:
    """The labelled lines of ``text``.

    A label is written in capitals, or stands before more than one line.
    """
    found = list(_LABEL.finditer(text))
    seen: dict[str, int] = {}
    for match in found:
        seen[match["label"]] = seen.get(match["label"], 0) + 1
    asking = _interviewers(found)
    kept = []
    for match in found:
        label = match["label"]
        first = label.split()[0].casefold().strip(",")
        if first in _NOT_SPEAKERS:
            continue
        if (label.isupper() and len(label) > 1) or first in _QUESTIONS or _repeated(label, seen):
            question = first in _QUESTIONS or label in asking
            kept.append(Turn(match.span("label"), match.span("said"), question))
    return kept if len(kept) > 1 else []


def _interviewers(found: Sequence[re.Match[str]]) -> set[str]:
    """The labels that ask most of the time, where somebody else answers."""
    turns_of: dict[str, list[bool]] = {}
    for match in found:
        turns_of.setdefault(match["label"], []).append(match["said"].rstrip().endswith("?"))
    asking = {label for label, asked in turns_of.items() if sum(asked) * 2 > len(asked)}
    return asking if len(asking) < len(turns_of) else set()


def _repeated(label: str, seen: dict[str, int]) -> bool:
    words = [w for w in label.split() if w[0].isalpha()]
    return seen[label] > 1 and all(w[0].isupper() for w in words)
