"""Rules and tagger joined, with a tagger that finds what it is told to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from factcheck.attribution import attribute
from factcheck.attribution.attribute import _Reader
from factcheck.attribution.tagged import Tagged
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act, Form
from factcheck.parsing import parse

NEWS = (
    "The minister said that the border was open. Sylvania accused Ruritania of burning the "
    "bridge and of closing the road.\n\n“The road is closed,” the envoy said. “It will stay so.”"
)


@dataclass(frozen=True)
class Joined:
    source: str | None
    cue: str | None
    content: tuple[str, ...]
    found: Attribution


def tag(
    text: str, source: str | None, cue: str, *content: str, probability: float = 0.95
) -> Tagged:
    def at(words: str) -> Range:
        start = text.index(words)
        return start, start + len(words)

    return Tagged(at(source) if source else None, at(cue), tuple(map(at, content)), probability)


def joined(text: str, *tagged: Tagged) -> list[Joined]:
    def words(bounds: Range | None) -> str | None:
        return text[slice(*bounds)] if bounds is not None else None

    return [
        Joined(
            words(one.source),
            words(one.cue),
            tuple(text[slice(*piece)] for piece in one.content),
            one,
        )
        for one in attribute(parse(text), tagged)
    ]


def test_where_both_agree_nothing_but_the_certainty_changes() -> None:
    text = "The minister said that the border was open."
    (alone,) = joined(text)
    (both,) = joined(text, tag(text, "The minister", "said", "that the border was open"))
    assert both.source == "The minister"
    assert both.content == ("that the border was open",)
    assert both.found.construction is alone.found.construction is Construction.CLAUSE
    assert both.found.head == alone.found.head
    assert (alone.found.probability, alone.found.agreed) == (None, False)
    assert (both.found.probability, both.found.agreed) == (0.95, True)


def test_the_tagger_says_where_words_begin_and_end() -> None:
    text = "The minister of trade openly said that the border was open on Monday."
    given_ = tag(text, "minister of trade", "openly said", "that the border was open")
    (found,) = joined(text, given_)
    assert (found.source, found.cue) == ("minister of trade", "openly said")
    assert found.content == ("that the border was open",)


def test_one_reading_of_the_rules_takes_the_content_whatever_it_is() -> None:
    text = "On Monday the minister said that the border was open."
    (found,) = joined(text, tag(text, None, "said", "On Monday"))
    assert found.source == "the minister"
    assert found.content == ("On Monday",)


def test_charges_of_other_words_stay_as_the_rules_have_them() -> None:
    text = "On Monday Chile accused Peru of burning the bridge and of closing the road."
    alone = [f.content for f in joined(text)]
    found = joined(text, tag(text, "Chile", "accused", "On Monday"))
    assert [f.content for f in found] == alone
    assert all(f.found.agreed for f in found)


def test_a_content_cut_short_of_its_charge_is_that_of_the_rules() -> None:
    text = "Chile accused Peru and its allies, whom it called reckless, of burning the bridge."
    given_ = [
        tag(text, "Chile", "accused", "Peru and its allies"),
        tag(text, "it", "called", "whom", "reckless, of burning the bridge"),
    ]
    (found,) = joined(text, *given_)
    assert found.content == (
        "Peru and its allies, whom it called reckless",
        "of burning the bridge",
    )


def test_a_content_cut_short_of_a_further_clause_is_that_of_the_rules() -> None:
    text = "Renn said the roof was mended by men, who came at six, and that the walls were dry."
    (found,) = joined(text, tag(text, "Renn", "said", "the roof was mended by men"))
    assert found.content[-1].endswith("the walls were dry")


def test_what_is_denied_is_no_part_of_the_cue() -> None:
    text = "Renn denies ordering any killings."
    (found,) = joined(text, tag(text, "Renn", "denies ordering", "any killings"))
    assert (found.cue, found.content) == ("denies", ("ordering any killings",))


def test_several_charges_stay_apart() -> None:
    text = "Sylvania accused Ruritania of burning the bridge and of closing the road."
    whole = "Ruritania of burning the bridge and of closing the road"
    first, second = joined(text, tag(text, "Sylvania", "accused", whole))
    assert first.content == ("Ruritania of burning the bridge",)
    assert second.content == ("Ruritania", "of closing the road")
    assert {first.found.act, second.found.act} == {Act.ACCUSATION}
    assert first.found.agreed
    assert second.found.agreed


def test_a_cue_that_only_the_tagger_finds() -> None:
    text = "The envoy linked the fire to smugglers."
    assert joined(text) == []
    (found,) = joined(text, tag(text, "The envoy", "linked", "the fire to smugglers"))
    assert (found.source, found.cue) == ("The envoy", "linked")
    assert found.found.construction is Construction.FRAMED
    assert (found.found.probability, found.found.agreed) == (0.95, False)
    assert found.found.sentence == (0, len(text))


def test_a_quotation_that_only_the_tagger_links_is_direct() -> None:
    text = "In the words of the envoy, “the road is closed for good”."
    content = "“the road is closed for good”"
    (found,) = joined(text, tag(text, "the envoy", "In the words", content))
    assert found.source == "the envoy"
    assert found.found.form is Form.DIRECT
    assert found.found.construction is Construction.QUOTATION


def test_what_only_the_rules_find_stays() -> None:
    text = "The minister said that the border was open. The envoy linked the fire to smugglers."
    cues = [f.cue for f in joined(text, tag(text, "The envoy", "linked", "the fire to smugglers"))]
    assert cues == ["said", "linked"]


def test_a_tagged_cue_without_content_is_passed_over() -> None:
    text = "The minister said that the border was open."
    assert joined(text, tag(text, "minister", "said")) == joined(text)
    assert joined("It rained.", tag("It rained.", None, "rained")) == []


def test_an_interviewers_question_attributes_nothing() -> None:
    text = (
        "*Ana Voss, foreign minister of Peru, spoke to our reporter.*\n\n"
        "**Who said the road was closed?**\n\nThey did. We asked for it to be opened.\n"
    )
    asked = tag(text, "Who", "said", "the road was closed")
    assert [f.cue for f in joined(text, asked)] == [f.cue for f in joined(text)]


def test_the_inner_of_two_tagged_attributions_is_background() -> None:
    text = "Peru said that Chile claimed that the road was closed."
    outer = tag(text, "Peru", "said", "that Chile claimed that the road was closed")
    inner = tag(text, "Chile", "claimed", "that the road was closed")
    (found,) = joined(text, outer, inner)
    assert found.source == "Peru"


@pytest.mark.parametrize(("outer", "cues"), [(0.5, ["claimed"]), (0.7, ["said"]), (0.9, ["said"])])
def test_of_two_tagged_one_inside_the_other_the_likelier_or_a_sure_one_stands(
    outer: float, cues: list[str]
) -> None:
    text = "Peru said that Chile claimed that the road was closed."
    first = tag(
        text, "Peru", "said", "that Chile claimed that the road was closed", probability=outer
    )
    inner = 0.95 if outer == 0.9 else 0.6
    second = tag(text, "Chile", "claimed", "that the road was closed", probability=inner)
    assert [f.cue for f in joined(text, first, second)] == cues


def test_the_rules_give_way_where_the_tagger_finds_a_cue_inside() -> None:
    text = "Peru said that Chile claimed that the road was closed."
    (found,) = joined(text, tag(text, "Chile", "claimed", "that the road was closed"))
    assert (found.source, found.cue) == ("Chile", "claimed")


def test_a_cue_that_the_tagger_has_read_takes_no_quotation_beside_it() -> None:
    text = "The road was open, the envoy said. “It will stay so for good.”"
    tagged = tag(text, "the envoy", "said", "The road was open")
    spoken = [f for f in joined(text, tagged) if f.found.form is Form.DIRECT]
    assert all(f.cue is None for f in spoken)


@pytest.mark.parametrize("text", ["", " \n", "“”", "…"])
def test_nothing_to_join(text: str) -> None:
    assert joined(text) == []


WORDS = [match.span() for match in re.finditer(r"\w+|[^\w\s]", NEWS)]
BOUNDS = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(0, 12)).map(
    lambda pair: (WORDS[pair[0]][0], WORDS[min(len(WORDS) - 1, sum(pair))][1])
)
TAGGED = st.lists(
    st.builds(
        Tagged,
        st.none() | BOUNDS,
        BOUNDS,
        st.lists(BOUNDS, max_size=3).map(lambda pieces: tuple(sorted(pieces))),
        st.floats(0.3, 1),
    ),
    max_size=5,
).map(lambda found: sorted(found, key=lambda one: one.cue))


@lru_cache(maxsize=1)
def news() -> Doc:
    return parse(NEWS)


@settings(max_examples=120, deadline=None)
@given(TAGGED)
@example([Tagged(None, (0, 12), ((155, 173), (155, 173)), 1.0)])
@example([Tagged(None, (112, 120), ((155, 160),), 1.0)])
def test_whatever_is_tagged_the_ranges_lie_inside_the_text(tagged: list[Tagged]) -> None:
    for one in _Reader(news()).read(tagged):
        assert one.content
        for first, last in [one.sentence, *([one.cue] if one.cue else []), *one.content]:
            assert 0 <= first < last <= len(NEWS)
        assert one.head is None or 0 <= one.head < len(news())
        assert one.sentence[0] <= one.content[0][0]


def test_a_deed_needs_a_surer_cue_than_an_attitude() -> None:
    text = "The envoy linked the fire to smugglers."
    deed = tag(text, "The envoy", "linked", "the fire to smugglers", probability=0.8)
    assert joined(text, deed) == []
    text = "The envoy praised the deal."
    assert joined(text, tag(text, "The envoy", "praised", "the deal", probability=0.8))


def test_a_content_is_cut_where_a_cue_beside_it_begins() -> None:
    text = "Renn of the union said the pits were safe and accused Sylvania of burning the bridge."
    whole = "the pits were safe and accused Sylvania of burning the bridge"
    first, second = joined(text, tag(text, "Renn of the union", "said", whole))
    assert first.content == ("the pits were safe",)
    assert (second.cue, second.found.probability) == ("accused", None)
    assert second.source == "Renn of the union"


def test_a_content_is_cut_before_another_source() -> None:
    text = "The union said nine men had died, while the police put the toll at four."
    whole = "nine men had died, while the police put the toll at four"
    first, second = joined(text, tag(text, "The union", "said", whole))
    assert first.content == ("nine men had died",)
    assert (second.source, second.content) == ("the police", ("the toll at four",))


def test_a_content_that_no_cue_follows_is_the_taggers() -> None:
    text = "The union said the court had heard the witness and rejected the appeal."
    whole = "the court had heard the witness and rejected the appeal"
    [only] = joined(text, tag(text, "The union", "said", whole))
    assert only.content == (whole,)


def test_the_source_of_a_coordinated_cue_is_as_the_tagger_read_it() -> None:
    text = "Dalca, a former finance minister, said the vote was free and called on Tavar to yield."
    source = "Dalca, a former finance minister,"
    found = joined(text, tag(text, source, "said", "the vote was free"))
    assert [(one.cue, one.source) for one in found] == [("said", source), ("called", source)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        (
            "The bridge was shut, according to Marlow. Deputy mayor Ann Reed left early.",
            "Marlow. Deputy mayor Ann Reed",
            "according to",
            "Marlow",
        ),
        (
            "The bridge was shut by Marlow. Ann Reed said that the bridge was safe.",
            "Marlow. Ann Reed",
            "said",
            "Ann Reed",
        ),
        (
            "The bridge was shut, according to Gen. Ann Reed of the guard.",
            "Gen. Ann Reed",
            "according to",
            "Gen. Ann Reed",
        ),
    ],
)
def test_a_source_ends_with_the_sentence_of_its_cue(text, source, cue, expected):
    (found,) = joined(text, tag(text, source, cue, text.split(",")[0][:15]))
    assert found.source == expected


def test_a_dateline_is_nobodys_words() -> None:
    text = "OSLO, Sept 11 (North Wire) - A panel will question the firm, lawmakers said."
    content = "OSLO, Sept 11 (North Wire) - A panel will question the firm"
    (one,) = joined(text, tag(text, "lawmakers", "said", content))
    assert one.content == ("A panel will question the firm",)


def test_according_to_does_not_reach_back_over_a_quotation() -> None:
    text = "“We won by a mile.” According to a watchdog, Mr Hall was ahead."
    tagged = tag(text, "a watchdog", "According to", "“We won by a mile.”", "Mr Hall was ahead")
    assert ("Mr Hall was ahead",) in [one.content for one in joined(text, tagged)]


def test_what_begins_in_the_middle_of_the_next_sentence_is_anothers() -> None:
    text = "The gang wrote that it was paid. The firm never talks to criminals."
    (one,) = joined(text, tag(text, "The gang", "wrote", "that it was paid", "criminals"))
    assert one.content == ("that it was paid",)


def test_the_verdict_on_a_claim_is_no_part_of_it() -> None:
    text = "The claim by the union that no offer was made is entirely false."
    content = "that no offer was made is entirely false"
    (one,) = joined(text, tag(text, "the union", "claim", content))
    assert one.content == ("that no offer was made",)


def test_a_cue_without_a_word_that_tells_is_none() -> None:
    text = "The report by the union that was late is long."
    assert joined(text, tag(text, "the union", "The", "that was late is long")) == []


def test_what_the_rules_read_as_a_charge_is_no_part_of_who_makes_it() -> None:
    text = "Ruritania was accused by two aid agencies of burning the bridge."
    swallowed = tag(text, "two aid agencies of burning the bridge", "was accused", "Ruritania")
    (alone,), (both,) = joined(text), joined(text, swallowed)
    assert both.content == alone.content == ("of burning the bridge",)
    assert both.source == alone.source


@pytest.mark.parametrize(
    ("text", "given", "source"),
    [
        (
            "In a letter to residents the company said the water was safe.",
            "residents the company",
            "the company",
        ),
        ("The mining group Harcol said the water was safe.", "The mining group", None),
        ("The mining group in Harcol said the water was safe.", "The mining group", None),
    ],
)
def test_a_source_is_the_whole_of_its_own_phrase(text: str, given: str, source: str | None) -> None:
    [one] = joined(text, tag(text, given, "said", "the water was safe"))
    assert one.source == (source or text.partition(" said")[0].replace(" in Harcol", ""))


def test_what_goes_on_after_a_cue_between_commas_is_one_content() -> None:
    text = "It had rained all week, she told the panel, and the road was under water."
    [only] = joined(text, tag(text, "she", "told", "and the road was under water"))
    assert only.content == ("It had rained all week", "and the road was under water")


def test_another_clause_after_a_semicolon_is_not() -> None:
    text = "The gates have stayed shut; keepers want them open by Monday."
    found = joined(text, tag(text, "keepers", "want", "them open by Monday"))
    assert all("stayed shut" not in piece for one in found for piece in one.content)


def test_a_tail_without_a_verb_is_not_all_that_was_said() -> None:
    text = "The offer was two coins and a loaf, replied the baker, Tom Vale."
    [only] = joined(text, tag(text, "the baker, Tom Vale", "replied", "a loaf"))
    assert only.content == ("The offer was two coins and a loaf",)


def test_a_quotation_led_into_by_another_is_theirs() -> None:
    text = "The council blamed Mr Pratt. Her colleague Tim Vale was careful: “We do not know.”"
    one = tag(text, "The council", "blamed", "Mr Pratt", "“We do not know.”")
    first, second = joined(text, one)
    assert first.content == ("Mr Pratt",)
    assert (second.source, second.content) == ("Her colleague Tim Vale", ("“We do not know.”",))


def test_an_earlier_piece_begins_with_its_sentence_or_is_none() -> None:
    text = "She had been in the hall until three. Nobody had called, she said."
    [only] = joined(text, tag(text, "she", "said", "in the hall until three", "Nobody had called"))
    assert only.content == ("Nobody had called",)
