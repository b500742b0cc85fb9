"""What a draft is held against; what the shipped models find is judged on the command line."""

import numpy as np
import pytest

from factcheck import query as querying
from factcheck.checking import Standing, check, summary
from factcheck.model import Act, Claim, Document, Form, Party, Stance, stable_id
from factcheck.parties import Gazetteer
from factcheck.query import Question, answers, query
from factcheck.store import Store

USA, RUS, DEU = Party("USA", "United States"), Party("RUS", "Russia"), Party("DEU", "Germany")
OPEN = "The harbour was open."
YES, NO = "The harbour was open yes.", "The harbour was open no."


class OneDirection:
    """All texts are alike, so that nothing but the judge tells them apart."""

    name = "one"
    dimension = 4

    def __init__(self):
        self.calls = []

    def encode(self, texts):
        self.calls.append(list(texts))
        return np.tile(np.array([1, 0, 0, 0], np.float32), (len(texts), 1))


class ByWord:
    """An indexed claim with "yes" entails and one with "no" contradicts whatever is asked."""

    name = "by-word"

    def __init__(self):
        self.calls = []

    def probabilities(self, pairs):
        self.calls.append(list(pairs))
        rows = []
        for pair in pairs:
            words = " ".join(pair).replace(".", "").split()
            strong = 0 if "yes" in words else 2 if "no" in words else 1
            rows.append([0.9 if column == strong else 0.05 for column in range(3)])
        return np.array(rows, np.float32).reshape(-1, 3)


def claim(document, start, statement, party=None, act=Act.ASSERTION, targets=()):
    """A claim at ``start``; without a ``party`` it is narration."""
    span = document.span(start, start + 1)
    form = Form.INDIRECT if party else Form.NARRATION
    name = party.name if party else None
    return Claim(
        stable_id(document.sha256, start),
        document.info,
        document.span(start, start + 1) if party else None,
        None,
        (span,),
        span,
        statement,
        name,
        party,
        form,
        act,
        targets,
    )


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture
def encoder():
    return OneDirection()


@pytest.fixture
def judge():
    return ByWord()


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "index", create=True) as store:
        yield store


@pytest.fixture
def put(store):
    """Puts a document with one claim a row into the index."""

    def put(path, *rows, text=None):
        document = Document(text or f"{path} " + "x" * 300, path)
        claims = [claim(document, number, *row) for number, row in enumerate(rows)]
        store.add(document, claims, OneDirection().encode(claims))
        return document

    return put


@pytest.fixture
def checked(store, encoder, judge, gazetteer):
    def checked(document, *claims, **options):
        texts = {document.sha256: document.text}
        return check(claims, texts, store, encoder, judge, gazetteer, **options)

    return checked


@pytest.fixture
def draft():
    return Document("y" * 300, "draft.txt")


def statements(matches):
    return [match.claim.statement for match in matches]


def test_every_claim_comes_in_the_order_of_the_text_with_what_bears_on_it(put, checked, draft):
    put("a.txt", (YES, USA), (NO, RUS), ("The harbour was large.", DEU))
    said, told = claim(draft, 3, OPEN, DEU), claim(draft, 9, "The harbour was not shut.")
    found = checked(draft, said, told)
    assert [each.claim for each in found] == [said, told]
    assert statements(found[0].supports) == [YES]
    assert statements(found[0].refutes) == [NO]
    assert {m.stance for each in found for m in each.answer.matches} <= {
        Stance.SUPPORTS,
        Stance.REFUTES,
    }


def test_what_refutes_comes_first_and_the_most_certain_of_it(put, checked, draft):
    put("a.txt", (YES, USA), (NO, RUS), (f"Yes, {YES}", DEU), (f"No, {NO}", DEU))
    (found,) = checked(draft, claim(draft, 0, OPEN))
    assert found.answer.matches == (*found.refutes, *found.supports)
    assert (len(found.refutes), len(found.supports)) == (2, 2)
    for some in (found.refutes, found.supports):
        assert [m.score for m in some] == sorted((m.score for m in some), reverse=True)


def test_it_finds_what_a_query_finds(put, checked, draft, store, encoder, judge, gazetteer):
    put("a.txt", (YES, USA), (NO, RUS), ("The harbour was large.", DEU))
    put("b.txt", ("Russia broke the truce.", USA, Act.ACCUSATION, ("RUS",)))
    texts = [OPEN, "The harbour was not open.", "Russia is to blame for the truce."]
    found = checked(draft, *(claim(draft, place, text) for place, text in enumerate(texts)))
    for each, text in zip(found, texts, strict=True):
        alone = query(text, store, encoder, judge, gazetteer).matches
        bearing = [m for m in alone if m.stance is not Stance.NEUTRAL]
        assert sorted(each.answer.matches, key=str) == sorted(bearing, key=str)
    assert any(each.answer.matches for each in found)


