"""A figure told without what it counts, as a figure of what was counted just before it.

"The marchers numbered 4,000, police said.  The union claimed 20,000": what the union claims can
be set against nothing until it says of what.  Where the words before it plainly count one
thing, its statement becomes those words with its own figure in them; otherwise it stays.

"Police said 12 marchers were held.  The union said at least 40 had been arrested": what the union
says is told of figures that have lost only their noun, and gets it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factcheck.model import Act, Claim
from factcheck.naming import REBUTTAL
from factcheck.statements.inflection import finish
from factcheck.statements.rebuttals import ASIDE, keeps_cue
from factcheck.wordlists import word_lists

_LISTS = word_lists(Path(__file__).with_suffix(".toml"))
#: Characters of the text between the words that count and the figure, and words of a statement.
_WITHIN, _LONGEST = 400, 40
#: How many times as large one count of a thing may be as another.
_FARTHEST = 30
_SMALL = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_AMOUNT = (
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(_SMALL)}|one)"
    rf"(?P<scales>(?:[ -](?:{'|'.join(_SCALES)}))*)(?![\w%]|[.,:]\d)"
)
_BOUND = rf"(?:(?:{'|'.join(sorted(_LISTS['bounds'], key=len, reverse=True))}) )*"
_FIGURE = re.compile(rf"(?<![\w.,:-])(?P<figure>{_BOUND}{_AMOUNT})", re.IGNORECASE)
_NOUN = (
    rf"(?:(?:an?|the|its|their|his|her|that|this) )?(?:(?:{'|'.join(_LISTS['official'])}) )*"
    rf"(?P<noun>{'|'.join(_LISTS['figures'] | _LISTS['tolls'])})"
)
_IS = r"(?:is|was|stands at|stood at|has reached|had reached|has risen to|had risen to)"
#: A content that holds a figure and nothing else.
_BARE = re.compile(
    rf"(?:{_NOUN} (?:of|at|to) |(?:that )?(?:it|this|{_NOUN.replace('<noun>', '<named>')}) {_IS} )?"
    rf"(?P<figure>{_BOUND}{_AMOUNT})(?: (?P<counted>[a-z]+))?",
    re.IGNORECASE,
)
#: A statement about so many, of what is not said: "at least 40 had been arrested".
_NOUNLESS = re.compile(
    rf"(?P<figure>{_BOUND}{_AMOUNT})(?= (?:{'|'.join(sorted(_LISTS['auxiliaries']))}) )",
    re.IGNORECASE,
)
#: What is counted, behind its number: "people", "rubber bullets".
_COUNTED = re.compile(
    rf"\s+((?:[a-z]+ ){{0,2}}?(?:[a-z]+[^\Wisu]s|{'|'.join(_LISTS['plurals'])}))\b"
)
_MARKS = "“”\"'‘’«»., "
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MONEY = frozenset("$€£¥")
_SAYING = frozenset((Act.ACCUSATION, Act.ASSERTION, Act.ASSESSMENT))


@dataclass(frozen=True)
class _Figure:
    """Words for a number: where they stand, their value, and the small words around them."""

    start: int
    end: int
    words: str
    value: float
    before: str
    after: str
    money: bool


def counting(claims: Sequence[Claim], narrated: Sequence[Claim]) -> Iterator[Claim]:
    """``claims`` of one document in its order, figures without a noun with what they count.

    ``narrated`` are the sentences that nobody is said to have said; they may say it, too.
    """
    before = list(narrated)
    for claim in claims:
        bare = _bare(claim)
        said = _counted(claim, bare, before) if bare is not None else _named(claim, before)
        if said is not None:
            claim = replace(claim, statement=said)
        before.append(claim)
        yield claim


def _bare(claim: Claim) -> re.Match[str] | None:
    """The figure that is all that ``claim`` says; None if it says more."""
    if not _tells(claim):
        return None
    text = " ".join(" ".join(span.text for span in claim.content).split()).strip(_MARKS)
    match = _BARE.fullmatch(text)
    return match if match is not None and match["number"].casefold() != "one" else None


def _tells(claim: Claim) -> bool:
    """Whether ``claim`` plainly says what it says: it neither asks nor denies."""
    if claim.act not in _SAYING or _LISTS["telling"].isdisjoint(_cue(claim)):
        return False
    words = _words(claim.statement)
    return words.isdisjoint(_LISTS["unsure"]) and not any(w.endswith(("n't", "n’t")) for w in words)


def _counted(claim: Claim, bare: re.Match[str], before: Sequence[Claim]) -> str | None:
    """The last words before ``claim`` that count something, with its figure; None if unclear."""
    found = _last_count(claim, before)
    if found is None:
        return None
    said, one = found
    if not _alike(bare, one, said):
        return None
    return finish(f"{said[: one.start]}{bare['figure']}{said[one.end :]}")


def _named(claim: Claim, before: Sequence[Claim]) -> str | None:
    """The statement of ``claim`` with the noun that its figure has left out; None if unclear."""
    match = _NOUNLESS.match(claim.statement)
    if match is None or match["number"].casefold() == "one" or not _tells(claim):
        return None
    found = _last_count(claim, before)
    if found is None or not _near(_value(match), found[1].value):
        return None
    said, one = found
    noun = _COUNTED.match(said, one.end)
    if noun is None or not _words(noun[1]).isdisjoint(_LISTS["no_names"]):
        return None
    return f"{match['figure']} {noun[1]}{claim.statement[match.end() :]}"


def _last_count(claim: Claim, before: Sequence[Claim]) -> tuple[str, _Figure] | None:
    """The last words before ``claim`` that count something, and their figure; None if unclear."""
    first = min(s.start for s in (*claim.content, claim.source, claim.cue) if s is not None)
    near = [c for c in before if 0 <= first - c.content[-1].end <= _WITHIN]
    for other in sorted(near, key=lambda c: c.content[-1].end, reverse=True):
        said = ASIDE.split(other.statement)[0].rstrip(".")
        every = list(_figures(said))
        figures = [one for one in every if one.before not in _LISTS["definite"]] or every
        if not figures and not any(map(str.isdigit, other.statement)):
            continue
        plain = len(figures) == 1 and _plain(other, said, figures[0])
        return (said, figures[0]) if plain else None
    return None


def _alike(bare: re.Match[str], one: _Figure, said: str) -> bool:
    """Whether the ``bare`` figure may be another count of what the words ``said`` count."""
    if not _near(_value(bare), one.value):
        return False
    if bare["counted"] is not None and bare["counted"].casefold() != one.after:
        return False
    if one.money and not bare["scales"]:
        return False
    noun = (bare["noun"] or bare["named"] or "").casefold()
    return noun not in _LISTS["tolls"] or not _words(said).isdisjoint(_LISTS["deaths"])


def _near(count: float, other: float) -> bool:
    """Whether both may be counts of one thing."""
    return other / _FARTHEST <= count <= other * _FARTHEST


def _plain(claim: Claim, said: str, one: _Figure) -> bool:
    """Whether ``said``, the first words of ``claim``, state how many there were, and of what."""
    words = _words(said)
    if claim.act not in _SAYING or keeps_cue(claim) or claim.statement.rstrip().endswith("?"):
        return False
    if len(said.split()) > _LONGEST or said.startswith(REBUTTAL) or not words:
        return False
    if not words.isdisjoint(_LISTS["unsure"]) or any(w.endswith(("n't", "n’t")) for w in words):
        return False
    if "one" in words or one.before in _LISTS["definite"]:
        return False
    if not one.after and not one.money:
        return one.before in ("is", "are") and not _cue(claim).isdisjoint(_LISTS["putting"])
    return one.after not in _LISTS["units"]


def _figures(text: str) -> Iterator[_Figure]:
    """The figures of ``text``, years and days of the month left out."""
    for match in _FIGURE.finditer(text):
        start, end = match.span("figure")
        before = _WORD.findall(text[max(0, start - 30) : start])
        after = re.match(r"\s+([^\W\d_][\w'’-]*)", text[end:])
        beside = {before[-1].casefold() if before else "", after[1].casefold() if after else ""}
        if _YEAR.fullmatch(match["figure"]) or not beside.isdisjoint(_LISTS["months"]):
            continue
        noun = after[1].casefold() if after is not None else ""
        money = text[max(0, start - 1) : start] in _MONEY or noun in _LISTS["currencies"]
        yield _Figure(
            start,
            end,
            match["figure"],
            _value(match),
            before[-1].casefold() if before else "",
            noun,
            money,
        )


def _value(match: re.Match[str]) -> float:
    number = match["number"].casefold().replace(",", "")
    value = float(("one", *_SMALL).index(number) + 1 if number.isalpha() else number)
    for scale in re.findall(r"[a-z]+", match["scales"].casefold()):
        value *= _SCALES[scale]
    return value


def _cue(claim: Claim) -> set[str]:
    return _words(claim.cue.text) if claim.cue is not None else set()


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
