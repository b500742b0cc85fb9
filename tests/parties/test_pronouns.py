from __future__ import annotations

import re

import pytest

from factcheck.parties import Cast


def resolve(text, phrase, read_text, gazetteer, previous="John Kerry"):
    """Whom the last ``phrase`` of ``text`` means, where ``previous`` spoke last."""
    cast = Cast.read(read_text(text), gazetteer)
    last = next((each for each in cast.people() if each.name == previous), None)
    start = [match.start() for match in re.finditer(rf"\b{phrase}\b", text)][-1]
    found = cast.speaker(start, start + len(phrase), previous=last)
    return found.name, found.party and found.party.id


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "John Kerry spoke of Karl Holt. Kerry said the film does not show whether Holt had a "
            "gun, which he said was found.",
            "he",
            ("John Kerry", "USA"),
        ),
        (
            "Noriko Holt spoke of Antonin Lund. Lund had left when she asked.",
            "she",
            ("Noriko Holt", "noriko-holt"),
        ),
        (
            "US Secretary of State John Kerry called for calm. Foreign Minister Paul Adair of "
            "Norland saw no reason for it.\n\n\u201cWe have seen this before,\u201d he told the "
            "press.",
            "he",
            ("Paul Adair", "norland"),
        ),
        (
            "US Secretary of State John Kerry called for calm.\n\nRussia's Foreign Minister Sergei "
            "Lavrov said that the draft was worthless, whatever Kerry thought of it. He accused "
            "the West of bad faith.",
            "He",
            ("Sergei Lavrov", "RUS"),
        ),
        (
            "US Secretary of State John Kerry called for calm. \u201cLavrov knows that. Lavrov was "
            "there,\u201d he said.",
            "he",
            ("John Kerry", "USA"),
        ),
        (
            "US Secretary of State John Kerry said that Sergei Lavrov had promised it. He wanted "
            "proof.",
            "He",
            ("John Kerry", "USA"),
        ),
        (
            "US Secretary of State John Kerry met Sergei Lavrov, but he promised nothing.",
            "he",
            ("John Kerry", "USA"),
        ),
        (
            "US Secretary of State John Kerry called for calm. Russian spokeswoman Maria "
            "Zakharova laughed. He called again.",
            "He",
            ("John Kerry", "USA"),
        ),
        (
            "US Secretary of State John Kerry called for calm. Paul Adair/Daily Post. He left.",
            "He",
            ("John Kerry", "USA"),
        ),
        (
            "US Secretary of State John Kerry called for calm. Sergei Lavrov of Russia was not "
            "moved. The crowd waited for Kerry. He smiled.",
            "He",
            ("John Kerry", "USA"),
        ),
        (
            "Russia's Foreign Minister Sergei Lavrov said so. The talks, according to US "
            "Secretary of State John Kerry, are over. He will go home.",
            "He",
            ("John Kerry", "USA"),
        ),
    ],
)
def test_he_is_the_nearest_subject(text, phrase, expected, read_text, gazetteer) -> None:
    assert resolve(text, phrase, read_text, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        (
            "The UN aid agency said that Syria had let no lorry through. It called that a shame.",
            "It",
            "united-nations",
        ),
        (
            "The UN aid office said that Syria had let no lorry through. Its officials waited.",
            "Its officials",
            "united-nations",
        ),
        ("And Russia? It said nothing of Syria or of Kerry.", "It", "RUS"),
        ("France repeated its demand that Russia leave.", "its", "FRA"),
        (
            "The UN asked Moscow for help. US Secretary of State John Kerry agreed. It was "
            "grateful.",
            "It",
            "united-nations",
        ),
    ],
)
def test_it_is_the_body_that_was_the_subject(text, phrase, party, read_text, gazetteer) -> None:
    assert resolve(text, phrase, read_text, gazetteer)[1] == party


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("His Russian counterpart", "RUS"),
        ("His French colleagues", "FRA"),
        ("His allies", None),
        ("His spokesman", "USA"),
    ],
)
def test_possessed(phrase, party, read_text, gazetteer) -> None:
    text = f"US Secretary of State John Kerry spoke first. {phrase} said no."
    assert resolve(text, phrase, read_text, gazetteer)[1] == party