def test_the_models_are_asked_about_all_claims_at_once(put, checked, draft, encoder, judge):
    put("a.txt", (YES, USA), (NO, RUS), ("The harbour was never open.", DEU))
    checked(draft, *(claim(draft, place, f"Pier {place} was open.") for place in range(20)))
    assert len(encoder.calls) == 2
    assert len(judge.calls) == 1


def test_pairs_that_can_only_be_neutral_are_not_judged(put, checked, draft, judge):
    put("a.txt", ("Open the harbour yes.", USA, Act.DEMAND), ("Was it open no?", RUS), (NO, RUS))
    (found,) = checked(draft, claim(draft, 0, OPEN))
    assert statements(found.answer.matches) == [NO]
    assert {text for pair in judge.calls[0] for text in pair} == {NO, OPEN}


def test_progress_counts_the_pairs_judged(put, checked, draft, monkeypatch):
    monkeypatch.setattr(querying, "_JUDGED_AT_ONCE", 3)
    put("a.txt", (YES, USA), (NO, RUS))
    told = []
    claims = [claim(draft, place, f"Pier {place} was open.") for place in range(2)]
    found = checked(draft, *claims, progress=lambda done, total: told.append((done, total)))
    assert told == [(3, 4), (4, 4)]
    assert [each.standing for each in found] == [Standing.BOTH] * 2


def test_more_claims_than_are_looked_up_at_once(put, checked, draft, monkeypatch):
    put("a.txt", (YES, USA), (NO, RUS))
    claims = [claim(draft, place, f"Pier {place} was open.") for place in range(7)]
    whole = checked(draft, *claims)
    monkeypatch.setattr(querying, "_AT_ONCE", 3)
    assert checked(draft, *claims) == whole


def test_a_draft_in_the_index_does_not_support_itself(put, checked):
    held = put("draft.txt", (YES, USA), (f"Indeed, {YES}", RUS))
    put("other.txt", (f"Again, {YES}", RUS))
    (found,) = checked(held, claim(held, 0, YES, USA))
    assert statements(found.answer.matches) == [f"Again, {YES}"]


