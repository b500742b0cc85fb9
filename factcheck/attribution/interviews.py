"""Interviews whose answers bear no name: who answers, and which paragraphs are answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.attribution.types import Range

_PARTICLE = "(?:al|bin|da|de|del|der|di|dos|du|el|ibn|la|le|van|von) "
_NAME = rf"(?P<name>[A-Z][\w'’-]+(?: (?:{_PARTICLE}){{0,2}}(?:(?:[A-Z]\.)+|[A-Z][\w'’-]*)){{1,5}})"
#: "an interview with the minister, Ana Voss", "We spoke to Ana Voss".
_ASKED = re.compile(
    r"(?:\b(?:[Ii]nterview|[Cc]onversation|Q\s?(?:&|and)\s?A) with|\binterviewed"
    r"|\b(?:[Ww]e|I|reporter|correspondent|editor) (?:spoke|talked|sat down) (?:to|with)"
    r"|\bquestions to)\s+(?:[^.!?\n]{0,80}?\s)??" + _NAME
)
#: "Ana Voss, foreign minister of Peru, spoke to our reporter", "Ana Voss answers our questions".
_ANSWERED = re.compile(
    _NAME
    + r"(?:, [^.!?\n]{1,80},| \([^()\n]{1,60}\))? (?:spoke|speaks|talked|talks|sat down|answered"
    r"|answers|was interviewed|is interviewed)\b(?! out| of)"
)
#: A question that is a paragraph of its own, without mark-up.
_PLAIN = re.compile(r"(?:^|\n)[^\S\n]*\n[^\S\n]*(?P<plain>[^\n]{4,400}\?)[^\S\n]*(?=\n[^\S\n]*\n)")
#: A paragraph that is set off and asks.
_SET_OFF = re.compile(
    r"^[^\S\n]*(?:(?:\*\*|__)(?P<bold>[^*_\n]{4,400}\?)[\"”’]?(?:\*\*|__)"
    r"|#{1,6}[^\S\n]+(?P<heading>[^\n]{4,400}\?)[\"”’]?)[^\S\n]*$",
    re.MULTILINE,
)
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|us|me)\b", re.IGNORECASE)
_NO_ANSWER = re.compile(r"[#>|!©]|[(\[*_][^\n]*[)\]*_]\W*$|[=~*_-]{3}")
#: How far from its beginning a text says whose interview it is, in characters.
_OPENING = 3_000


def interviewee(text: str, end: int) -> Range | None:
    """Where the opening of ``text``, before the first question at ``end``, names who answers."""
    end = min(end, _OPENING)
    match = _ASKED.search(text, 0, end) or _ANSWERED.search(text, 0, end)
    if match is None:
        return None
    start, past = match.span("name")
    return start, past - text[start:past].endswith(".")


def questions(text: str) -> list[tuple[Range | None, Range, bool]]:
    """The questions in bold, as headings or as paragraphs, and the paragraphs that answer them.

    Each comes as (name of who answers, words, whether it is a question).  A text is an
    interview where its opening says whose it is and the answers speak of "I" or "we"; other
    texts under questions are the reporter's own.
    """
    asked = list(_SET_OFF.finditer(text))
    plain = len(asked) < 2
    if plain:
        asked = list(_PLAIN.finditer(text))
    if len(asked) < 2:
        return []
    name = interviewee(text, asked[0].start())
    if name is None:
        return []
    if plain and (turns := _in_turns(text, name, asked)):
        return turns
    found: list[tuple[Range | None, Range, bool]] = []
    personal = 0
    for match, after in zip(asked, [*asked[1:], None], strict=True):
        found.append((None, match.span(match.lastgroup or 0), True))
        answers = _answers(text, match.end(), after.start() if after is not None else len(text))
        if after is None:
            answers = answers[:1]
        said = [bounds for bounds in answers if not _NO_ANSWER.match(text, *bounds)]
        personal += any(_FIRST_PERSON.search(text, *bounds) is not None for bounds in said)
        found += [(name, bounds, False) for bounds in said]
    return found if personal * 2 >= len(asked) else []


def _in_turns(
    text: str, name: Range, asked: Sequence[re.Match[str]]
) -> list[tuple[Range | None, Range, bool]]:
    """Questions and answers by turns, a paragraph each; a question may go without its mark.

    Empty where a question stands in the place of an answer, so that answers are longer.
    """
    paragraphs = _answers(text, asked[0].start("plain"), len(text))
    said = [bounds for bounds in paragraphs if not _NO_ANSWER.match(text, *bounds)]
    questions_ = {match.start("plain") for match in asked}
    mine = said[1 : len(said) // 2 * 2 : 2]
    if any(start in questions_ for start, _ in mine) or len(said) % 2:
        return []
    if 2 * sum(_FIRST_PERSON.search(text, *bounds) is not None for bounds in mine) < len(mine):
        return []
    return [(name if at % 2 else None, bounds, at % 2 == 0) for at, bounds in enumerate(said)]


def _answers(text: str, start: int, end: int) -> Sequence[Range]:
    """The paragraphs of ``[start, end)`` without white space at their edges."""
    found = []
    last = start
    for gap in _BLANK.finditer(text, start, end):
        found.append((last, gap.start()))
        last = gap.end()
    found.append((last, end))
    kept = []
    for low, high in found:
        while low < high and text[low].isspace():
            low += 1
        while low < high and text[high - 1].isspace():
            high -= 1
        if low < high:
            kept.append((low, high))
    return kept
