"""How often party, speaker, act and targets of an attribution are what a careful reader says.

The annotation holds offsets and names only (``benchmarks/polnear-parties/README.md``); the texts
and the spans of contents come with the corpus.  A claim of the tool stands for an annotated one
when their cues overlap; where that gives none (the annotated cue is a colon or none at all, or the
tool takes other words for the cue), when most words of the shorter content are the other's.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, TypeVar

from factcheck.bench.agreement import Ratio
from factcheck.errors import InputError
from factcheck.model import Act, Claim, Document
from factcheck.parties.names import fold

#: Share of the words of the shorter content that must be the other's.
SHARED = 0.6
_Row = TypeVar("_Row")
_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"(?<= )[a-z]\.? (?=\w)")
_LEADING = re.compile(r"^(?:(?:the|a|an)\s+|@)")
_STATE = re.compile(r"\b(?:u\.s\.(?:a\.)?|us|usa)(?=\W|$)")
_CAMPAIGN = re.compile(r"(?:['’]s?)?(?: presidential)? (?:campaign|campaign team|camp|team)$")

Offsets = tuple[tuple[int, int], ...]
"""Spans as ``(start, end)``, in the order of the text."""

Extract = Callable[[Document], Sequence[Claim]]
"""The tool's claims of a document."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text of the corpus, with the content of each attribution by the span of its first cue.

    None stands for the one that has no cue.
    """

    id: str
    text: str
    contents: Mapping[tuple[int, int] | None, Offsets]


@dataclass(frozen=True, slots=True)
class Expected:
    """One annotated claim.

    ``party`` and ``speaker`` are readings, any of which is right; None: there is none.  Each
    target is a list of readings too.
    """

    cue: tuple[int, int] | None
    party: tuple[str, ...] | None
    speaker: tuple[str, ...] | None
    targets: tuple[tuple[str, ...], ...]
    act: Act


@dataclass(frozen=True, slots=True)
class PartyFigures:
    """Figures pooled over all articles.

    ``found`` is the share of annotated claims that some claim of the tool stands for; the other
    figures are over those.  ``targets`` counts claims for which the annotation or the tool has any
    target, right where both have the same; ``target_precision`` and ``target_recall`` count names.
    """

    found: Ratio
    party: Ratio
    speaker: Ratio
    act: Ratio
    targets: Ratio
    target_precision: Ratio
    target_recall: Ratio

    @property
    def target_f1(self) -> float:
        """Harmonic mean of precision and recall of target names."""
        p, r = self.target_precision.value, self.target_recall.value
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """An annotated claim, the tool's claims that stand for it (the best first), and the verdict."""

    article: str
    expected: Expected
    claims: tuple[Claim, ...]
    party: bool
    speaker: bool
    act: bool
    targets: tuple[str, ...]
    right_targets: int


def score(
    articles: Mapping[str, Article],
    annotation: Mapping[str, Sequence[Expected]],
    extract: Extract,
    names: Mapping[str, str] | None = None,
) -> PartyFigures:
    """Figures of ``extract`` over the annotated ``articles``.

    ``names`` gives the names of the parties that targets hold by id ("USA"); a body's id, which is
    its name as a slug, needs none.

    Raises:
        InputError: an annotated article that ``articles`` does not hold, or not so annotated.

    """
    return figures(list(judge(articles, annotation, extract, names or {})))


def figures(judged: Sequence[Judged]) -> PartyFigures:
    """Pool the verdicts ``judged``."""
    found = [each for each in judged if each.claims]
    named = [each for each in found if each.expected.targets or each.targets]
    right = sum(each.right_targets for each in found)

    def share(hits: int, of: Sequence[Judged]) -> Ratio:
        return Ratio(hits, len(of))

    return PartyFigures(
        share(len(found), judged),
        share(sum(each.party for each in found), found),
        share(sum(each.speaker for each in found), found),
        share(sum(each.act for each in found), found),
        share(
            sum(
                each.right_targets == len(each.targets) == len(each.expected.targets)
                for each in named
            ),
            named,
        ),
        Ratio(right, sum(len(each.targets) for each in found)),
        Ratio(right, sum(len(each.expected.targets) for each in found)),
    )


def judge(
    articles: Mapping[str, Article],
    annotation: Mapping[str, Sequence[Expected]],
    extract: Extract,
    names: Mapping[str, str],
) -> Iterator[Judged]:
    """The verdict on every annotated claim, in order; as :func:`score`."""
    for id_, expected in annotation.items():
        article = articles.get(id_)
        if article is None or not article.contents.keys() >= {one.cue for one in expected}:
            raise InputError(f"{id_}: no such article in the corpus; give the one it was made from")
        claims = list(extract(Document(article.text, id_)))
        for one in expected:
            content = article.contents[one.cue]
            yield _judged(id_, one, tuple(_standing(article.text, one, content, claims)), names)


