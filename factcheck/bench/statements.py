"""How good statements are, by a sample that a person has judged.

``fixtures/statements/sample.jsonl`` holds one case a line: the claim (``document`` and the
``content`` ranges), the sentence that a careful editor would accept (``statement``, and
``accepted`` ones beside it), and every other sentence that the tool has made of it (``judged``),
each with whether it is grammatical, complete (it stands by itself) and faithful, and with what is
wrong.  A sentence stays judged when the tool makes another, and is known when it comes back.

``python -m factcheck.bench.statements`` prints the shares and what nobody has judged yet;
``--rebuild`` also writes the sample anew: contents where the tool finds them now (claims are
matched by overlapping content), and unjudged sentences with ``null`` for a person to fill in.
``--attribution rules`` goes by rules alone, without the tagger.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.bench.attribution_cases import read_cases
from factcheck.errors import FactcheckError, InputError
from factcheck.model import Claim, Document, Method

if TYPE_CHECKING:
    from factcheck.attribution.tagged import Tagger

FIXTURES = Path("fixtures")
SAMPLE = FIXTURES / "statements" / "sample.jsonl"
#: Contents that share less of their characters are not the same claim.
OVERLAP = 0.3
#: A document of this folder is a case of a file of cases: ``attribution/agency-dev-7``.
_CASES = "attribution"

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Judgment:
    """What a person found of one sentence; None where nobody has looked yet."""

    statement: str
    grammatical: bool | None
    complete: bool | None
    faithful: bool | None
    wrong: str | None = None

    @property
    def open(self) -> bool:
        """Whether somebody has still to judge."""
        return None in (self.grammatical, self.complete, self.faithful)

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return bool(self.grammatical and self.complete and self.faithful)


@dataclass(frozen=True, slots=True)
class Case:
    """One claim of the sample."""

    document: str
    content: Ranges
    statement: str
    accepted: tuple[str, ...] = ()
    judged: tuple[Judgment, ...] = ()

    def judgment(self, statement: str) -> Judgment | None:
        """What is known of the sentence; None for a new one."""
        if statement == self.statement or statement in self.accepted:
            return Judgment(statement, grammatical=True, complete=True, faithful=True)
        known = (j for j in self.judged if j.statement == statement and not j.open)
        return next(known, None)


class Standing(StrEnum):
    """How the tool does on a case."""

    GOOD = "good"
    KNOWN = "known failure"
    CHANGED = "to judge"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Compared:
    """A case and the claim that the tool finds for it; None where it finds none."""

    case: Case
    claim: Claim | None

    @property
    def judgment(self) -> Judgment | None:
        """What is known of the tool's sentence."""
        return self.case.judgment(self.claim.statement) if self.claim is not None else None

    @property
    def standing(self) -> Standing:
        """Good, a known failure, in need of a judgment, or no longer found."""
        if self.claim is None:
            return Standing.LOST
        known = self.judgment
        if known is None:
            return Standing.CHANGED
        return Standing.GOOD if known.good else Standing.KNOWN


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of ``judged`` statements are good in each respect, and in all."""

    judged: int
    grammatical: int
    complete: int
    faithful: int
    good: int


def read_sample(path: Path = SAMPLE) -> list[Case]:
    """The cases of the sample.

    Raises ``InputError``, with file and line, for a line that is no case.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read; run this from the repository's root") from error
    cases = []
    for number, line in enumerate(lines, start=1):
        try:
            cases.append(_case(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f"{path}:{number}: is no case; write it as those around it") from error
    return cases


def compare(
    cases: Sequence[Case], root: Path = FIXTURES, method: Method = Method.JOINED
) -> list[Compared]:
    """Each case with the claim that the tool finds at its place, by ``method``."""
    from factcheck.tools import tagger

    hand = tagger(method)
    claims = {name: _claims(root, name, hand) for name in dict.fromkeys(c.document for c in cases)}
    return [Compared(case, _nearest(case, claims[case.document])) for case in cases]


def shares(compared: Iterable[Compared]) -> Shares:
    """Count what is good; a statement that nobody has judged yet is left out."""
    judgments = [each.judgment for each in compared if each.judgment is not None]
    return Shares(
        len(judgments),
        sum(bool(j.grammatical) for j in judgments),
        sum(bool(j.complete) for j in judgments),
        sum(bool(j.faithful) for j in judgments),
        sum(j.good for j in judgments),
    )


def rebuilt(compared: Iterable[Compared]) -> list[Case]:
    """The cases with the contents of now, and with the sentences that are to be judged."""
    return [_rebuilt(each) for each in compared]


def _rebuilt(each: Compared) -> Case:
    case, claim = each.case, each.claim
    if claim is None:
        return case
    judged = tuple(j for j in case.judged if not j.open)
    if each.standing is Standing.CHANGED:
        judged += (Judgment(claim.statement, None, None, None),)
    content = tuple((span.start, span.end) for span in claim.content)
    return replace(case, content=content, judged=judged)


def write_sample(cases: Iterable[Case], path: Path = SAMPLE) -> None:
    """Write the cases, one a line."""
    lines = [json.dumps(asdict(case), ensure_ascii=False) + "\n" for case in cases]
    path.write_text("".join(lines), "utf-8")


def _case(told: dict[str, Any]) -> Case:
    if set(told) != {field.name for field in fields(Case)}:
        raise ValueError("fields")
    content, accepted, judged = told["content"], told["accepted"], told["judged"]
    lists = (content, accepted, judged)
    if not all(isinstance(each, list) for each in lists):
        raise TypeError("lists")
    case = Case(
        document=str(told["document"]),
        content=tuple((int(start), int(end)) for start, end in content),
        statement=str(told["statement"]),
        accepted=tuple(map(str, accepted)),
        judged=tuple(Judgment(**each) for each in judged),
    )
    texts = (case.statement, *case.accepted, *(j.statement for j in case.judged))
    if len(set(texts)) < len(texts):
        raise ValueError("a sentence stands twice")
    return case


def _claims(root: Path, name: str, hand: Tagger | None) -> list[Claim]:
    from factcheck.documents import read_all
    from factcheck.parties import Gazetteer
    from factcheck.pieces import read

    if name.startswith(f"{_CASES}/"):
        path = root / f"{name.rsplit('-', 1)[0]}.gold"
        stem = name.removeprefix(f"{_CASES}/")
        texts = [case.text for case in read_cases(path) if case.name == stem]
        if not texts:
            raise InputError(f"{path}: has no case {stem}; correct the sample")
        return read(Document(texts[0], name), Gazetteer.load(), hand).claims
    document = next(iter(read_all([str(root / name)])))
    if not isinstance(document, Document):
        raise InputError(str(document))
    parties = (root / name).parent / "parties.toml"
    gazetteer = Gazetteer.load(*([parties] if parties.exists() else []))
    return read(document, gazetteer, hand).claims


def _nearest(case: Case, claims: Iterable[Claim]) -> Claim | None:
    wanted = {at for start, end in case.content for at in range(start, end)}
    best, share = None, OVERLAP
    for claim in claims:
        found = {at for span in claim.content for at in range(span.start, span.end)}
        overlap = len(wanted & found) / max(1, len(wanted | found))
        if overlap > share:
            best, share = claim, overlap
    return best


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares and what is to be judged; with ``--rebuild`` write the sample anew."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.bench.statements")
    parser.add_argument("--rebuild", action="store_true", help="write the sample anew")
    parser.add_argument("--attribution", type=Method, choices=list(Method), default=Method.JOINED)
    options = parser.parse_args(arguments)
    try:
        compared = compare(read_sample(), method=options.attribution)
    except FactcheckError as error:
        print(error, file=sys.stderr)
        return 2
    _print_shares(compared)
    unjudged = [c for c in compared if c.standing in (Standing.CHANGED, Standing.LOST)]
    for each in unjudged:
        made = each.claim.statement if each.claim is not None else "(no claim is found here)"
        print(f"\n{each.standing.value}: {each.case.document} {list(each.case.content)}")
        print(f"  right {each.case.statement}\n  made  {made}")
    if options.rebuild:
        write_sample(rebuilt(compared))
        print(f"\n{SAMPLE} is written; where it says null, put true or false and what is wrong")
    return 0


def _print_shares(compared: Sequence[Compared]) -> None:
    counted = shares(compared)
    total = max(1, counted.judged)
    parts = (counted.grammatical, counted.complete, counted.faithful, counted.good)
    print("| statements judged | grammatical | complete | faithful | all three |")
    print("|---|---|---|---|---|")
    print(f"| {counted.judged} | {' | '.join(f'{n} ({n / total:.1%})' for n in parts)} |")
    standings = Counter(each.standing.value for each in compared)
    print("\n" + ", ".join(f"{number} {name}" for name, number in standings.most_common()))


if __name__ == "__main__":
    sys.exit(main())
