"""The models and the table of parties of a run: named at once, loaded when first used."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Self

from factcheck.model import Method
from factcheck.parties import Gazetteer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from factcheck.attribution.tagged import Tagged, Tagger
    from factcheck.embedding import Encoder
    from factcheck.nli import Judge, VerdictCache
    from factcheck.opposition.scan import Models
    from factcheck.store import Store


@dataclass(frozen=True)
class Tools:
    """What a build works with; ``parser`` is the name and version of the parser.

    ``judge`` is asked about bare statements, ``voices`` about statements with who makes them.
    Without a ``tagger`` attribution goes by rules alone.  With ``exact`` all claims are held
    against all others, however many there are.
    """

    encoder: Encoder
    judge: Judge
    voices: Judge
    gazetteer: Gazetteer
    parser: str
    tagger: Tagger | None = None
    exact: bool = False

    @classmethod
    def load(
        cls,
        gazetteer: Gazetteer,
        *,
        encoder: str | None = None,
        nli_model: str | None = None,
        labels: str | None = None,
        device: str | None = None,
        threads: int = 0,
        attribution: Method = Method.JOINED,
        exact: bool = False,
    ) -> Self:
        """The models called so, the shipped ones where there is no name.

        Raises:
            ModelError: a named model is missing or not what it says.

        """
        from factcheck.nli import voices_of

        judge = _judge(nli_model, labels, device, threads)
        return cls(
            _encoder(encoder, threads),
            judge,
            voices_of(judge, threads=threads),
            gazetteer,
            parser_name(),
            tagger(attribution),
            exact,
        )

    def models(self, cache: VerdictCache) -> Models:
        """What a scan asks, with verdicts kept in ``cache``."""
        from factcheck.nli import cached
        from factcheck.opposition.scan import Models

        return Models(self.encoder, cached(self.judge, cache), cached(self.voices, cache))

    @property
    def extractor(self) -> str:
        """What the claims depend on besides the text: tool, parser, tagger and parties."""
        tagger = self.tagger.name if self.tagger is not None else Method.RULES.value
        return f"{version('factcheck')}/{self.parser}/{tagger}/{self.gazetteer.digest[:16]}"

    @property
    def judged_by(self) -> str:
        """What the findings depend on besides the claims: tool, judge and scoring."""
        from factcheck.opposition.weights import digest

        judges = "/".join(dict.fromkeys((self.judge.name, self.voices.name)))
        return f"{version('factcheck')}/{judges}/{digest()}"


class LazyTagger:
    """The shipped tagger, named by its card and loaded when the first text comes."""

    def __init__(self) -> None:
        """Read the name; raises ``ModelError`` where there are no weights."""
        from factcheck.attribution.card import identity, read_card

        self.name: str = identity(read_card())

    def __reduce__(self) -> tuple[type[Self], tuple[()]]:
        """Another process loads the weights itself."""
        return type(self), ()

    def tag(self, text: str, start: int = 0) -> Iterator[Tagged]:
        """As :meth:`factcheck.attribution.tagged.Tagger.tag`."""
        return self._loaded.tag(text, start)

    @cached_property
    def _loaded(self) -> Tagger:
        from factcheck.attribution.onnx_tagger import shipped

        return shipped()


def tagger(choice: Method = Method.JOINED) -> Tagger | None:
    """The tagger that ``choice`` needs, None for rules alone.

    Raises:
        ModelError: its weights are not there.

    """
    return LazyTagger() if choice is Method.JOINED else None


def remembered_attribution(store: Store) -> Method:
    """How the claims of the index were found."""
    known = (store.meta("extractor") or "").split("/")
    return Method.RULES if Method.RULES.value in known else Method.JOINED


class LazyEncoder:
    """The default encoder, loaded when the first text comes."""

    def __init__(self, threads: int = 0) -> None:
        """Remember the number of ``threads``."""
        from factcheck.embedding.minilm import DIMENSION, NAME

        self.name: str = NAME
        self.dimension: int = DIMENSION
        self._threads = threads

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As :meth:`factcheck.embedding.Encoder.encode`."""
        return self._loaded.encode(texts)

    @cached_property
    def _loaded(self) -> Encoder:
        from factcheck.embedding import load_encoder

        return load_encoder(threads=self._threads)


def _encoder(name: str | None, threads: int) -> Encoder:
    from factcheck.embedding.encoder import DEFAULT_NAMES, load_encoder

    if name is None or name in DEFAULT_NAMES:
        return LazyEncoder(threads)
    return load_encoder(name, threads=threads)


def _judge(name: str | None, labels: str | None, device: str | None, threads: int) -> Judge:
    from factcheck.nli import load_judge

    return load_judge(name, threads=threads, device=device, labels=labels, lazy=True)


def parser_name() -> str:
    """Name and version of the parser that would be used, without loading it.

    The same word as :func:`factcheck.parsing.model_name` gives once it is loaded.
    """
    from factcheck.parsing import BUNDLED, PACKAGES, model_name

    for package in (*PACKAGES, BUNDLED):
        spec = importlib.util.find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or ():
            try:
                meta = json.loads((Path(folder) / "meta.json").read_text(encoding="utf-8"))
                return f"{meta['lang']}_{meta['name']}-{meta['version']}"
            except (OSError, ValueError, KeyError, TypeError):
                return model_name()
    return model_name()


@dataclass(frozen=True, slots=True)
class Table:
    """A user's table of parties: where it was read from, its TOML, and whether it was named.

    A table that was only found beside documents is not ``named``.
    """

    path: str
    text: str
    named: bool = False


def remembered(store: Store) -> list[Table]:
    """The users' tables that the index was built with."""
    return [Table(*row) for row in json.loads(store.meta("parties") or "[]")]


def remember(tables: Sequence[Table]) -> str:
    """``tables`` as :func:`remembered` reads them."""
    return json.dumps([[table.path, table.text, table.named] for table in tables])


def joined(known: Sequence[Table], more: Sequence[Table]) -> list[Table]:
    """``known`` and ``more``, one table a path.

    Found tables come first, by path, so that the order of builds makes no difference; named
    ones follow in the order in which they were named.
    """
    tables = {table.path: table for table in known}
    for table in more:
        tables.pop(table.path, None)
        tables[table.path] = table
    return sorted(tables.values(), key=lambda t: (t.named, "" if t.named else t.path))


def gazetteer(tables: Sequence[Table]) -> Gazetteer:
    """The shipped table of parties, extended by the users' ``tables``.

    Raises:
        InputError: one of them is no table of parties.

    """
    return Gazetteer.parse(*((table.path, table.text) for table in tables))


def gazetteer_of(store: Store) -> Gazetteer:
    """The table of parties that the index was built with."""
    return gazetteer(remembered(store))
