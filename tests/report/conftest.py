"""A dispute invented for the tests: two states and a militia quarrel over a dam and a truce."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest

from factcheck.model import (
    Act,
    Claim,
    Document,
    Form,
    Judgement,
    Label,
    Opposition,
    Party,
    Relation,
    stable_id,
)
from factcheck.opposition.near_miss import Kind
from factcheck.report.view import NearMiss, Report

VALDORIA = Party("VAL", "Valdoria")
STATES = Party("UFS", "United Ferran States")
MILITIA = Party("river-guard-front", "River Guard Front")

MORNING = (
    "The dam at Kessel held through the night. Foreign Minister Ilse Tarn said "
    "“Valdoria has withdrawn every soldier from the valley.” Villagers saw trucks on the road.\n\n"
    "The United Ferran States accused Valdoria of shelling the ferry on Monday. At least 40 people "
    "drowned, according to the River Guard Front."
)
EVENING = (
    "Talks resumed in the evening. “Valdoria’s soldiers never left the valley,” said General "
    "Odo Brandt of the United Ferran States. He left without taking questions.\n\n"
    "Tarn denied that Valdoria had shelled the ferry, and blamed Ferran gunners. Valdoria put the "
    "number of drowned at 12."
)


def make_claim(
    document: Document,
    content: str,
    *,
    party: Party | None,
    statement: str | None = None,
    speaker: str | None = None,
    source: str | None = None,
    cue: str | None = None,
    sentence: str | None = None,
    form: Form = Form.INDIRECT,
    act: Act = Act.ASSERTION,
    targets: tuple[str, ...] = (),
) -> Claim:
    """A claim of ``document`` whose spans are looked up in its text."""

    def span(words: str) -> tuple[int, int]:
        start = document.text.index(words)
        return start, start + len(words)

    start, end = span(content)
    return Claim(
        id=stable_id(document.sha256, start, end),
        document=document.info,
        source=document.span(*span(source)) if source else None,
        cue=document.span(*span(cue)) if cue else None,
        content=(document.span(start, end),),
        sentence=document.span(*span(sentence)) if sentence else document.span(start, end),
        statement=statement or content,
        speaker=speaker,
        party=party,
        form=form,
        act=act,
        targets=targets,
        confidence=0.912345,
    )


def oppose(
    one: Claim,
    other: Claim,
    relation: Relation,
    score: float,
    reason: str,
    matter: str,
    **evidence: object,
) -> Opposition:
    """An opposition between two claims, in the order that their ids ask for."""
    a, b = sorted((one.id, other.id))
    return Opposition(stable_id(a, b, relation), a, b, relation, score, reason, matter, evidence)


@pytest.fixture(scope="session")
def report() -> Report:
    """Two documents, six claims, three findings on two matters."""
    morning = Document(MORNING, "texts/morning.txt", "Ferry sinks", "The Kessel Mail", "2031-03-04")
    evening = Document(
        EVENING,
        "texts/evening.txt",
        "Talks resume",
        "Ferran Courier",
        "2031-03-05",
        "https://courier.example/talks",
    )
    withdrew = make_claim(
        morning,
        "“Valdoria has withdrawn every soldier from the valley.”",
        party=VALDORIA,
        statement="Valdoria has withdrawn every soldier from the valley.",
        speaker="Ilse Tarn",
        source="Foreign Minister Ilse Tarn",
        cue="said",
        sentence=MORNING[42:129],
        form=Form.DIRECT,
    )
    stayed = make_claim(
        evening,
        "“Valdoria’s soldiers never left the valley,”",
        party=STATES,
        statement="Valdoria’s soldiers never left the valley.",
        speaker="Odo Brandt",
        source="General Odo Brandt of the United Ferran States",
        cue="said",
        sentence=EVENING[30:127],
        form=Form.DIRECT,
    )
    charge = make_claim(
        morning,
        "shelling the ferry on Monday",
        party=STATES,
        statement="Valdoria shelled the ferry on Monday.",
        source="The United Ferran States",
        cue="accused",
        act=Act.ACCUSATION,
        targets=("VAL",),
        sentence="The United Ferran States accused Valdoria of shelling the ferry on Monday.",
    )
    denial = make_claim(
        evening,
        "that Valdoria had shelled the ferry",
        party=VALDORIA,
        statement="Valdoria did not shell the ferry.",
        speaker="Ilse Tarn",
        source="Tarn",
        cue="denied",
        act=Act.DENIAL,
        sentence="Tarn denied that Valdoria had shelled the ferry, and blamed Ferran gunners.",
    )
    forty = make_claim(
        morning,
        "At least 40 people drowned",
        party=MILITIA,
        cue="according to",
        source="the River Guard Front",
        statement="At least 40 people drowned.",
        sentence="At least 40 people drowned, according to the River Guard Front.",
    )
    twelve = make_claim(
        evening,
        "the number of drowned at 12",
        party=VALDORIA,
        source="Valdoria",
        cue="put",
        sentence="Valdoria put the number of drowned at 12.",
        statement="12 people drowned.",
    )
    a_b = {"entailment": 0.01, "neutral": 0.05, "contradiction": 0.94}
    b_a = {"entailment": 0.02, "neutral": 0.1, "contradiction": 0.88}
    nli = {"a_b": a_b, "b_a": b_a}
    figures = {"a": "40", "b": "12"}
    shelling = "Valdoria denies the shelling."
    left = "One says that the soldiers left, the other not."
    drowned = "At least 40 against 12 drowned."
    valley = "the soldiers in the valley"
    ferry = "the ferry"
    oppositions = [
        oppose(denial, charge, Relation.DENIAL, 0.86, shelling, ferry, similarity=0.8123456),
        oppose(withdrew, stayed, Relation.CONTRADICTION, 0.93456789, left, valley, nli=nli),
        oppose(forty, twelve, Relation.NUMERIC_CONFLICT, 0.5, drowned, ferry, figures=figures),
    ]
    return Report(
        claims=[withdrew, stayed, charge, denial, forty, twelve],
        oppositions=oppositions,
        parties={party.id: party for party in (VALDORIA, STATES, MILITIA)},
        documents=[evening.info, morning.info],
        texts={morning.sha256: MORNING, evening.sha256: EVENING},
        run={
            "version": "1.2.3",
            "models": {"nli": "small", "embedding": "mini"},
            "when": "2031-03-06",
        },
    )


@pytest.fixture(scope="session")
def labelled(report: Report) -> Report:
    """The same, a reviewer having called the denial wrong."""
    denial = report.findings[1].opposition.id
    when = "2031-03-06T10:00:00+00:00"
    return replace(report, labels={denial: Label(denial, Judgement.WRONG, "<b>no</b>", when)})


@pytest.fixture(scope="session")
def combined() -> Report:
    """Charges of two states against each other in every combination, and a third party's."""
    words = ("opened the sluice", "shut the lock", "mined the channel", "cut the cable", "sold it")
    parties = (STATES, STATES, VALDORIA, VALDORIA, MILITIA)
    charges = list(zip(parties, words, strict=True))
    text = " It rained. It stopped. ".join(
        f"{party.name} said others {what}." for party, what in charges
    )
    document = Document(text, "texts/canal.txt", "The canal", "Mail", "2031-05-01")
    one, two, three, four, five = (
        make_claim(document, what, party=party, statement=f"Others {what}.")
        for party, what in charges
    )
    pairs = (one, three, 0.9), (one, four, 0.8), (two, three, 0.7), (two, four, 0.6)
    found = [
        oppose(a, b, Relation.MUTUAL_BLAME, score, "They blame each other.", "the canal")
        for a, b, score in (*pairs, (five, three, 0.65))
    ]
    return Report(
        claims=[one, two, three, four, five],
        oppositions=found,
        parties={party.id: party for party in parties},
        documents=[document.info],
        texts={document.sha256: text},
    )


