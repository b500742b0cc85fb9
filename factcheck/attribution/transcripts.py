"""Speakers as labels: "VALDAS: We signed.", in transcripts and question-and-answer pieces."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.attribution.interviews import interviewee, questions
from factcheck.attribution.letters import letters
from factcheck.attribution.types import Range
from factcheck.wordlists import word_lists

_TIME = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,3})?)?[\])]?[^\S\n]*[–—-]?[^\S\n]*)?"
_LABEL = re.compile(
    rf"^[^\S\n]*(?:[*•–—-][^\S\n]+)?{_TIME}(?:\*\*|__)?[\"“]?"
    r"(?P<label>[^\W\d_][\w.'’-]*(?: [\w.'’&,-]+){0,7}?)"
    r"(?: (?P<answers>adds|answers|replies|responds|writes))?"
    r"(?:[^\S\n]*(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]))?"
    r"(?:\*\*|__)?[^\S\n]{0,2}[:：](?:\*\*|__)?(?:[^\S\n]+(?P<said>\S[^\n]*)|[^\S\n]*$)"
    rf"|^[^\S\n]*{_TIME}(?:\*\*|__)?(?P<letter>[QA])(?:\*\*|__)?"
    r"(?:[.)](?:\*\*|__)?[^\S\n]+|(?:\*\*|__)?(?:\t|[^\S\n]{2,})[^\S\n]*)(?P<more>\S[^\n]*)",
    re.MULTILINE,
)
_LINE = re.compile(r"^[^\S\n]*(?P<said>\S[^\n]*)", re.MULTILINE)
#: What happens meanwhile, and how a transcript ends.
_ASIDE = re.compile(r"[(\[*_][^\n]*[)\]*_]\W*$|[#>=~_*-]{2,}|©|#\s|(?:End|END|Copyright)\b")
#: What is said for courtesy, or to begin with.
_COURTESY = re.compile(
    r"(?:(?:thanks?|good (?:morning|afternoon|evening|day)|welcome|hello|hi|you[’']re welcome|sorry"
    r"|(?:it[’']s )?(?:my|a|our) pleasure)\b[^.!?:\n]{0,40}[.!?]+"
    r"|(?:yes|no|well|right|sure|ok|okay|absolutely|of course|exactly|certainly)[.!?]+)(?:\s+|$)",
    re.IGNORECASE,
)
_WORDS = word_lists(Path(__file__).parent / "words.toml")
_NOT_SPEAKERS = _WORDS["not_speakers"]
_QUESTIONS = _WORDS["questions"]
#: A person's name, and a first sentence that says "we": a line of a ticker ("Renn: We left.").
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w.'’-]+){0,3}")
_FIRST = re.compile(r"[^.!?\n\"“”]*\b(?:we|our|I|my)\b", re.IGNORECASE)
_SENTENCE_ENDS = '.!?…"”’»)'
_NARRATORS = frozenset(("byline", "announcer", "narrator", "correspondent"))
#: Fewest labelled lines of a transcript.
_TRANSCRIPT = 3
#: Most paragraphs of one turn.
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without a break: where the label stands, where the words.

    ``label`` is the name further up for an answer without a name, None where there is none.
    """

    label: Range | None
    said: Range
    question: bool


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A labelled line ``[begin, end)``; ``said`` is empty where the label has it to itself.

    ``alone``: it needs no second label to be one, as it says that somebody replies, or has
    somebody say "we".
    """

    text: str
    label: Range
    said: Range
    begin: int
    end: int
    alone: bool = False

    @property
    def first(self) -> str:
        """The first word of the label."""
        return self.text.split()[0].casefold().strip(",.")

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.text.partition(",")[0].split()[-1].casefold()

    @property
    def role(self) -> str:
        """What stands after a comma: "TOM BECK, BYLINE"."""
        return self.text.rpartition(",")[2].strip().casefold() if "," in self.text else ""


def turns(text: str) -> list[Turn]:
    """The labelled lines of ``text`` and what goes on from them, or an interview's answers.

    A label is written in capitals, or stands before more than one line.  Words of courtesy
    are left out, and a reporter who narrates is no speaker.  A signed letter is a turn a
    paragraph, with the signature for a label.
    """
    found = _labelled_turns(text)
    starts = sorted(turn.said for turn in found)
    written = [
        Turn(label, said, question=False)
        for label, said in letters(text)
        if not any(low < said[1] and said[0] < high for low, high in starts)
    ]
    return sorted([*found, *written], key=lambda turn: turn.said) if written else found


def _labelled_turns(text: str) -> list[Turn]:
    found = [_labelled(match) for match in _LABEL.finditer(text)]
    kept = _speakers(found)
    if len(kept) > 1 or any(each.alone for each in kept):
        stops = [each.begin for each in found if each.first in _NOT_SPEAKERS]
        return list(_spoken(text, kept, stops))
    answers = []
    for label, (start, stop), asked in questions(text):
        words = start if asked else _past_courtesy(text, start, stop)
        if words < stop:
            answers.append(Turn(label, (words, stop), asked))
    return answers


def _labelled(match: re.Match[str]) -> _Labelled:
    if match["letter"]:
        label, said = match.span("letter"), match.span("more")
    else:
        label = match.span("label")
        said = match.span("said") if match["said"] else (match.end(), match.end())
    text = match["letter"] or match["label"]
    opens = not match.string[: match.start()].strip()
    ticked = _NAME.fullmatch(text) and _FIRST.match(match["said"] or "") and not opens
    alone = match["answers"] or (ticked and match["said"].rstrip()[-1] in _SENTENCE_ENDS)
    return _Labelled(text, label, said, *match.span(), alone=bool(alone))


def _speakers(found: Sequence[_Labelled]) -> list[_Labelled]:
    """The labels of those who speak."""
    seen = Counter(each.text for each in found)
    surnames = Counter(each.surname for each in found)
    names = [
        each
        for each in found
        if each.first not in _NOT_SPEAKERS
        and (
            (each.text.isupper() and len(each.text) > 1)
            or (each.text in ("Q", "A") and seen["Q"] and seen["A"])
            or each.alone
            or each.first in _QUESTIONS
            or _repeated(each, surnames)
        )
    ]
    goes_on = _to_and_fro(names)
    return [each for each in names if goes_on or each.said[0] < each.said[1]]


def _to_and_fro(kept: Sequence[_Labelled]) -> bool:
    """Whether people speak in turns, so that what bears no label goes on from the last one."""
    return len(kept) >= _TRANSCRIPT and max(Counter(e.surname for e in kept).values()) > 1


def _spoken(text: str, kept: Sequence[_Labelled], stops: Sequence[int]) -> Iterator[Turn]:
    """What is said under each label, a turn a paragraph, up to the next of ``stops``."""
    goes_on = _to_and_fro(kept)
    asking = _interviewers(text, kept)
    hosts = {each.surname for each in kept if each.role in _QUESTIONS}
    narrators = {each.surname for each in kept if each.role in _NARRATORS}
    answering = interviewee(text, kept[0].begin)
    for each, after in zip(kept, [*kept[1:], None], strict=True):
        if each.surname in narrators:
            continue
        question = each.first in _QUESTIONS or each.text in asking or each.surname in hosts
        label = answering if each.text == "A" and answering is not None else each.label
        end = after.begin if after is not None else len(text)
        at = bisect_right(stops, each.begin)
        stopped = at < len(stops) and stops[at] < end
        end = stops[at] if stopped else end
        for start, stop in _paragraphs(text, each, end, goes_on, after is not None and not stopped):
            words = start if question else _past_courtesy(text, start, stop)
            if words < stop:
                yield Turn(label, (words, stop), question)


def _paragraphs(
    text: str, each: _Labelled, end: int, goes_on: bool, inside: bool
) -> Iterator[Range]:
    """The paragraphs from the label on up to ``end`` that belong to it.

    Where people speak in turns these are all ``inside`` the conversation, elsewhere the rest
    of a sentence that was wrapped.
    """
    start, stop = each.said
    number = 1
    for line in _LINE.finditer(text, each.end, end):
        empty = stop <= start
        parted = not empty and text.count("\n", stop, line.start("said")) > 1
        if _ASIDE.match(line["said"]):
            if not inside or not goes_on:
                break
            continue
        if parted and not (goes_on and inside):
            break
        if not (goes_on or empty or text[stop - 1] not in _SENTENCE_ENDS):
            break
        if empty:
            start = line.start("said")
        elif parted:
            yield start, stop
            number += 1
            if number > _LONGEST:
                return
            start = line.start("said")
        stop = line.end()
    if stop > start:
        yield start, stop


def _past_courtesy(text: str, start: int, stop: int) -> int:
    """Where the words begin after those of courtesy; ``stop`` where there are no others."""
    while (match := _COURTESY.match(text, start, stop)) is not None:
        start = match.end()
    return start


def _interviewers(text: str, found: Sequence[_Labelled]) -> set[str]:
    """The labels that ask most of the time, where somebody else answers."""
    turns_of: dict[str, list[bool]] = {}
    for each in found:
        asked = text[slice(*each.said)].rstrip().endswith("?")
        turns_of.setdefault(each.text, []).append(asked)
    asking = {label for label, asked in turns_of.items() if sum(asked) * 2 > len(asked)}
    return asking if len(asking) < len(turns_of) else set()


def _repeated(label: _Labelled, surnames: Counter[str]) -> bool:
    """Whether the label is a name that comes back, in full or as the surname alone."""
    words = [w for w in label.text.split() if w[0].isalpha()]
    return surnames[label.surname] > 1 and all(w[0].isupper() for w in words)
