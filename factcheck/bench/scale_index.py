"""Adding one report to an index of many claims, and asking it.

``python -m factcheck.bench.scale_index INDEX FIRST SECOND --claims 30000 100000`` makes indexes of
so many claims from those of the index in the folder INDEX, then adds the two reports one after the
other, and asks.  The first finds models and disk cold; the second is what the table tells of.

Up to the claims of INDEX all are real.  Beyond, documents are recombined: a made one has two thirds
of the claims of a real one and lends the rest from another that is about nearly the same; its text
is their passages.  Each claim's vector is disturbed as two reports of one statement differ, and a
word that means nothing is put behind its statement, so that it is no copy.  Parties and people are
those of the real ones, so the largest are as large a part of the index as before.

Nothing is judged: the judge stands in for the real one and finds every pair neutral.  So the index
has no findings, and what grows with findings is not measured here.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from factcheck.bench.growth import Counting, Reading
from factcheck.bench.speed import Timing, table
from factcheck.model import Claim, Document, Span, stable_id

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from factcheck.opposition.profile import Profile
    from factcheck.store import Store
    from factcheck.tools import Tools

_SEED = 13
#: The length of what disturbs a vector, and the documents that lend to one, as in ``scale_corpus``.
_DISTURBED, _LENDERS, _LENT = 0.6, 8, 1 / 3
_VOWELS, _CONSONANTS = "aeiou", "bdfgklmnprstvz"
_ASKED = "The government denied that it was to blame for the attack."


class Neutral:
    """A judge to whom every pair is neutral."""

    name = "neutral"

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As :meth:`factcheck.nli.judge.Judge.probabilities`."""
        return np.tile(np.array([0.0, 1.0, 0.0], np.float32), (len(pairs), 1))


@dataclass(frozen=True)
class Part:
    """A document with its claims, their vectors (n, d) and their profiles."""

    document: Document
    claims: list[Claim]
    vectors: NDArray[np.float32]
    profiles: list[Profile]


def parts(store: Store) -> list[Part]:
    """The documents of ``store`` that have claims."""
    from factcheck.opposition.profile import Profile

    rows: dict[str, list[int]] = defaultdict(list)
    claims = store.claims()
    ids, vectors = store.vectors()
    place = {id_: k for k, id_ in enumerate(ids)}
    kept = store.comparisons()
    for k, claim in enumerate(claims):
        rows[claim.document.sha256].append(k)
    texts = store.texts(rows)
    found = []
    for sha, some in rows.items():
        info = claims[some[0]].document
        document = Document(
            texts[sha], info.path, info.title, info.outlet, info.published, info.url
        )
        own = [claims[k] for k in some]
        profiles = [Profile.from_json(kept[claim.id][1]) for claim in own]
        found.append(Part(document, own, vectors[[place[c.id] for c in own]], profiles))
    return found


def recombined(real: Sequence[Part], count: int) -> Iterator[Part]:
    """The ``real`` documents, then such as are made of them, until there are ``count`` claims."""
    rng, numbers = random.Random(_SEED), np.random.default_rng(_SEED)
    means = np.stack([part.vectors.mean(axis=0) for part in real])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    cosines = means @ means.T
    np.fill_diagonal(cosines, -np.inf)
    lenders = np.argsort(-cosines, axis=1)[:, :_LENDERS]
    made, edition = 0, 0
    while made < count:
        for row, part in enumerate(real):
            if edition:
                lender = real[int(rng.choice(lenders[row].tolist()))]
                part = _made(part, lender, edition, rng, numbers)
            yield part
            made += len(part.claims)
            if made >= count:
                return
        edition += 1


def _made(
    own: Part, lender: Part, edition: int, rng: random.Random, numbers: np.random.Generator
) -> Part:
    """A document of the passages of ``own``, a third of them in the place of some of another."""
    chosen = [
        (lender, rng.randrange(len(lender.claims))) if rng.random() < _LENT else (own, k)
        for k in range(len(own.claims))
    ]
    text, starts, moves = f"Edition {edition} of {own.document.sha256[:12]}.", {}, []
    for part, k in chosen:
        start, end = _stretch(part.claims[k])
        passage = part.document.text[start:end]
        if passage not in starts:
            starts[passage] = len(text) + 2
            text += f"\n\n{passage}"
        moves.append(starts[passage] - start)
    known = own.document
    document = Document(
        text, f"{known.path}.{edition}", known.title, known.outlet, known.published, known.url
    )
    claims, profiles, rows = {}, [], []
    for (part, k), by in zip(chosen, moves, strict=True):
        word = _word(rng)
        claim = _moved(part.claims[k], document, by, word)
        if claim.id not in claims:
            claims[claim.id] = claim
            profiles.append(_with_word(part.profiles[k], word))
            rows.append(part.vectors[k])
    vectors = np.stack(rows)
    noise = numbers.standard_normal(vectors.shape, np.float32)
    vectors = vectors + np.float32(_DISTURBED / np.sqrt(vectors.shape[1])) * noise
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Part(document, list(claims.values()), vectors, profiles)


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_CONSONANTS) + rng.choice(_VOWELS) for _ in range(5))


def _stretch(claim: Claim) -> tuple[int, int]:
    """Where the passage begins and ends that has the sentence, source and cue of ``claim``."""
    spans = [claim.sentence, *claim.content]
    spans += [span for span in (claim.source, claim.cue) if span is not None]
    return min(span.start for span in spans), max(span.end for span in spans)