def test_initials_are_no_pronoun(read_text, gazetteer) -> None:
    text = "Sergei Lavrov of Russia spoke. US denies it."
    assert resolve(text, "US", read_text, gazetteer, "Sergei Lavrov") == ("United States", "USA")


def test_a_pronoun_without_anybody_before_it_is_nobody(read_text, gazetteer) -> None:
    assert resolve("He said no.", "He", read_text, gazetteer) == (None, None)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "Peter Cole praised the tests in Norland.\n\nIn her letter about the tests, Ann Reed "
            "defended the veto.",
            "her",
            "Ann Reed",
        ),
        (
            "Peter Cole praised the tests in Norland.\n\nThough she never read the report, Ann "
            "Reed defended the veto.",
            "she",
            "Ann Reed",
        ),
        (
            "Angela Merkel met Karl Holt. Hillary Clinton was late.\n\nMerkel, though she praised "
            "Holt and said Conservatives should give him a vote, notably stopped short of "
            "promising to keep him if the vote is won.",
            "she",
            "Angela Merkel",
        ),
        (
            "Bernie Sanders was late. Hillary Clinton led for an hour, but a hoarse Sanders won "
            "the room. He accused her of haste.",
            "He",
            "Bernie Sanders",
        ),
    ],
)
def test_pronoun_that_opens_a_sentence_looks_ahead(
    text, phrase, expected, read_text, gazetteer
) -> None:
    assert resolve(text, phrase, read_text, gazetteer, previous=None)[0] == expected


def test_adjective_before_a_surname_is_no_name(read_text, gazetteer) -> None:
    text = "Bernie Sanders was late. A grey-haired Sanders said no."
    found = resolve(text, "A grey-haired Sanders", read_text, gazetteer, previous=None)
    assert found == ("Bernie Sanders", "bernie-sanders")


def test_she_is_the_official_of_a_body_who_spoke_last(read_text, gazetteer) -> None:
    text = (
        "Norvik's chief executive, Rolf Dann, blamed the board. The Haldane Water Board sees it "
        "differently. Its director says it asked for help. \u201cNobody came,\u201d she said."
    )
    cast = Cast.read(read_text(text), gazetteer)
    start = text.index("Its director")
    director = cast.speaker(start, start + len("Its director"))
    assert director.party is not None
    start = text.index("she said")
    assert cast.speaker(start, start + 3, previous=director) == director


PASSING = (
    "Rolf Dann, who runs the mill, said the wheel was sound. {} who stood outside said it had "
    "cracked. \u201cI heard it,\u201d {} said."
)


@pytest.mark.parametrize(
    ("stranger", "pronoun", "expected"),
    [
        ("A baker", "he", None),
        ("One neighbour", "he", None),
        ("A woman", "he", "Rolf Dann"),
        ("A family", "he", "Rolf Dann"),
        ("A report", "he", "Rolf Dann"),
    ],
)
def test_he_after_a_nameless_person_who_spoke_is_nobody_else(
    stranger, pronoun, expected, read_text, gazetteer
) -> None:
    text = PASSING.format(stranger, pronoun).replace("report who stood outside", "report")
    assert resolve(text, pronoun, read_text, gazetteer, previous="Rolf Dann")[0] == expected


def test_he_is_who_was_named_after_the_nameless_person(read_text, gazetteer) -> None:
    text = PASSING.format("A baker", "he").replace("\u201cI", "Dann laughed. \u201cI")
    assert resolve(text, "he", read_text, gazetteer, previous="Rolf Dann")[0] == "Rolf Dann"
