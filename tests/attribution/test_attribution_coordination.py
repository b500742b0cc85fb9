"""Speech joined to speech or set against it in one sentence: whose the second cue is."""

from __future__ import annotations

import pytest

from factcheck.attribution import attribute
from factcheck.attribution.coordination import rehang
from factcheck.attribution.setting import Setting
from factcheck.parsing import parse


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The navy said its boats had not left port since the truce began and accused Sylvania "
            "of laying mines in the strait.",
            [("said", "had not left port since the truce began"), ("accused", "laying mines")],
        ),
        (
            "Renn told reporters that only unarmed guards had entered the mine and called for a "
            "meeting of the two sides.",
            [("told", "had entered the mine"), ("called", "a meeting of the two sides")],
        ),
        (
            "Mara Voss, who leads the team, said the samples were “conclusive” and denied that "
            "the firm had paid her.",
            [("said", "were “conclusive”"), ("denied", "that the firm had paid her")],
        ),
        (
            "The spokesman said the talks would go on, warned of a famine and urged both sides to "
            "show restraint.",
            [("said", "would go on"), ("warned", "a famine"), ("urged", "to show restraint")],
        ),
        (
            "Renn denied that troops had crossed and blamed Sylvania for the failure of the talks.",
            [("denied", "that troops had crossed"), ("blamed", "the failure of the talks")],
        ),
        (
            "The prosecutor says the files are missing and accuses the bank of hiding them.",
            [("says", "the files are missing"), ("accuses", "hiding them")],
        ),
        (
            "The ministry said that Sylvania had broken the truce and accused it of lying.",
            [("said", "had broken the truce"), ("accused", "lying")],
        ),
        (
            "The group said the minister had met the rebels, and condemned the talks.",
            [("said", "had met the rebels"), ("condemned", "the talks")],
        ),
        (
            "The coast guard said two men had drowned and put the number of missing at 12.",
            [("said", "two men had drowned"), ("put", "at 12")],
        ),
    ],
)
def test_a_cue_joined_to_reported_words_is_of_the_same_source(
    said, text: str, wanted: list[tuple[str, str]]
) -> None:
    found = said(text)
    assert [s.cue for s in found] == [cue for cue, _ in wanted]
    assert len({s.source for s in found}) == 1
    for one, (_, end) in zip(found, wanted, strict=True):
        assert one.content[-1].endswith(end) or end in one.content[-1]
        assert " and " not in one.content[-1].removesuffix(end)


@pytest.mark.parametrize(
    ("text", "sources", "first"),
    [
        (
            "The organisers said nine people had been killed, while the police put the toll at 4.",
            ["The organisers", "the police"],
            "nine people had been killed",
        ),
        (
            "The union said 5,000 people marched; the city put the crowd at 900.",
            ["The union", "the city"],
            "5,000 people marched",
        ),
        (
            "The army said it killed ten fighters, although residents said the dead were farmers.",
            ["The army", "residents"],
            "it killed ten fighters",
        ),
        (
            "The firm says the plant is safe, but the union says workers were hurt.",
            ["The firm", "the union"],
            "the plant is safe",
        ),
        (
            "The team said the law was sound, though two members called it a disaster.",
            ["The team", "two members"],
            "the law was sound",
        ),
        (
            "The officer said he called out, and the demonstrators said they heard nothing.",
            ["The officer", "the demonstrators"],
            "he called out",
        ),
    ],
)
def test_what_others_say_against_it_is_no_part_of_a_claim(
    said, text: str, sources: list[str], first: str
) -> None:
    found = said(text)
    assert [s.source for s in found] == sources
    assert found[0].content == (first,)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The union said the court had heard the witness and rejected the appeal.",
            "the court had heard the witness and rejected the appeal",
        ),
        (
            "The minister said the man had been arrested and charged with murder.",
            "the man had been arrested and charged with murder",
        ),
        (
            "The clerk said Renn had left the hall and denied the charge.",
            "Renn had left the hall and denied the charge",
        ),
        (
            "Voss said the witness, who had fled the country and denied the charge, would return.",
            "the witness, who had fled the country and denied the charge, would return",
        ),
        (
            "Voss said Renn had hit him and called him a liar.",
            "Renn had hit him and called him a liar",
        ),
        ("She said she was tired and wanted a rest.", "she was tired and wanted a rest"),
        ("She said prices rose while wages fell.", "prices rose while wages fell"),
        (
            "The mayor said the fire broke out after the owner rejected a warning.",
            "the fire broke out after the owner rejected a warning",
        ),
    ],
)
def test_what_the_reported_subject_can_do_itself_stays_whole(said, text: str, content: str) -> None:
    [only] = said(text)
    assert only.content == (content,)


def test_nothing_is_hung_from_inside_a_quotation(said) -> None:
    [only] = said("Renn said: “The plan was dead, and the union accused us of killing it.”")
    assert only.content == ("“The plan was dead, and the union accused us of killing it.”",)


def test_a_second_reading_changes_nothing() -> None:
    doc = parse("The navy said the boats were idle and accused Sylvania of laying mines.")
    first = attribute(doc)
    heads = [token.head.i for token in doc]
    rehang(doc, Setting(doc))
    assert [token.head.i for token in doc] == heads
    assert attribute(doc) == first


def test_a_letter_insists_on_nothing(said) -> None:
    text = "The clerk admitted that a letter to Renn had been late but insisted she was told."
    assert [s.cue for s in said(text)] == ["admitted", "insisted"]
    assert {s.source for s in said(text)} == {"The clerk"}
