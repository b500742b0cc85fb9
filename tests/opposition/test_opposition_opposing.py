"""The words that two claims oppose each other by, as a careful reader would underline them."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Act, Claim, Document, Form, Party, Relation, Span, stable_id
from factcheck.opposition.marks.contrast import antonyms
from factcheck.opposition.marks.reading import OPPOSITES, READ, key_of, read
from factcheck.opposition.opposing import MOST, opposing_words

ALPHA, BETA = Party("alpha", "Alderland"), Party("beta", "Borovia")


def claim(
    text: str,
    party: Party = ALPHA,
    act: Act = Act.ASSERTION,
    cue: str | None = None,
    lead: str = "Spring came late. ",
) -> Claim:
    """A claim whose content is ``text``, cut where it has ``…``; the cue stands after it."""
    document = Document(f"{lead}{text} {cue or ''}", f"{party.id}.txt")
    content, start = [], len(lead)
    for part in text.split(" … "):
        content.append(document.span(start, start + len(part)))
        start += len(part) + 3
    end = len(lead) + len(text)
    return Claim(
        id=stable_id(party.id, text),
        document=document.info,
        source=None,
        cue=document.span(end + 1, end + 1 + len(cue)) if cue else None,
        content=tuple(content),
        sentence=document.span(len(lead), end),
        statement=text,
        speaker=None,
        party=party,
        form=Form.INDIRECT,
        act=act,
    )


def marked(a: Claim, b: Claim, relation: Relation) -> tuple[list[str], list[str]]:
    ours, theirs = opposing_words(a, b, relation)
    return [span.text for span in ours], [span.text for span in theirs]


def expected(a: str, b: str) -> tuple[tuple[str, str], tuple[list[str], list[str]]]:
    """Texts with the words to mark in ⟦ ⟧, as plain texts and as marks."""
    marks = [re.findall("⟦(.*?)⟧", text) for text in (a, b)]
    plain = [re.sub("[⟦⟧]", "", text) for text in (a, b)]
    return (plain[0], plain[1]), (marks[0], marks[1])


NEGATED = [
    # War and border
    ("Their guns ⟦opened fire⟧ first, at about three", "⟦Not one shot was fired⟧ from our side"),
    ("The patrol ⟦crossed the river⟧ at night", "Our men ⟦did not cross the river⟧"),
    ("Their navy ⟦laid mines⟧ in the strait", "We ⟦have never laid mines⟧ anywhere"),
    # Strikes and work
    ("The union ⟦blocked the gate⟧", "⟦Nobody blocked a gate⟧"),
    ("The company ⟦paid⟧ every worker in full", "Hundreds of workers ⟦were never paid⟧"),
    # Health and science
    ("The drug ⟦was not tested on children⟧", "It was ⟦tested on children⟧ in two cities"),
    ("The leak ⟦poisoned the well⟧", "The leak ⟦cannot have poisoned the well⟧"),
    # Courts, councils, sport
    ("the mayor ⟦took bribes⟧ from builders", "I ⟦didn’t take any bribes⟧ from anybody"),
    ("The goal was ⟦offside⟧", "The goal ⟦was not offside⟧"),
    ("The factory ⟦will not close⟧", "The factory will ⟦close⟧ in May"),
    ("The museum ⟦refused to return the mask⟧", "We ⟦returned the mask⟧ in March"),
    ("⟦no member⟧ of the ⟦crew was hurt⟧", "four ⟦members of the crew were hurt⟧"),
]


@pytest.mark.parametrize(("a", "b"), NEGATED)
@pytest.mark.parametrize("relation", [Relation.CONTRADICTION, Relation.DENIAL])
def test_a_negation_is_marked_with_what_it_negates(a: str, b: str, relation: Relation) -> None:
    (one, other), marks = expected(a, b)
    assert marked(claim(one), claim(other, BETA), relation) == marks


@pytest.mark.parametrize(
    ("a", "b", "cue"),
    [
        ("⟦shelling the ferry⟧ on Monday", "that the army had ⟦shelled the ferry⟧", "denied"),
        ("the bank ⟦hid⟧ the losses", "⟦hiding⟧ anything", "denies"),
        ("They ⟦felled⟧ the oaks by night", "the claim that it ⟦felled⟧ any tree", "rejected"),
    ],
)
def test_a_cue_that_denies_negates_its_content(a: str, b: str, cue: str) -> None:
    (one, other), marks = expected(a, b)
    denial = claim(other, BETA, Act.DENIAL, cue)
    assert marked(claim(one, act=Act.ACCUSATION), denial, Relation.DENIAL) == marks
    told = replace(denial, act=Act.ASSERTION)
    assert marked(claim(one), told, Relation.DENIAL) != marks


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The water in the town is ⟦safe⟧ to drink", "The water in the town is ⟦dangerous⟧"),
        ("The crew went aboard ⟦voluntarily⟧", "The crew was put aboard under ⟦pressure⟧"),
        ("the embargo was ⟦lifted⟧ on Monday", "the embargo has been ⟦kept⟧ in place"),
        ("The patient was moved ⟦before⟧ the scan", "The patient was moved ⟦after⟧ the scan"),
        ("All the gates stood ⟦open⟧", "Two of the gates were ⟦shut⟧"),
        ("Rents in the port ⟦rose⟧", "Rents in the port ⟦fell⟧"),
        ("The painting is ⟦genuine⟧", "The painting is a ⟦forgery⟧"),
        ("the calls were ⟦answered⟧ at once", "the calls went ⟦unanswered⟧"),
    ],
)
def test_antonyms_are_marked(a: str, b: str) -> None:
    (one, other), marks = expected(a, b)
    assert marked(claim(one), claim(other, BETA), Relation.CONTRADICTION) == marks


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The bridge was blown up by the ⟦rebels⟧", "The bridge was blown up by the ⟦army⟧"),
        ("The mines were laid by ⟦Alderland⟧", "The mines were laid by ⟦Borovia⟧"),
        ("The fire began in the ⟦kitchen⟧", "The fire began in the ⟦cellar⟧"),
        ("The dam failed because of the ⟦rain⟧", "The dam failed because of ⟦bad steel⟧"),
        ("The wine was bottled in ⟦Orvel⟧", "The wine was bottled in ⟦Tamsk⟧"),
    ],
)
@pytest.mark.parametrize("relation", [Relation.CONTRADICTION, Relation.DIFFERING_ACCOUNT])
def test_in_a_shared_frame_the_rival_words_are_marked(a: str, b: str, relation: Relation) -> None:
    (one, other), marks = expected(a, b)
    assert marked(claim(one), claim(other, BETA), relation) == marks


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("⟦62 soldiers⟧ had been killed", "the number of soldiers ⟦killed⟧ at ⟦80 or more⟧"),
        ("⟦Seven men died, not eleven⟧", "⟦Eleven men died⟧"),
        ("⟦Seven men died, not eleven⟧", "the number of ⟦dead⟧ at ⟦11⟧"),
        ("the flow fell by ⟦40 per cent⟧", "the fall in the flow at ⟦15 per cent⟧"),
        ("The screens were dark for ⟦47 minutes⟧", "It lasted ⟦more than two hours⟧"),
        ("the call came at ⟦4.55⟧", "the first call was logged at ⟦5.20 a.m⟧."),
        ("⟦A hundred and forty litres⟧ leaked", "⟦Some 600 litres⟧ leaked"),
        ("⟦no more than 30 jobs⟧ would go", "⟦550 jobs⟧ would go"),
        ("wages rose by ⟦3%⟧", "wages rose by ⟦1.5 per cent⟧"),
        ("It leaked ⟦140 cubic metres of oil⟧", "⟦Some 600 tonnes of oil⟧ leaked"),
        ("the ship rescued ⟦four sailors, not six⟧", "⟦six⟧ in all were rescued"),
        ("the bill at ⟦$2.1 million⟧", "It cost ⟦$900,000⟧"),
    ],
)
def test_figures_are_marked_with_their_unit(a: str, b: str) -> None:
    (one, other), marks = expected(a, b)
    assert marked(claim(one), claim(other, BETA), Relation.NUMERIC_CONFLICT) == marks


@pytest.mark.parametrize(
    "text",
    [
        "⟦Borovia had failed to withdraw its guns⟧ from the pass",
        "⟦failing to rein in the militia⟧",
        "⟦Borovia violated the truce⟧",
        "the ⟦Borovians have never met their obligations⟧ under the treaty",
        "doing ⟦nothing to stop the raids⟧",
        "the ⟦responsibility⟧ lies with ⟦Borovia⟧ alone",
        "the ⟦collapse⟧ of the ⟦talks⟧",
    ],
)
def test_in_mutual_blame_what_is_charged_and_the_name_are_marked(text: str) -> None:
    (one, other), marks = expected(text, "⟦Alderland broke the truce⟧")
    assert marked(claim(one), claim(other, BETA), Relation.MUTUAL_BLAME) == marks


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # Both negated: nothing is opposed by these words.
        ("The board did not sell the mill", "The board never sold the mill"),
        # A negation that negates nothing.
        ("There is no doubt that the seal held", "The seal was seen to be loose"),
        # Nothing shared.
        ("The vaccine protects children", "We are proud of our hospitals"),
        # A negation that comes on top of what is said.
        ("It is a long bridge, and not a pretty one", "The ferry runs at noon"),
        # Names alone.
        ("Borovia is a proud land", "Borovia has many lakes and few friends"),
    ],
)
@pytest.mark.parametrize("relation", [Relation.CONTRADICTION, Relation.DIFFERING_ACCOUNT])
def test_where_nothing_is_clear_nothing_is_marked(a: str, b: str, relation: Relation) -> None:
    assert marked(claim(a), claim(b, BETA), relation) == ([], [])


def test_antonyms_of_which_one_is_negated_are_not_opposed() -> None:
    none: frozenset[str] = frozenset()
    opened, closed, negated = (
        read(claim(text), none)
        for text in ("The border is open", "The border is closed", "The border is not closed")
    )
    assert antonyms(opened, closed) == ([range(3, 4)], [range(3, 4)])
    assert antonyms(opened, negated) is None
    assert antonyms(closed, negated) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sixty families were paid", "We have had no letter"),
        ("the toll at 12", "the strike began on 12 May"),
        ("Ward Six was full", "Four nurses were ill"),
        ("She came at four that afternoon", "The pond was 3 metres deep"),
    ],
)
def test_figures_of_different_things_are_not_marked(a: str, b: str) -> None:
    assert marked(claim(a), claim(b, BETA), Relation.NUMERIC_CONFLICT) == ([], [])


def test_the_only_negation_of_a_denial_is_marked_beside_the_deed_that_is_charged() -> None:
    charge = claim("burning two lorries at the ford", act=Act.ACCUSATION)
    denial = claim("Nobody from my unit was there", BETA, Act.DENIAL)
    assert marked(charge, denial, Relation.DENIAL) == (
        ["burning two lorries"],
        ["Nobody from my unit"],
    )


def test_a_dismissal_is_marked() -> None:
    charge = claim("the minister leased the quay to a cousin", act=Act.ACCUSATION)
    assert marked(charge, claim("Nonsense", BETA), Relation.DENIAL) == ([], ["Nonsense"])
    wordy = claim("It was switched off in January after several false alarms", BETA)
    assert marked(charge, wordy, Relation.DENIAL) == ([], [])


def test_marks_do_not_leave_a_span_of_the_content() -> None:
    a = claim("The Borovian side … failed to … withdraw its patrols")
    b = claim("We withdrew every patrol", BETA)
    ours, theirs = opposing_words(a, b, Relation.DENIAL)
    assert [span.text for span in ours] == ["failed to", "withdraw its patrols"]
    assert [span.text for span in theirs] == ["withdrew every patrol"]
    for span in ours:
        assert any(part.start <= span.start and span.end <= part.end for part in a.content)


def test_no_mark_spans_markup() -> None:
    a = claim("<b>They</b> <i>shelled</i> the ferry & left", act=Act.ACCUSATION)
    b = claim("<script>We</script> did not <i>shell</i> the ferry", BETA)
    ours, theirs = marked(a, b, Relation.DENIAL)
    assert ours == ["shelled", "ferry"]
    assert theirs[0] == "did not"
    assert "shell" in theirs
    assert not set("".join(theirs)) & set("<>")


def test_spans_that_do_not_fit_their_text_are_passed_over() -> None:
    a, b = claim("The guns fired first"), claim("The guns never fired", BETA)
    broken = replace(a, content=(Span(3, 900, "The guns fired first"),))
    assert opposing_words(broken, b, Relation.CONTRADICTION)[0] == ()


@pytest.mark.parametrize("relation", list(Relation))
def test_an_endless_claim_costs_no_more_than_its_start(relation: Relation) -> None:
    filler = "word7 not 40 men " * 2_500
    a = claim(f"They fired 90 shells. {filler}")
    b = claim(f"We never fired 12 shells. {filler}", BETA)
    for one, spans in zip((a, b), opposing_words(a, b, relation), strict=True):
        assert sum(len(span.text.split()) for span in spans) <= MOST
        assert all(span.end - one.content[0].start < 20 * READ for span in spans)


@pytest.mark.parametrize(
    ("one", "other"),
    [("fired", "firing"), ("struck", "strikes"), ("votes", "vote"), ("denied", "denial"),
     ("carry", "carried"), ("ships", "vessel"), ("stopped", "stop"), ("paid", "pay")],
)  # fmt: skip
def test_inflections_and_kin_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_no_word_is_its_own_antonym() -> None:
    pairs = [pair.split("=") for pair in OPPOSITES["antonyms"]]
    assert all(len(pair) == 2 for pair in pairs)
    assert not [pair for pair in pairs if key_of(pair[0]) == key_of(pair[1])]


WORDS = st.sampled_from(
    ["not", "never", "fired", "the", "guns", "40", "men", "died", "open", "closed", "failed", "to",
     "withdraw", "Borovia", ".", ",", "<b>", "\u202e", "\ud800", "’s", "“", "\n\n", "4.30", "no",
     "at least", "million", "half", "İ", "ß" * 50, "and", "a", "hundred"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80))


@given(st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=3), st.data())
def test_spans_are_slices_of_the_content_in_order(
    ours: list[str], theirs: list[str], data: st.DataObject
) -> None:
    a = claim(" … ".join(ours), act=data.draw(st.sampled_from(Act)), cue="denied")
    b = claim(" … ".join(theirs), BETA, data.draw(st.sampled_from(Act)), lead="")
    for relation in Relation:
        found = opposing_words(a, b, relation)
        assert opposing_words(b, a, relation) == found[::-1]
        for one, spans in zip((a, b), found, strict=True):
            assert [s.start for s in spans] == sorted(s.start for s in spans)
            assert all(x.end <= y.start for x, y in pairwise(spans))
            for span in spans:
                assert span.text
                assert span.text == span.text.strip()
                (inside,) = [p for p in one.content if p.start <= span.start and span.end <= p.end]
                start = span.start - inside.start
                assert inside.text[start : start + len(span.text)] == span.text
                assert span.end - span.start == len(span.text)