def test_nor_does_an_earlier_version_of_its_file(put, checked, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put("drafts/one.txt", (YES, USA), text="The first version.")
    put("drafts/two.txt", (NO, USA), text="Another file.")
    now = Document("The second version.", str(tmp_path / "drafts" / "one.txt"))
    (found,) = checked(now, claim(now, 0, OPEN))
    assert statements(found.answer.matches) == [NO]


def test_two_texts_from_standard_input_are_two_documents(put, checked):
    put("-", (YES, USA), text="The first text.")
    now = Document("The second text.", "-")
    (found,) = checked(now, claim(now, 0, OPEN))
    assert statements(found.answer.matches) == [YES]


def test_a_drafts_own_claims_crowd_out_no_others(put, checked, monkeypatch):
    monkeypatch.setattr(querying, "NEIGHBOURS", 2)
    held = put("a-draft.txt", *((f"{YES} {number}", USA) for number in range(8)))
    put("b.txt", (YES, RUS), (NO, DEU))
    (found, *_) = checked(held, *(claim(held, n, f"{YES} {n}", USA) for n in range(8)))
    assert sorted(statements(found.answer.matches)) == sorted([YES, NO])


def test_one_party_elsewhere_is_told_from_others(put, checked, draft):
    put("a.txt", (YES, USA), (f"Indeed, {YES}", RUS), (f"Truly, {YES}", None))
    ours, narrated = checked(draft, claim(draft, 0, OPEN, USA), claim(draft, 1, OPEN))
    assert {m.claim.statement: ours.same_party(m) for m in ours.supports} == {
        YES: True,
        f"Indeed, {YES}": False,
        f"Truly, {YES}": False,
    }
    assert not any(narrated.same_party(match) for match in narrated.supports)


@pytest.mark.parametrize(
    ("statement", "act"),
    [
        ("Germany must open the harbour.", Act.DEMAND),
        ("Germany will open the harbour.", Act.PROMISE),
        ("Was the harbour open? ", Act.ASSERTION),
    ],
)
def test_what_states_no_fact_is_neither_supported_nor_refuted(
    put, checked, draft, judge, statement, act
):
    put("a.txt", (YES, USA), (NO, RUS))
    asked, other = checked(draft, claim(draft, 0, statement, DEU, act), claim(draft, 1, OPEN))
    assert asked.standing is Standing.UNTOUCHED
    assert other.standing is Standing.BOTH
    assert statement not in {text for call in judge.calls for pair in call for text in pair}


def test_whom_an_attributed_claim_blames_is_known_from_its_targets(put, checked, draft):
    put("a.txt", ("Russia shelled the convoy.", USA, Act.ACCUSATION, ("RUS",)))
    text = "The United States held Russia responsible for the convoy."
    said = claim(draft, 0, text, USA, Act.ACCUSATION, ("RUS",))
    told = claim(draft, 1, "Russia is responsible for the convoy.")
    assert [each.standing for each in checked(draft, said, told)] == [
        Standing.UNTOUCHED,
        Standing.SUPPORTED,
    ]


def test_marks_of_markdown_are_not_asked(put, checked, draft, judge):
    put("a.txt", (YES, USA))
    (found,) = checked(draft, claim(draft, 0, f"## > {OPEN}"))
    assert found.claim.statement == f"## > {OPEN}"
    assert judge.calls[0][0] == (YES, OPEN)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_from_one(put, checked, end):
    put("a.txt", (YES, USA))
    text = f"One.{end}Two. Three.{end}{end}Four."
    document = Document(text, "draft.txt")
    places = [0, text.index("Two"), text.index("Three"), text.index("Four")]
    found = checked(document, *(claim(document, place, OPEN) for place in places))
    assert [each.line for each in found] == [1, 2, 2, 4]


def test_the_summary_counts_every_claim_once(store, checked, draft, encoder, monkeypatch):
    def encode(texts):
        """Texts are alike where they begin with one word."""
        rows = np.zeros((len(texts), 4), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[["The", "Pier", "Quay"].index(text.split()[0]) if text[0] in "TPQ" else 3] = 1
        return rows

    monkeypatch.setattr(encoder, "encode", encode)
    document = Document("x" * 300, "a.txt")
    held = [
        claim(document, place, statement, USA)
        for place, statement in enumerate(
            [YES, NO, "Pier one was open yes.", "Quay one was open no."]
        )
    ]
    store.add(document, held, encode([c.statement for c in held]))
    found = checked(
        draft,
        *(
            claim(draft, place, text)
            for place, text in enumerate(
                [OPEN, "Pier one was open.", "Quay one was open.", "Mud was everywhere."]
            )
        ),
    )
    assert [each.standing for each in found] == [
        Standing.BOTH,
        Standing.SUPPORTED,
        Standing.REFUTED,
        Standing.UNTOUCHED,
    ]
    assert summary(found) == dict.fromkeys(Standing, 1)
    assert summary([]) == dict.fromkeys(Standing, 0)


@pytest.mark.parametrize("text", ["\ud800 \x00 \u202e", "x" * 200_000, "?!", " "])
def test_any_text_is_checked(put, checked, text):
    document = Document(text, "draft\x1b.txt")
    assert checked(document, claim(document, 0, text))[0].answer.matches == ()
    put("a.txt", ("The harbour was large.", USA))
    assert checked(document, claim(document, 0, text))[0].standing is Standing.UNTOUCHED


def test_no_claims_ask_nothing(put, checked, draft, judge):
    put("a.txt", (YES, USA))
    assert checked(draft) == []
    assert judge.calls == []


def test_neutral_claims_come_where_they_are_wanted(put, store, encoder, judge, gazetteer):
    put("a.txt", (YES, USA), ("The harbour was large.", DEU))
    with_neutral, without = (
        answers([Question(OPEN)], store, encoder, judge, gazetteer, neutral=neutral)[0]
        for neutral in (True, False)
    )
    assert statements(with_neutral.matches) == [YES, "The harbour was large."]
    assert statements(without.matches) == [YES]


def test_negated_claims_are_aligned_without_their_negations(store, checked, draft, encoder):
    def encode(texts):
        """Texts are alike where they are negated alike."""
        return np.array([[" not " in text, " not " not in text, 0, 0] for text in texts], "f4")

    encoder.encode = encode
    document = Document("x" * 300, "a.txt")
    held = [claim(document, 0, "The harbour was not open yes.", USA)]
    store.add(document, held, encode([c.statement for c in held]))
    (found,) = checked(draft, claim(draft, 0, "The harbour was not open."))
    assert found.standing is Standing.SUPPORTED


def test_the_names_of_speaking_parties_are_no_common_subject(put, checked, draft):
    put("a.txt", ("The Green Harbour did not dance.", Party("green-harbour", "Green Harbour")))
    sank, danced = checked(
        draft,
        claim(draft, 0, "The Green Harbour sank."),
        claim(draft, 1, "The Green Harbour did dance."),
    )
    assert sank.standing is Standing.UNTOUCHED
    assert danced.standing is Standing.REFUTED
