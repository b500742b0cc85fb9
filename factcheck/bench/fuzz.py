"""``python -m factcheck.bench.fuzz``: hostile and broken reports, from file to claims, for minutes.

The fixtures are spliced and mutated, hypothesis adds texts of its own, and every text goes the
whole way: written to a file, read, claims found, fields written as JSON.  What must hold for
each is in :func:`check`.  A text that breaks it is made smaller while it still does, and kept.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from factcheck.attribution.tagged import Tagger
from factcheck.bench.mutations import mutated
from factcheck.errors import InputError, MissingExtraError
from factcheck.model import Claim, Document, Span
from factcheck.parties import Gazetteer
from factcheck.tools import tagger

FIXTURES = Path("fixtures")
#: One in so many texts comes from hypothesis, and one is read in small pieces.
_DRAWN, _PIECED = 4, 5
#: One text in so many goes by rules alone.
_RULED = 3
_SMALL_PIECE = 700
#: Seconds of CPU that a text may take, and for each of its characters.
_SECONDS, _SECONDS_A_CHARACTER = 8.0, 0.0008
#: Attempts to make a text that breaks something smaller.
_ATTEMPTS = 400


class BrokenError(Exception):
    """Something that must hold for every text does not."""


@dataclass
class Tally:
    """What a run has seen: documents, claims, files refused, characters, and failures by kind."""

    documents: int = 0
    claims: int = 0
    refused: int = 0
    characters: int = 0
    failures: Counter[str] = field(default_factory=Counter)


def check(
    text: str, gazetteer: Gazetteer, reader: Tagger | None = None, *, piece: int | None = None
) -> list[Claim]:
    """The claims of ``text``, after checking what must hold for them.

    Without a ``reader`` attribution goes by rules alone.
    Offsets lie inside the document and each span's text is that slice; contents are in order;
    ids are unique; a statement is one line and not empty; everything can be written as JSON.

    Raises:
        BrokenError: one of these does not hold.

    """
    from factcheck import people, pieces
    from factcheck.report.as_list import claims_table
    from factcheck.report.fields import claim_fields, dumps

    document = Document(text, "fuzzed.txt")
    began = time.process_time()
    size = pieces.PIECE if piece is None else piece
    found = pieces.read(document, gazetteer, reader, narration=True, piece=size).claims
    took = time.process_time() - began
    if took > _SECONDS + _SECONDS_A_CHARACTER * len(text):
        raise BrokenError(f"{len(text)} characters take too long")
    _must(len({c.id for c in found}) == len(found), "two claims have one id")
    order = [(c.content[0].start, c.content[-1].end) for c in found]
    _must(order == sorted(order), "claims are not in the order of their contents")
    for claim in found:
        _check_claim(claim, text)
    found, _ = people.united(found)
    for claim in found:
        fields = claim_fields(claim)
        _must(json.loads(dumps(fields))["id"] == claim.id, "a claim changes on its way by JSON")
    claims_table(found, width=100, colour=False)
    return found


def _check_claim(claim: Claim, text: str) -> None:
    named = [span for span in (claim.source, claim.cue) if span is not None]
    for span in (*claim.content, claim.sentence, *named):
        _check_span(span, text)
    content = [(span.start, span.end) for span in claim.content]
    _must(content == sorted(content), "the spans of a content are not in order")
    ends = [end for _, end in content[:-1]]
    apart = all(end <= start for end, (start, _) in zip(ends, content[1:], strict=True))
    _must(apart, "the spans of a content overlap")
    _must(bool(claim.statement.strip()), "a statement is empty")
    _must(len(claim.statement.splitlines()) == 1, "a statement has several lines")
    _must(0 <= claim.confidence <= 1, "a confidence is no share")


def _check_span(span: Span, text: str) -> None:
    _must(0 <= span.start < span.end <= len(text), "a span is empty or outside the document")
    _must(span.text == text[span.start : span.end], "a span's text is not the slice")


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise BrokenError(otherwise)


def smaller(text: str, fails: Callable[[str], bool], attempts: int = _ATTEMPTS) -> str:
    """A text as short as can be found for which ``fails`` still holds, by leaving parts out.

    The method is Zeller and Hildebrandt's delta debugging (2002), bounded by ``attempts``.
    """
    width = max(1, len(text) // 2)
    while width and attempts > 0:
        start = 0
        shrunk = False
        while start < len(text) and attempts > 0:
            attempts -= 1
            candidate = text[:start] + text[start + width :]
            if fails(candidate):
                text, shrunk = candidate, True
            else:
                start += width
        if not shrunk or width > len(text):
            width //= 2
    return text


def texts(seed: int, fixtures: Sequence[str]) -> Iterator[str]:
    """Texts without end, the same for the same ``seed``."""
    number = 0
    while True:
        for text in _drawn(seed + number, 50):
            yield text
            for _ in range(_DRAWN - 1):
                number += 1
                yield mutated(random.Random(f"{seed}/{number}"), fixtures)


def _drawn(seed: int, number: int) -> list[str]:
    """Some texts that hypothesis thinks of."""
    try:
        import hypothesis
        from hypothesis import strategies as st
    except ImportError:
        raise MissingExtraError("dev", "hypothesis") from None
    found: list[str] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=number,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(st.text(max_size=300) | st.text(st.characters(), max_size=60))
    def keep(text: str) -> None:
        found.append(text)

    keep()
    return found


def run(
    seconds: float, seed: int, folder: Path, *, documents: int | None = None
) -> tuple[Tally, list[Path]]:
    """Check texts for so many ``seconds`` or ``documents``; what breaks is written to ``folder``.

    Raises:
        InputError: the fixtures are not here.

    """
    fixtures = [p.read_text("utf-8") for p in sorted(FIXTURES.glob("*/*.[tm][xd]*"))]
    if not fixtures:
        raise InputError("fixtures/ is not here; run this from the root of the repository")
    gazetteer, words = Gazetteer.load(), tagger()
    tally, kept = Tally(), list[Path]()
    until = time.monotonic() + seconds
    for text in texts(seed, fixtures):
        if time.monotonic() >= until or (documents is not None and tally.documents >= documents):
            break
        tally.documents += 1
        tally.characters += len(text)
        piece = _SMALL_PIECE if tally.documents % _PIECED == 0 else None
        reader = None if tally.documents % _RULED == 0 else words
        failure = _failure(text, gazetteer, reader, piece, tally)
        if failure is None:
            continue
        tally.failures[failure] += 1
        if tally.failures[failure] > 1:
            continue

        def again(
            candidate: str,
            reader: Tagger | None = reader,
            piece: int | None = piece,
            failure: str = failure,
        ) -> bool:
            return _failure(candidate, gazetteer, reader, piece, Tally()) == failure

        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"fuzz-{seed}-{tally.documents}.txt"
        path.write_bytes(smaller(text, again).encode("utf-8", "surrogatepass"))
        kept.append(path)
        print(f"{failure}\n  repeat: python -m factcheck.bench.fuzz --repeat {path}", flush=True)
    return tally, kept


def _failure(
    text: str, gazetteer: Gazetteer, reader: Tagger | None, piece: int | None, tally: Tally
) -> str | None:
    """The kind of failure that ``text`` leads to; None where all is well."""
    try:
        tally.refused += not _read(text)
        tally.claims += len(check(text, gazetteer, reader, piece=piece))
    except BrokenError as error:
        return str(error).lstrip("0123456789 ")
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(last.filename).name}, {last.name}"
    return None


def _read(text: str) -> bool:
    """Whether a file with ``text`` is read, and then whole; refusing it is no failure."""
    from factcheck import reading
    from factcheck.documents import Failure

    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.txt", "a.md"):
            path = Path(folder, name)
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            try:
                items = list(reading.documents([str(path)]))
            except InputError as error:
                _must(len(str(error).splitlines()) == 1, "a message has several lines")
                return False
            for item in items:
                _must(not isinstance(item, Failure) and item.text == text, "a file's text changes")
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Run for some minutes, or check one text again; the exit status is 1 after a failure."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.bench.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--output", type=Path, default=Path("fuzz"), help="folder for failures")
    parser.add_argument("--repeat", type=Path, help="check this text again, nothing else")
    asked = parser.parse_args(arguments)
    if asked.repeat is not None:
        text = asked.repeat.read_bytes().decode("utf-8", "surrogatepass")
        _read(text)
        for reader, piece in product((None, tagger()), (None, _SMALL_PIECE)):
            check(text, Gazetteer.load(), reader, piece=piece)
        print("all is well with it")
        return 0
    print(f"seed {asked.seed}", flush=True)
    began = time.monotonic()
    try:
        tally, kept = run(60 * asked.minutes, asked.seed, asked.output)
    except (InputError, MissingExtraError) as error:
        print(error, file=sys.stderr)
        return 2
    took = max(time.monotonic() - began, 1e-9)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{tally.documents:,} documents, {tally.characters:,} characters, {tally.claims:,} claims "
        f"with narration, {tally.refused:,} files refused, {sum(tally.failures.values()):,} "
        f"failures of {len(tally.failures):,} kinds; {tally.documents / took:.1f} documents/s; "
        f"{peak:.0f} MiB at most"
    )
    for path in kept:
        print(f"repeat: python -m factcheck.bench.fuzz --repeat {path}")
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())
