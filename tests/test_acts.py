"""Acts and targets, with parties told apart by name alone."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from factcheck.acts import settle
from factcheck.attribution import attribute
from factcheck.attribution.types import Attribution, Construction
from factcheck.model import Act, Form, Party
from factcheck.parsing import parse

OWN = Party("ruritania", "Ruritania")
OTHER = Party("sylvania", "Sylvania")
ALLY = Party("borduria", "Borduria")
NAMES = {"Ruritania": OWN, "Sylvania": OTHER, "Borduria": ALLY}


def settled(
    text: str, other: Party | None = None, own: Party | None = OWN
) -> tuple[Act, tuple[str, ...]]:
    doc = parse(text)
    return judged(text, doc, attribute(doc)[0], other, own)


def framed(text: str, cue: str, content: str) -> tuple[Act, tuple[str, ...]]:
    """As ``settled``, of an attribution that only the tagger finds."""
    doc = parse(text)
    at, within = text.index(cue), text.index(content)
    found = Attribution(
        source=None,
        cue=(at, at + len(cue)),
        content=((within, within + len(content)),),
        sentence=(0, len(text)),
        form=Form.INDIRECT,
        act=Act.ASSERTION,
        construction=Construction.FRAMED,
        verb=next(token.i for token in doc if token.idx == at),
    )
    return judged(text, doc, found, None, OWN)


def judged(
    text: str, doc: Doc, found: Attribution, other: Party | None, own: Party | None
) -> tuple[Act, tuple[str, ...]]:
    def targets(start: int, end: int) -> tuple[Party, ...]:
        words = text[start:end]
        return tuple(party for name, party in NAMES.items() if name[:-1] in words)

    act, blamed = settle(doc, found, own, targets, other)
    return act, tuple(party.id for party in blamed)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Renn accused Sylvania of shelling the port.", ("sylvania",)),
        ("Renn accused Sylvania and Borduria of shelling the port.", ("sylvania", "borduria")),
        ("Renn said Sylvania had shelled the port.", ("sylvania",)),
        ("Renn said the port had been shelled by Sylvania.", ("sylvania",)),
        ("Renn said Sylvania had failed to mark the wreck.", ("sylvania",)),
        ("Renn said it held Sylvania responsible for the fire.", ("sylvania",)),
        ("Renn said responsibility for the fire lay with Sylvania.", ("sylvania",)),
        ("Renn said it was Sylvania that had bombed the port.", ("sylvania",)),
        ("Renn blamed the fire on Sylvania and Borduria.", ("sylvania", "borduria")),
        ("Renn complained of Sylvania’s failure to pay.", ("sylvania",)),
        ("Renn said the Sylvanian raid had been deliberate.", ("sylvania",)),
        ("Renn said Sylvania was supporting terrorists.", ("sylvania",)),
        ("Renn said the flood was Sylvania’s own doing.", ("sylvania",)),
        ("Renn said Sylvania bore the blame for the flood.", ("sylvania",)),
        ("Renn said Sylvania had only itself to blame.", ("sylvania",)),
        ("Renn said the ferry sank because Sylvania had not mended it.", ("sylvania",)),
        ("Renn said the ferry would be afloat if Sylvania had mended it.", ("sylvania",)),
        ("Renn said Sylvania’s refusal to talk had led to the war.", ("sylvania",)),
        ("Renn said the war was caused by a Sylvanian manoeuvre.", ("sylvania",)),
        ("Renn said the port had been hit by Sylvanian mortars.", ("sylvania",)),
        ("Renn said Sylvania had left the port no choice.", ("sylvania",)),
        ("Renn said the talks failed because Sylvania stayed away.", ("sylvania",)),
        ("“It was Sylvania that ignored our letters,” Renn said.", ("sylvania",)),
    ],
)
def test_accusations_and_whom_they_blame(text: str, targets: tuple[str, ...]) -> None:
    assert settled(text) == (Act.ACCUSATION, targets)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Renn said the pass was shut.", Act.ASSERTION),
        ("Renn said Ruritania had shelled the hill.", Act.ASSERTION),
        ("Renn said Sylvania had opened the pass.", Act.ASSERTION),
        ("Renn said Ruritania had not shelled the port.", Act.DENIAL),
        ("Renn said neither Ruritania nor its ally had shelled the port.", Act.DENIAL),
        ("“There was no Ruritanian ship there,” Renn said.", Act.DENIAL),
        ("The army said it had no ships near the port.", Act.DENIAL),
        ("Renn said the allegations were baseless.", Act.DENIAL),
        ("Renn said the truce was not dead.", Act.DENIAL),
        ("Renn denied that Sylvania had shelled the port.", Act.DENIAL),
        ("Renn said Sylvania must leave the port.", Act.DEMAND),
        ("Renn said it was up to Sylvania to leave the port.", Act.DEMAND),
        ("Renn said aid had to reach the port.", Act.DEMAND),
        ("Renn urged Sylvania to leave the port.", Act.DEMAND),
        ("The army said it would leave the port.", Act.PROMISE),
        ("“We will leave the port soon,” Renn said.", Act.PROMISE),
        ("Renn said Ruritania remained committed to the treaty.", Act.PROMISE),
        ("Renn said the treaty was in doubt.", Act.ASSESSMENT),
        ("Renn said a raid could endanger the port.", Act.ASSESSMENT),
        ("Renn said a raid by Sylvania would endanger the port.", Act.ASSESSMENT),
        ("Renn said the vote had been a mistake.", Act.ASSESSMENT),
        ("Renn dismissed his words as propaganda.", Act.ASSESSMENT),
        ("Renn said the flood was not Sylvania’s doing.", Act.ASSERTION),
        ("“Responsibility lies with the harbour board,” Renn said.", Act.ASSERTION),
        ("Renn said the flood was Ruritania’s own doing.", Act.ASSERTION),
        ("Renn said the ferry sailed because Sylvania had mended it.", Act.ASSERTION),
        ("Renn dismissed the charge as propaganda.", Act.DENIAL),
        ("Renn said Ruritania had started the riot.", Act.ASSERTION),
        ("Renn said the riot was caused by Ruritanian police.", Act.ASSERTION),
    ],
)
def test_other_acts_have_no_targets(text: str, act: Act) -> None:
    assert settled(text) == (act, ())


@pytest.mark.parametrize(
    "text",
    ["“They alone bear the blame,” Renn said.", "“They alone are to blame,” Renn said."],
)
def test_they_alone_are_the_other_side(text: str) -> None:
    assert settled(text, OTHER) == (Act.ACCUSATION, ("sylvania",))


def test_they_in_a_quotation_are_the_other_side() -> None:
    text = "“They bombed our port again,” Renn said."
    assert settled(text, OTHER) == (Act.ACCUSATION, ("sylvania",))
    assert settled(text) == (Act.ASSERTION, ())


@pytest.mark.parametrize(
    "text",
    [
        "Renn said the truce had been broken by the other side.",
        "Renn said the riot was caused by the other side.",
        "Renn said it was they who broke the truce.",
        "“The strike is of their making,” Renn said.",
        "“They slammed the door,” Renn said.",
    ],
)
def test_the_other_side_is_whom_the_speaker_is_at_odds_with(text: str) -> None:
    assert settled(text, OTHER) == (Act.ACCUSATION, ("sylvania",))
    assert settled(text)[1] == ()


def test_they_in_reported_speech_may_be_anybody() -> None:
    assert settled("Renn said they had broken the truce.", OTHER)[1] == ()


def test_nobody_accuses_his_own_side() -> None:
    _, targets = settled("Renn accused Ruritania and Sylvania of shelling the port.")
    assert targets == ("sylvania",)


def test_a_refusal_is_no_accusation_where_the_side_is_not_known() -> None:
    for text in ("Renn said Sylvania would not pay.", "Sylvania would do neither, Renn said."):
        act, targets = settled(text, own=None)
        assert act is not Act.ACCUSATION
        assert targets == ()
    assert settled("Renn said Sylvania had failed to pay.", own=None)[0] is Act.ACCUSATION


def test_nobody_is_accused_of_their_own_refusal() -> None:
    assert settled("Renn said Ruritania would not pay.")[0] is not Act.ACCUSATION


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Renn said Sylvania’s plan would hurt families.", ("sylvania",)),
        ("Renn called Sylvania’s plan a disaster.", ("sylvania",)),
        ("Renn called Sylvania a liar.", ("sylvania",)),
        ("Renn said Sylvania cheated the farmers.", ("sylvania",)),
        ("Renn said that the talks were a sham.", ()),
        ("“You squeezed the farmers,” Renn told Sylvania.", ("sylvania",)),
    ],
)
def test_faults_found_without_a_verb_of_accusation(text: str, targets: tuple[str, ...]) -> None:
    assert settled(text) == (Act.ACCUSATION, targets)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Renn refused to open the pass.", Act.ASSERTION),
        ("Renn agreed to open the pass.", Act.PROMISE),
        ("Renn said Ruritania plans to open the pass.", Act.PROMISE),
        ("Renn called the dam a marvel.", Act.ASSESSMENT),
        ("Renn said that the dam was remarkable.", Act.ASSESSMENT),
        ("“Let them come home,” Renn said.", Act.DEMAND),
    ],
)
def test_acts_that_words_tell(text: str, act: Act) -> None:
    assert settled(text) == (act, ())


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("“You should be prosecuted for this fraud,” Renn told Sylvania.", ("sylvania",)),
        ("Renn said Sylvania’s policy was misguided.", ("sylvania",)),
        ("Renn said the Sylvanian proposal was a farce.", ("sylvania",)),
        ("Renn said that Ruritania was suing Sylvania over the dam.", ("sylvania",)),
        ("Renn said there were grounds for a fraud case against Sylvania.", ("sylvania",)),
    ],
)
def test_charges_beside_verbs_of_harm(text: str, targets: tuple[str, ...]) -> None:
    assert settled(text) == (Act.ACCUSATION, targets)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("“You should sign the treaty,” Renn told Sylvania.", Act.DEMAND),
        ("“You should investigate this fraud,” Renn told Sylvania.", Act.DEMAND),
        ("“I wouldn’t call it reform,” Renn said.", Act.ASSESSMENT),
        ("“I am not going to follow a script,” Renn said.", Act.ASSERTION),
        ("Renn said it would take hours to clear the pass.", Act.ASSESSMENT),
        ("Renn said the truce would end if Sylvania failed to pay.", Act.ASSESSMENT),
    ],
)
def test_what_is_no_charge_and_no_promise(text: str, act: Act) -> None:
    assert settled(text) == (act, ())


def test_somebody_held_in_contempt_is_charged() -> None:
    held = settled("Renn said the court held Sylvania in contempt.")
    assert held == (Act.ACCUSATION, ("sylvania",))


def test_those_called_by_a_share_of_them() -> None:
    named = settled("Renn said half of Sylvania’s envoys were liars.")
    assert named == (Act.ACCUSATION, ("sylvania",))


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        (
            "Renn questioned Sylvania’s honesty.",
            "questioned",
            "Sylvania’s honesty",
            (Act.ACCUSATION, ("sylvania",)),
        ),
        (
            "Renn questioned the honesty of Sylvania.",
            "questioned",
            "the honesty of Sylvania",
            (Act.ACCUSATION, ("sylvania",)),
        ),
        (
            "Renn railed against Sylvania for its role in the fraud.",
            "railed against",
            "Sylvania for its role in the fraud",
            (Act.ACCUSATION, ("sylvania",)),
        ),
        (
            "Renn stressed the need for restraint.",
            "stressed",
            "the need for restraint",
            (Act.DEMAND, ()),
        ),
        (
            "Renn questioned the need for restraint.",
            "questioned",
            "the need for restraint",
            (Act.ASSERTION, ()),
        ),
        (
            "Renn agreed to an inspection.",
            "agreed",
            "to an inspection",
            (Act.PROMISE, ()),
        ),
        (
            "Renn praised Sylvania’s fight to overcome racism.",
            "praised",
            "Sylvania’s fight to overcome racism",
            (Act.ASSESSMENT, ()),
        ),
    ],
)
def test_cues_that_the_tagger_finds(
    text: str, cue: str, content: str, expected: tuple[Act, tuple[str, ...]]
) -> None:
    assert framed(text, cue, content) == expected


def test_pointing_the_finger_at_somebody_accuses_them() -> None:
    text = "Renn points the finger at Sylvania."
    assert framed(text, "points", "the finger at Sylvania") == (Act.ACCUSATION, ("sylvania",))


def test_pointing_at_a_chart_accuses_nobody() -> None:
    assert framed(
        "Renn points at the chart of Sylvania.", "points", "at the chart of Sylvania"
    ) == (
        Act.ASSERTION,
        (),
    )
