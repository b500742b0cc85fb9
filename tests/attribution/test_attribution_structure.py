"""The grammar of an attribution of which only the words are known."""

from __future__ import annotations

import pytest

from factcheck import extract
from factcheck.attribution.structure import act_of, construction, cue_token, predicate
from factcheck.attribution.types import Construction, Range
from factcheck.model import Act
from factcheck.parsing import parse


def at(text: str, words: str) -> Range:
    start = text.index(words)
    return start, start + len(words)


def built(
    text: str, cue: str, *content: str, quoted: bool = False, sourced: bool = True
) -> tuple[str | None, str | None, Construction, str | None]:
    """The cue's word, the content's predicate, the construction, and who is urged."""
    doc = parse(text)
    ranges = [at(text, words) for words in content]
    word = cue_token(doc, at(text, cue))
    head = predicate(doc, ranges, word)
    kind, agent = construction(doc, ranges, head, word, quoted=quoted, sourced=sourced)
    return (
        word.text if word is not None else None,
        head.text if head is not None else None,
        kind,
        text[slice(*agent)] if agent is not None else None,
    )


@pytest.mark.parametrize(
    ("text", "cue", "word"),
    [
        ("The envoy said that it rained.", "said", "said"),
        ("The envoy has repeatedly warned that it rained.", "has repeatedly warned", "warned"),
        ("The envoy made the claim that it rained.", "made the claim", "claim"),
        ("Voicing support, the envoy left.", "Voicing support", "Voicing"),
        ("The envoy, in a letter, told us.", "in a letter, told", "told"),
        ("“It rained” — the envoy.", "—", None),
    ],
)
def test_the_word_of_a_cue(text: str, cue: str, word: str | None) -> None:
    found = cue_token(parse(text), at(text, cue))
    assert (found.text if found is not None else None) == word


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("The envoy said that it rained.", "said", Act.ASSERTION),
        ("The envoy denied that it rained.", "denied", Act.DENIAL),
        ("The envoy accused Peru of fraud.", "accused", Act.ACCUSATION),
        ("The envoy urged Peru to leave.", "urged", Act.DEMAND),
        ("The envoy promised that it would end.", "promised", Act.PROMISE),
        ("The envoy juggled the thought that it rained.", "juggled", Act.ASSERTION),
    ],
)
def test_acts(text: str, cue: str, act: Act) -> None:
    assert act_of(cue_token(parse(text), at(text, cue))) is act


def test_without_a_word_an_act_is_an_assertion() -> None:
    assert act_of(None) is Act.ASSERTION


def test_a_clause() -> None:
    text = "The minister said that the border was open."
    found = built(text, "said", "that the border was open")
    assert found == ("said", "was", Construction.CLAUSE, None)


def test_a_quotation_needs_no_clause() -> None:
    text = "The minister called it “a bad day”."
    assert built(text, "called", "“a bad day”", quoted=True)[2] is Construction.QUOTATION


def test_what_was_not_said_is_framed() -> None:
    text = "The minister did not say that the border was open."
    for quoted in (False, True):
        found = built(text, "did not say", "that the border was open", quoted=quoted)
        assert found[2] is Construction.FRAMED


def test_a_question_is_framed_unless_quoted() -> None:
    text = "The envoy asked whether the road was closed."
    assert built(text, "asked", "whether the road was closed")[2] is Construction.FRAMED
    quoted = built(text, "asked", "whether the road was closed", quoted=True)
    assert quoted[2] is Construction.QUOTATION


def test_a_noun_phrase_is_framed() -> None:
    text = "The envoy linked the fire to smugglers."
    found = built(text, "linked", "the fire to smugglers")
    assert found == ("linked", "fire", Construction.FRAMED, None)


def test_halves_without_a_source_are_framed() -> None:
    text = "The ferry is expected to leave on Monday."
    parts = ("The ferry", "to leave on Monday")
    assert built(text, "is expected", *parts, sourced=False)[2] is Construction.FRAMED


def test_who_is_urged() -> None:
    text = "The envoy urged the people of Sylvania to leave the port."
    found = built(text, "urged", "the people of Sylvania to leave the port")
    assert found == ("urged", "leave", Construction.INFINITIVE, "the people of Sylvania")


def test_an_infinitive_of_the_source_has_no_agent() -> None:
    text = "The envoy vowed to leave the port."
    assert built(text, "vowed", "to leave the port") == (
        *("vowed", "leave"),
        Construction.INFINITIVE,
        None,
    )


def test_an_infinitive_after_no_such_cue_is_framed() -> None:
    text = "The envoy juggled a plan to leave the port."
    assert built(text, "juggled", "to leave the port")[2] is Construction.FRAMED


def test_a_content_of_marks_has_no_predicate() -> None:
    text = "The envoy said: “…”."
    assert built(text, "said", "“…”")[1:] == (None, Construction.FRAMED, None)


def test_the_object_of_a_preposition_stands_for_it() -> None:
    text = "The envoy spoke of a long war."
    assert built(text, "spoke", "of a long war")[1] == "war"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Guards at the depot beat drivers, the union said.", "Guards at the depot beat drivers"),
        ("Soldiers in Aldor shot cattle, farmers said.", "Soldiers in Aldor shot cattle"),
    ],
)
def test_what_opens_a_sentence_before_who_says_it_is_a_clause(text: str, content: str) -> None:
    _, _, kind, _ = built(text, "said", content)
    assert kind is Construction.CLAUSE
    assert [claim.statement for claim in extract(text)] == [f"{content}."]


def test_a_few_words_before_who_says_them_are_no_clause() -> None:
    _, _, kind, _ = built("A hoax again, the union said.", "said", "A hoax again")
    assert kind is Construction.FRAMED
