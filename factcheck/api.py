"""The library in four functions: the claims of a text, an index, its report, a question to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.model import Claim, Document

if TYPE_CHECKING:
    from factcheck.building import Outcome
    from factcheck.query import Answer
    from factcheck.report import Report


def extract(text: str | Document, *, parties: Sequence[Path] = ()) -> list[Claim]:
    """The claims in a text: who says what about whom, by code point offsets.

    ``parties`` are TOML files that extend the shipped table of parties.
    """
    from factcheck.parties import Gazetteer
    from factcheck.pieces import read
    from factcheck.tools import tagger

    document = text if isinstance(text, Document) else Document(text, "-")
    return read(document, Gazetteer.load(*parties), tagger()).claims


def build(paths: Sequence[str], index: str | Path = "index") -> Outcome:
    """Bring the index in a folder up to date with files and judge what is new.

    Raises:
        FactcheckError: nothing could be read, or the index cannot be used.

    """
    from factcheck import building

    return building.build_index(list(paths), Path(index))


def load_report(index: str | Path = "index", *, unsure: bool = False) -> Report:
    """Everything that an index holds: ``oppositions``, ``claims``, ``parties``, ``documents``.

    With ``unsure`` also the findings that are too uncertain to be reported.

    ``factcheck.report.render(report, "html")`` makes a page of it.

    Raises:
        FactcheckError: there is no such index.

    """
    from factcheck.report.of_store import report_of
    from factcheck.store import Store

    with Store.open(index) as store:
        return report_of(store, unsure=unsure)


def ask(claim: str, index: str | Path = "index") -> Answer:
    """The indexed claims that support or refute a sentence.

    Raises:
        FactcheckError: there is no such index.

    """
    from factcheck.embedding import load_encoder
    from factcheck.nli import cached, load_judge
    from factcheck.query import query
    from factcheck.store import Store
    from factcheck.tools import gazetteer_of

    with Store.open(index) as store:
        encoder = load_encoder()
        store.check_models(encoder.name)
        return query(claim, store, encoder, cached(load_judge(), store), gazetteer_of(store))