def _moved(claim: Claim, document: Document, by: int, word: str) -> Claim:
    """``claim`` in another document, ``by`` code points further on."""

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by, span.text)

    content = tuple(map(moved, claim.content))
    offsets = (offset for span in content for offset in (span.start, span.end))
    return replace(
        claim,
        id=stable_id(document.sha256, *offsets),
        document=document.info,
        source=claim.source and moved(claim.source),
        cue=claim.cue and moved(claim.cue),
        content=content,
        sentence=moved(claim.sentence),
        statement=_said(claim.statement, word),
    )


def _said(statement: str, word: str) -> str:
    """``statement`` with a word more, before the mark that ends it."""
    ending = statement[-1:] if statement[-1:] in (".", "?", "!") else ""
    return f"{statement.removesuffix(ending)} {word}{ending}"


def _with_word(profile: Profile, word: str) -> Profile:
    from factcheck.opposition.profile import digest

    text = _said(profile.text, word)
    return replace(profile, text=text, words=digest(text))


def written(found: Sequence[Part], store: Store, tools: Tools) -> None:
    """Put ``found`` into the empty ``store``, with all that a build leaves for the next one."""
    from factcheck import people
    from factcheck.opposition.corpus import Corpus, signatures
    from factcheck.opposition.known import Known
    from factcheck.opposition.neighbours import fresh
    from factcheck.store import excerpt
    from factcheck.summaries import Told
    from factcheck.updating import settle

    raw = [claim for part in found for claim in part.claims]
    claims, spellings = people.united(raw)
    vectors = np.concatenate([part.vectors for part in found])
    profiles = {
        claim.id: profile
        for part in found
        for claim, profile in zip(part.claims, part.profiles, strict=True)
    }
    corpus = Corpus.of(claims, vectors, profiles)
    signed = signatures(corpus, profiles)
    by_id = {claim.id: sign for claim, sign in zip(corpus.claims, signed, strict=True)}
    known = Known(profiles, {}, by_id, fresh(corpus.field), ())
    documents = {part.document.sha256: part.document for part in found}
    told = Told(raw, claims, vectors, profiles, by_id)
    with store.transaction():
        start = 0
        for part in found:
            rows = slice(start, start := start + len(part.claims))
            store.add(part.document, claims[rows], vectors[rows])
        store.keep_comparisons(known.rows(Known()))
        around = known.lists.around
        store.keep_surroundings(around.rows(Known().lists.around), around.documents)
        excerpt.keep_blocks(store.database, documents, told.blocks(documents))
        notes = {"extractor": tools.extractor, "parties": "[]"}
        settle(store, told, documents, tools, people.to_json(spellings), notes, around.held())


def scale_index(index: Path, first: Path, second: Path, count: int) -> list[Timing]:
    """Make an index of ``count`` claims, add two reports to it, and ask it, in a process apart."""
    from factcheck import building, reading
    from factcheck.documents import Failure
    from factcheck.store import Store
    from factcheck.tools import Tools, gazetteer

    tools = Tools.load(gazetteer(()))
    judge = Counting(Neutral())
    tools = replace(tools, judge=judge, voices=judge)
    news = [d for d in reading.documents([str(first), str(second)]) if not isinstance(d, Failure)]
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(index) as store:
            found = list(recombined(parts(store), count))
        documents = len(found)
        with Store.open(Path(folder), create=True) as store:
            written(found, store, tools)
            del found
            building.build(store, news[:1], tools, building.Silent())
            made = _asked(store, tools)
            judge.asked, judge.seconds = 0, 0.0
        with Store.open(Path(folder)) as store:
            read = Reading()
            began, busy = time.perf_counter(), time.process_time()
            outcome = building.build(store, news[1:], tools, read)
            added, busy = time.perf_counter() - began, time.process_time() - busy
            read_in = read.done - began
            judged = judge.seconds
            asked = [_asked(store, tools) for _ in range(2)]
        with Store.open(Path(folder)) as store:
            asked.append(_asked(store, tools))
            size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    grows = added - read_in - judged
    title = f"{outcome.claims:,} claims of {documents + 2:,} documents"
    return [
        Timing(f"{title}: adding one report", added, None, "", "s", lower_is_better=True),
        Timing("  the same, of the processor", busy, None, "", "s", lower_is_better=True),
        Timing("  its reading and embedding", read_in, None, "", "s", lower_is_better=True),
        Timing("  all else, without inference", grows, None, "", "s", lower_is_better=True),
        Timing("the first query, which makes the cache", made, None, "", "s", lower_is_better=True),
        Timing(
            "a query after the report, the first", asked[0], None, "", "s", lower_is_better=True
        ),
        Timing("  the next one", asked[1], None, "", "s", lower_is_better=True),
        Timing("  the first of another opening", asked[2], None, "", "s", lower_is_better=True),
        Timing("the index on disk", size, None, "", "MiB", lower_is_better=True),
        Timing("memory at its most, making the index too", peak, None, "", "MiB"),
    ]


def _asked(store: Store, tools: Tools) -> float:
    """Seconds of a query."""
    from factcheck.query import query

    began = time.perf_counter()
    query(_ASKED, store, tools.encoder, tools.judge, tools.gazetteer)
    return time.perf_counter() - began


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table for each number of claims named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.bench.scale_index")
    parser.add_argument("index", type=Path, help="an index of real reports")
    parser.add_argument("first", type=Path, help="a report to add")
    parser.add_argument("second", type=Path, help="another, which is measured")
    parser.add_argument("--claims", type=int, nargs="+", default=[30_000, 100_000])
    options = parser.parse_args(arguments)
    for count in options.claims:
        print(table(scale_index(options.index, options.first, options.second, count)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
