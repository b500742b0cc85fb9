import numpy as np
import pytest

from factcheck.model import Act, Claim, Document, Form, Party, stable_id
from factcheck.store import Store


def make_document(number, path=None):
    text = f"Minister {number} said the canal was open. Minister {number} denied it."
    return Document(text, path or f"report-{number}.txt", published="2019-03-02")


def make_claims(document, count=2):
    party = Party("FRA", "France")
    return [
        Claim(
            id=stable_id(document.sha256, 16 + place, 38),
            document=document.info,
            source=document.span(0, 10),
            cue=document.span(11, 15),
            content=(document.span(16 + place, 38),),
            sentence=document.span(0, 39),
            statement=f"The canal was open, version {place}.",
            speaker="Minister",
            party=party if place % 2 == 0 else None,
            form=Form.INDIRECT,
            act=Act.DENIAL if place % 2 else Act.ASSERTION,
            targets=("DEU",),
            confidence=0.5,
        )
        for place in range(count)
    ]


def make_vectors(document, count=2):
    seed = int(document.sha256[:8], 16)
    vectors = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def fill(store, *numbers):
    with store.transaction():
        for number in numbers:
            document = make_document(number)
            store.add(document, make_claims(document), make_vectors(document))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def store(folder):
    with Store.open(folder, create=True) as opened:
        yield opened


@pytest.fixture
def full(store):
    fill(store, 1, 2, 3)
    return store


@pytest.fixture
def make():
    class Make:
        document = staticmethod(make_document)
        claims = staticmethod(make_claims)
        vectors = staticmethod(make_vectors)
        fill = staticmethod(fill)

    return Make