HOSTILE = (
    "<script>document.title='owned'</script> </style><style>*{display:none}</style> "
    "<img src=x onerror=\"document.title='owned'\"> [link](javascript:alert(1)) "
    "![i](http://evil.example/x.png) http://evil.example www.evil.example a@evil.example "
    "\x1b[31mred\x1b[0m \x9b2J \u202eesrever\u202c \ud800 {{ 7*7 }} ${7} | `code` **bold** # h\x00"
)


@pytest.fixture
def hostile() -> Report:
    """One finding in which every string is an attack."""
    return hostile_report(HOSTILE)


def hostile_report(attack: str) -> Report:
    """A report whose every string is ``attack``."""
    document = Document(f"{attack} Then. {attack}", attack, attack, attack, attack, attack)
    party, other = Party(attack, attack), Party(attack + "2", attack)
    first = make_claim(
        document,
        attack,
        party=party,
        speaker=attack,
        source=attack[:9],
        cue=attack[10:20],
        targets=(attack,),
        statement=attack,
    )
    second = replace(first, id=stable_id("other"), party=other)
    found = oppose(
        first, second, Relation.MUTUAL_BLAME, 0.7, attack, attack, key=attack, list=[attack]
    )
    return Report(
        claims=[first, second],
        oppositions=[found],
        parties={party.id: party, other.id: other},
        documents=[document.info],
        texts={document.sha256: document.text},
        run={attack: attack},
        labels={found.id: Label(found.id, Judgement.UNSURE, attack, attack)},
        near_misses={attack.strip(): (NearMiss(first, second, Kind.UPDATE, attack),)},
    )


@pytest.fixture(scope="session")
def large_report() -> Callable[[int], Report]:
    """A function that makes a report of so many findings, between nine parties."""

    def make(number: int) -> Report:
        parties = [
            Party(f"P{n}", f"Party of the {name}")
            for n, name in enumerate(
                [
                    "Anvil",
                    "Bridge",
                    "Canal",
                    "Delta",
                    "Estuary",
                    "Ford",
                    "Glade",
                    "Harbour",
                    "Island",
                ]
            )
        ]
        lines = [
            f"Spokeswoman {n} said the lock at mile {n} was shut by others."
            for n in range(2 * number)
        ]
        document = Document("\n".join(lines), "texts/river.txt", "The river", "Mail", "2031-04-01")
        claims = [
            make_claim(
                document,
                f"the lock at mile {n} was shut by others",
                party=parties[(n * n + n // 7) % 9],
                source=f"Spokeswoman {n}",
                sentence=line,
            )
            for n, line in enumerate(lines)
        ]
        relations = list(Relation)
        oppositions = [
            oppose(
                claims[2 * n],
                claims[2 * n + 1],
                relations[n % 6],
                (n * 37 % 100) / 100,
                f"They disagree about mile {n}.",
                f"the locks of reach {n % 25}",
                nli={"a_b": {"entailment": 0.1, "neutral": 0.2, "contradiction": 0.7}},
            )
            for n in range(number)
        ]
        return Report(
            claims,
            oppositions,
            {p.id: p for p in parties},
            [document.info],
            {document.sha256: document.text},
            {"version": "1"},
        )

    return make


@pytest.fixture(scope="session")
def browser_paths() -> tuple[str, str]:
    """Chromium and its driver; the test is skipped where either is missing."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    driver = shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("no Chromium with chromedriver installed: install both to run this test")
    pytest.importorskip("selenium", reason="selenium is not installed: pip install selenium")
    return browser, driver
