"""Whether those who are known keep their names is told as if all were named anew."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest

from factcheck import keeping
from factcheck.keeping import kept
from factcheck.model import Party
from factcheck.parties import Speaker
from factcheck.parties.names import slug
from factcheck.parties.speakers import NOBODY
from factcheck.parties.voices import Appearance, Heard, Voice
from factcheck.people import Known, Named, Naming

PEOPLE = ("Ann Reed", "Anne Reed", "Tom Reed", "Jo Cole", "Kang Min-ho", "Maria Vale")
BODIES = (
    "Harlow Foods",
    "Harlow",
    "Harlow Rent Commission",
    "HRC",
    "Elm Hospital Trust",
    "Elm",
    "Bakers' Union",
)
OFFICES = ("chairwoman", "trade minister", "minister", "spokesman")
STATES = (Party("PER", "Peru"), Party("CHL", "Chile"))


def own(name: str) -> Speaker:
    return Speaker(name, Party(slug(name), name))


def voice(rng: random.Random) -> Voice:
    name, office = rng.choice(PEOPLE), rng.choice(OFFICES)
    sides = [*STATES, *(own(body).party for body in BODIES), Party("police", "police")]
    targets = tuple(side.id for side in rng.sample(sides, rng.choice((0, 0, 1, 2))) if side)
    match rng.randrange(7):
        case 0:
            return Voice(Speaker(name, rng.choice(sides)), targets, source=f"{office} {name}")
        case 1:
            return Voice(own(name), targets, rng.random() < 0.2, source=name)
        case 2:
            last = name.split()[-1]
            side = rng.choice((own(last).party, own(last).party, rng.choice(sides)))
            return Voice(Speaker(last, side), targets, source=f"Ms {last}")
        case 3:
            return Voice(NOBODY, targets, source=f"the {office}")
        case 4:
            noun = rng.choice(("trust", "union", "company", "commission"))
            side = rng.choice((None, own(name.split()[-1]).party))
            return Voice(Speaker(None, side), targets, noun=noun, source=f"the {noun}")
        case 5:
            return Voice(Speaker(None, rng.choice(sides)), targets, source="a statement")
    return Voice(own(rng.choice(BODIES)), targets, source="the firm")


def heard(names: Mapping[Appearance, Named], counts: Counter[Appearance]) -> Known:
    """Those appearances, in which a voice that is named in two ways has two places."""
    documents = {document: row for row, document in enumerate(sorted({e.document for e in names}))}
    pairs = {pair: row for row, pair in enumerate({(e.voice, n): None for e, n in names.items()})}
    rows = sorted(
        (documents[each.document], pairs[each.voice, name], counts[each])
        for each, name in names.items()
    )
    columns = np.array(rows, np.intp).reshape(-1, 3).T
    return Known(Heard([*documents], [v for v, _ in pairs], *columns), [name for _, name in pairs])


def named(counts: Counter[Appearance]) -> dict[Appearance, Named]:
    naming = Naming(Heard.of(counts))
    return {each: naming.named(each) for each in counts}


@pytest.mark.parametrize("size", [3, 8, 25])
def test_names_are_kept_if_naming_all_anew_keeps_them(size: int) -> None:
    rng = random.Random(size)
    answers = Counter[bool]()
    for _ in range(60):
        counts = Counter(
            Appearance(f"{document:02}", voice(rng))
            for document in range(size)
            for _ in range(rng.randint(1, 5))
        )
        last = f"{size - 1:02}"
        new = Counter({each: n for each, n in counts.items() if each.document == last})
        before, after = named(counts - new), named(counts)
        naming = kept(heard(before, counts), Heard.of(new))
        assert (naming is not None) == all(after[each] == before[each] for each in before)
        if naming is not None:
            assert {each: naming.named(each) for each in new} == {e: after[e] for e in new}
        answers[naming is not None] += 1
    assert min(answers.values()) > 5


def test_only_documents_that_may_be_named_otherwise_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trust = Party("elm-hospital-trust", "Elm Hospital Trust")
    counts = Counter(
        {
            Appearance("a", Voice(own("Reed"), ("bakers-union",))): 1,
            Appearance("b", Voice(own("Reed"), ("harlow-foods",))): 1,
            Appearance("c", Voice(own("Jo Cole"), ("bakers-union",))): 1,
        }
    )
    new = Counter({Appearance("d", Voice(Speaker("Ann Reed", trust), ("bakers-union",))): 1})
    asked = list[str]()
    ask = Naming.named

    def noted(naming: Naming, written: Appearance) -> Named:
        asked.append(written.document)
        return ask(naming, written)

    known = heard(named(counts), counts)
    monkeypatch.setattr(keeping.Naming, "named", noted)
    assert kept(known, Heard.of(new)) is None
    assert "c" not in asked
