"""Pronouns whose noun stands outside the claim: taken up where one fits, left where two do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck import api
from factcheck.statements import Voice

NOBODY = Voice(None, None)
KOPPEL = Voice("Ina Koppel", None)
TAKEN_UP = [
    # Somebody by a surname is no "it".
    (
        "Walter Pym kept a dog. Pym fired. Koppel said it had been shot in May.",
        KOPPEL,
        "The dog had been shot in May.",
    ),
    (
        "Asked about the leaflets, Koppel said they had been printed abroad.",
        KOPPEL,
        "The leaflets had been printed abroad.",
    ),
    (
        "The envoy brought a draft. Koppel said it demanded too much.",
        KOPPEL,
        "The draft demanded too much.",
    ),
    (
        "The ferry had no lamps. “It left at night,” Koppel said.",
        KOPPEL,
        "The ferry left at night.",
    ),
    (
        "Koppel read the letters. She said they were forged.",
        KOPPEL,
        "The letters were forged.",
    ),
    (
        "Residents accused the coast guard of waiting. “They came at dawn,” Koppel said.",
        KOPPEL,
        "The coast guard came at dawn.",
    ),
    (
        "The teacher, Colm Reddy, was held. His lawyer, Ina Koppel, said he had seen nothing.",
        KOPPEL,
        "Colm Reddy had seen nothing.",
    ),
    (
        "“Our boats were in port. We want them back,” Koppel said.",
        Voice("Ina Koppel", "Ruritania"),
        "Ruritania wants the boats back.",
    ),
    # What things alone do, or suffer, is no body's.
    (
        "Norway praised the ceasefire. Ruritania said it would hold.",
        Voice(None, "Ruritania"),
        "The ceasefire would hold.",
    ),
    (
        "The mayor opened the bridge in 2010. The council said it had been repaired twice.",
        Voice(None, "the council"),
        "The bridge had been repaired twice.",
    ),
    (
        "The council saw the plan and said it had not been published.",
        Voice(None, "the council"),
        "The plan had not been published.",
    ),
    (
        "Koppel said the cease-fire stood. The council said it had lapsed.",
        Voice(None, "the council"),
        "The cease-fire had lapsed.",
    ),
    # "-ment" ends no noun for people.
    (
        "The sides signed an agreement in May. Koppel said it demanded too much.",
        KOPPEL,
        "The agreement demanded too much.",
    ),
]
LEFT = [
    # What no thing does.
    (
        "Two letters were late. “They knew about the pier,” Koppel said.",
        KOPPEL,
        "They knew about the pier.",
    ),
    # Whoever speaks is alive.
    (
        "The inquiry opened. Mrs Anna Lund told the judge the ward was full. "
        "The doctors said a nurse had left before her death.",
        Voice(None, "doctors"),
        "A nurse had left before her death.",
    ),
    # A referee has assistants too.
    (
        "Koppel said the referee was told so by her assistant.",
        KOPPEL,
        "The referee was told so by her assistant.",
    ),
    # Staff are no she, and a place is not what was repeated.
    (
        "Koppel spoke of the staff. She said her pulse had been normal.",
        NOBODY,
        "Her pulse had been normal.",
    ),
    (
        "The monitors worked in the north. They demanded that it be repeated.",
        NOBODY,
        "It should be repeated.",
    ),
    # A thing that no body is, where two things fit.
    (
        "The mayor opened a weir and a lock. The council said it had been repaired twice.",
        Voice(None, "the council"),
        "It had been repaired twice.",
    ),
    # Who is remembered need not be whom the speaker charges elsewhere.
    (
        "Koppel spoke at noon. “They will not be forgotten,” Koppel said.",
        Voice("Ina Koppel", "Ruritania", "the guards"),
        "They will not be forgotten.",
    ),
    # What ends as nouns for people do, and is none.
    (
        "The settlement failed. “He knew it,” Koppel said.",
        KOPPEL,
        "He knew it.",
    ),
    # A man is no "she".
    (
        "The spokesman left. “She paid for it,” Koppel said.",
        KOPPEL,
        "She paid for it.",
    ),
    (
        "Mr. Reddy left early. “She paid for it,” Koppel said.",
        KOPPEL,
        "She paid for it.",
    ),
    # The content names another whom it may mean.
    (
        "Colm Reddy left. “Nora Pell said he had paid,” Koppel said.",
        KOPPEL,
        "Nora Pell said he had paid.",
    ),
    # What a clause is about, and what comes to pass.
    (
        "The party held a vote. Koppel said it’s a race between two towns.",
        KOPPEL,
        "It’s a race between two towns.",
    ),
    (
        "The debate began. “When it comes to taxes, nobody wins,” Koppel said.",
        KOPPEL,
        "When it comes to taxes, nobody wins.",
    ),
    # Two that fit.
    (
        "The envoys met the miners. Koppel said they had lied.",
        KOPPEL,
        "They had lied.",
    ),
    # Those who complained may be the speaker's own.
    (
        "Parents called the decision unfair. “They are punishing our children,” said Koppel.",
        KOPPEL,
        "They are punishing our children.",
    ),
    # What happened, no thing.
    (
        "The ship met a tanker. “It was over in a minute,” Koppel said.",
        KOPPEL,
        "It was over in a minute.",
    ),
    # Talks do not come.
    (
        "The board held three meetings. “They came to one,” Koppel said.",
        KOPPEL,
        "They came to one.",
    ),
    # A noun within a clause about another noun.
    (
        "The plan broke a treaty that both countries had signed. Koppel said they were wrong.",
        KOPPEL,
        "They were wrong.",
    ),
    # When something was, and where a thing is, is not what does anything.
    (
        "The pipes were on sale. Koppel said it had to stop.",
        KOPPEL,
        "It had to stop.",
    ),
]


@pytest.mark.parametrize(("text", "voice", "expected"), TAKEN_UP)
def test_the_one_that_fits_is_written(
    stated: Callable[..., list[str]], text: str, voice: Voice, expected: str
) -> None:
    assert stated(text, voice)[-1] == expected


@pytest.mark.parametrize(("text", "voice", "expected"), LEFT)
def test_where_it_is_doubtful_the_pronoun_stays(
    stated: Callable[..., list[str]], text: str, voice: Voice, expected: str
) -> None:
    assert stated(text, voice)[-1] == expected


def test_a_joined_clause_takes_up_the_subject_of_the_first(
    stated: Callable[..., list[str]],
) -> None:
    text = "The prosecutor said the men had copied files and that they had sold them."
    assert stated(text, NOBODY)[-1] == "The men had sold them."


def test_the_noun_of_the_content_itself_is_not_repeated(stated: Callable[..., list[str]]) -> None:
    text = "The ferry sank. Koppel said the barge leaked and it had no pump."
    assert "the ferry" not in stated(text, KOPPEL)[-1].lower()


def test_the_subject_of_a_charge_owns_what_follows(stated: Callable[..., list[str]]) -> None:
    text = "The envoy saw the fort. Koppel urged Sylvania to open its border."
    assert stated(text, KOPPEL) == ["Sylvania should open its border."]


def test_the_reach_ends_where_sentences_are_enormous(stated: Callable[..., list[str]]) -> None:
    listing = "The ferry carried " + ", ".join(["salt"] * 200) + "."
    assert stated(f"{listing} Koppel said it left at night.", KOPPEL)[-1] == "It left at night."


def test_they_who_speak_of_themselves_are_the_subject_before(
    stated: Callable[..., list[str]],
) -> None:
    text = "The mediators met the envoys. They said they would stay."
    assert stated(text, NOBODY) == ["The mediators would stay."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jonas Hale's office said he had not read the letter.",
            "Jonas Hale had not read the letter.",
        ),
        ("A spokesman for Mayor Hale said he would not resign.", "Jonas Hale would not resign."),
        ("Tom Bray left on Monday, but his campaign said he was well.", "Jonas Hale was well."),
        ("Hale's lawyer said her client had slept all night.", "Jonas Hale had slept all night."),
        ("Hale's lawyer said her clients had slept all night.", "Her clients had slept all night."),
        # Mr Hale is no she.
        ("Mr Hale was ill. Hale's office said she was away.", "She was away."),
        # Who is told is he.
        ("Hale's lawyer told Mr Orr that he had slept all night.", "He had slept all night."),
        # A body is no he, and its lawyer may be one.
        ("The port's lawyer said he had seen the papers.", "He had seen the papers."),
    ],
)
def test_who_speaks_for_another_speaks_of_that_one(stated, text: str, expected: str) -> None:
    assert stated(text, Voice(None, "Jonas Hale", official=False))[-1] == expected


def test_a_lawyer_known_for_a_she_is_no_he(stated) -> None:
    text = "Dan Reyes shot the guard. Reyes's lawyer, Mia Stone, said he had been asleep."
    voice = Voice("Mia Stone", "Dan Reyes", official=False, pronoun="she")
    assert stated(text, voice)[-1] == "Dan Reyes had been asleep."


@pytest.mark.parametrize(
    "source", ["Hale's former lawyer, Dan Moor,", "Hale's adviser, Dan Moor,", "Dan Moor"]
)
def test_a_named_aide_or_a_former_lawyer_speaks_of_himself(stated, source: str) -> None:
    voice = Voice("Dan Moor", "Jonas Hale", official=False)
    assert stated(f"{source} said he was innocent.", voice) == ["Dan Moor was innocent."]


def test_what_a_finding_says_is_nothing_that_the_finding_has() -> None:
    text = "Tolle rejected on Friday an inspector's finding that its crane had caused the fall."
    assert "finding's" not in api.extract(text)[-1].statement


def test_a_woman_is_not_meant_by_a_man_s_name() -> None:
    text = (
        "Lawyers for both Karl and Rania Holt filed papers against the sale. Rania Holt's brief "
        "said that was not her view."
    )
    assert "Karl" not in api.extract(text)[-1].statement


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A body is what acts, in the words of its own people.
        (
            "The bridge had a long crack. The firm’s engineer, Ina Koppel, said it had warned the "
            "town.",
            "The firm had warned the town.",
        ),
        # "Any guard" is nobody whom "her" could mean.
        (
            "The mayor denied that any guard had slept, and Koppel accused her helpers of lying.",
            "Ina Koppel's helpers lied.",
        ),
        # Where something was is seldom what is meant later.
        ("The first was in the box. “Pym took it,” Koppel said.", "Pym took it."),
        # Who is charged is not what was burnt.
        (
            "Koppel accused the board of losing the lists. “They were burned,” she said.",
            "They were burned.",
        ),
    ],
)
def test_a_wrong_noun_is_not_taken_up(stated, text: str, expected: str) -> None:
    assert stated(text, KOPPEL)[-1] == expected