def _judged(
    id_: str, expected: Expected, standing: tuple[Claim, ...], names: Mapping[str, str]
) -> Judged:
    if not standing:
        return Judged(id_, expected, (), False, False, False, (), 0)
    best = standing[0]
    party = (best.party.name, best.party.id) if best.party else ()
    said = [best, *(c for c in standing[1:] if c.cue == best.cue)]
    targets = tuple(dict.fromkeys(names.get(t, t) for c in said for t in c.targets))
    return Judged(
        id_,
        expected,
        standing,
        _same(party, expected.party),
        _same((best.speaker,) if best.speaker else (), expected.speaker),
        any(c.act is expected.act for c in said),
        targets,
        _matched(targets, expected.targets),
    )


def _standing(
    text: str, expected: Expected, content: Offsets, claims: Sequence[Claim]
) -> Iterator[Claim]:
    """The claims that stand for ``expected``, those with most of its content first."""
    wanted = _words(text, content)
    ranked = []
    for claim in claims:
        have = _words(text, tuple((span.start, span.end) for span in claim.content))
        common = len(have & wanted)
        meet = _meet(claim, expected.cue)
        if meet or common > SHARED * min(len(have), len(wanted)):
            ranked.append((not meet, -common, claim.content[0].start, claim))
    ranked.sort(key=lambda row: row[:3])
    apart = ranked[0][0] if ranked else False
    yield from (claim for other, *_, claim in ranked if other == apart)


def _meet(claim: Claim, cue: tuple[int, int] | None) -> bool:
    own = claim.cue
    return own is not None and cue is not None and own.start < cue[1] and cue[0] < own.end


def _words(text: str, spans: Offsets) -> set[int]:
    return {m.start() for start, end in spans for m in _WORD.finditer(text, start, end)}


def normal(name: str) -> str:
    """``name`` as it is compared.

    Case, diacritics, punctuation, a leading article or "@", initials inside a person's name and the
    suffix of a campaign ("X campaign", "X's presidential campaign") do not count; "US" and
    "U.S." are the United States.  A slug is compared as the words that it was made of.
    """
    plain = _LEADING.sub("", fold(" ".join(name.split())))
    plain = _STATE.sub("united states", plain.replace("-", " "))
    plain = _INITIAL.sub("", _CAMPAIGN.sub("", plain))
    return " ".join(_WORD.findall(plain.replace("'", "").replace("’", "")))


def _same(given: Sequence[str], readings: Sequence[str] | None) -> bool:
    """Whether one of the names ``given`` is one of the ``readings``; none is matched by None."""
    if not given or not readings:
        return not given and not readings
    return not {normal(name) for name in given}.isdisjoint(normal(name) for name in readings)


def _matched(targets: Sequence[str], expected: Sequence[Sequence[str]]) -> int:
    """How many of ``targets`` are expected ones, each of which counts once."""
    left = list(expected)
    for target in targets:
        meant = next((readings for readings in left if _same((target,), readings)), None)
        if meant is not None:
            left.remove(meant)
    return len(expected) - len(left)


def read_articles(path: Path) -> dict[str, Article]:
    """The articles of a corpus file by id: JSON objects, one a line, gzipped or not.

    Each has ``id``, ``text`` and ``attributions`` with ``content``, a list of [start, end].

    Raises:
        InputError: a file that cannot be read or holds something else.

    """
    return {article.id: article for article in _rows(path, _article)}


def read_annotation(path: Path) -> dict[str, tuple[Expected, ...]]:
    """The annotated claims by article, from a file of ``benchmarks/polnear-parties``.

    Raises:
        InputError: a file that cannot be read or holds something else.

    """
    return dict(_rows(path, _annotated))


def _article(row: Mapping[str, Any]) -> Article:
    contents = {
        _offsets(each["cue"])[0] if each["cue"] else None: _offsets(each["content"])
        for each in row["attributions"]
    }
    return Article(row["id"], row["text"], contents)


def _annotated(row: Mapping[str, Any]) -> tuple[str, tuple[Expected, ...]]:
    return row["id"], tuple(map(_expected, row["claims"]))


def _expected(row: Mapping[str, Any]) -> Expected:
    cue = row["cue"]
    return Expected(
        (cue[0], cue[1]) if cue is not None else None,
        tuple(row["party"]) if row["party"] else None,
        tuple(row["speaker"]) if row["speaker"] else None,
        tuple(tuple(readings) for readings in row["targets"]),
        Act(row["act"]),
    )


def _offsets(spans: Sequence[Sequence[int]]) -> Offsets:
    return tuple((span[0], span[1]) for span in spans)


def _rows(path: Path, read: Callable[[Mapping[str, Any]], _Row]) -> Iterator[_Row]:
    """What ``read`` makes of the objects of a file, one a line."""
    try:
        with _open(path) as lines:
            for number, line in enumerate(lines, 1):
                yield _row(f"{path}:{number}", line, read)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as text; check the name") from error


def _row(where: str, line: str, read: Callable[[Mapping[str, Any]], _Row]) -> _Row:
    try:
        return read(json.loads(line))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise InputError(f"{where}: is no row of this corpus; check the file") from error


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
