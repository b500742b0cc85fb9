from __future__ import annotations

import re
from itertools import pairwise

import pytest

from factcheck.parties.gazetteer import Gazetteer
from factcheck.parties.resolve import Cast, Speaker

# Sources are marked [words|name|party id]; "-" stands for None.
_MARK = re.compile(r"\[([^|\]]+)\|([^|\]]+)\|([^\]]+)\]")

ALEPPO = """\
Russian Foreign Minister Sergei Lavrov and US Secretary of State John Kerry before a meeting

Russia and the United States traded blame on Tuesday over the failed truce in Syria.

[Moscow|Russia|RUS] said the rebels had broken the deal. [Lavrov|Sergei Lavrov|RUS] told \
reporters in New York that nothing had been agreed, and [he|Sergei Lavrov|RUS] dismissed the \
latest offer. [The Russian minister|Sergei Lavrov|RUS] said so twice.

[Kerry|John Kerry|USA] answered that Damascus alone had broken it. [John Kirby, a State \
Department spokesman|John Kirby|USA], said talks were over. [The US spokesman|John Kirby|USA] \
gave no date. [A US official|-|USA] said more sanctions were possible. [A former US \
official|-|-] doubted it.

[Maria Zakharova, spokeswoman for the Russian foreign ministry|Maria Zakharova|RUS], rejected \
this. [She|Maria Zakharova|RUS] accused Washington of bad faith. [The spokeswoman|Maria \
Zakharova|RUS] named no source. [Zakharova|Maria Zakharova|RUS] will speak again.

[White House spokesman Josh Earnest|Josh Earnest|USA] disagreed. [The White House|United \
States|USA] is reviewing its options. [The Pentagon|United States|USA] declined comment.

[Russian Ambassador to the UN Vitaly Churkin|Vitaly Churkin|RUS] called the draft a trap. \
[UN envoy to Syria Staffan de Mistura|Staffan de Mistura|united-nations] urged calm. [The UN \
envoy|Staffan de Mistura|united-nations] left on Monday.

[The Syrian Observatory for Human Rights|Syrian Observatory for Human Rights|\
syrian-observatory-for-human-rights] counted 40 dead. [Syrian President Bashar al-Assad|Bashar \
al-Assad|SYR] promised to go on, and [Assad|Bashar al-Assad|SYR] blamed the West. [Assad's \
government|Syria|SYR] denied it. [The Fateh al-Sham Front|al-Nusra Front|al-nusra-front] \
claimed a \
town. [Residents of Aleppo|-|-] fled. [Both sides|-|-] are losing. [A Kremlin critic|-|-] \
laughed. [Moscow and Damascus|-|-] agreed. [Reuters|Reuters|reuters] had it first. [The Russian \
defense \
ministry|Russian defense ministry|RUS] showed a video.
"""

MILL = """\
The river below the mill turned orange in May, and nobody in Harlow agrees why.

[Greenfield Chemical|Greenfield Chemical|greenfield-chemical] says its pumps were off. [Dan \
Ives, \
a spokesman for Greenfield Chemical|Dan Ives|greenfield-chemical], blamed the union. [Ives|Dan \
Ives|greenfield-chemical] said a valve had been opened by hand. [The company|Greenfield \
Chemical|greenfield-chemical] promised a report.

[The United Mill Workers Union|United Mill Workers Union|united-mill-workers-union] denied that. \
[Maria Lopez, president of the United Mill Workers Union|Maria Lopez|united-mill-workers-union], \
said the alarms had failed for years. [Ms. Lopez|Maria Lopez|united-mill-workers-union] showed \
photographs. [She|Maria Lopez|united-mill-workers-union] wants an inquiry. [The union|United \
Mill \
Workers Union|united-mill-workers-union] will strike. [A company \
spokeswoman|-|greenfield-chemical] \
declined to comment.
"""

CAMPAIGN = """\
[Hillary Clinton|Hillary Clinton|hillary-clinton] opened the debate. [Donald Trump|Donald \
Trump|donald-trump] answered. [The Clinton campaign|Hillary Clinton|hillary-clinton] called him \
unfit. [Trump|Donald Trump|donald-trump] denied it. [A spokesman for the Trump \
campaign|-|donald-trump] said so too. [Clinton|Hillary Clinton|hillary-clinton] smiled. [Clinton \
campaign manager Robby Mook|Robby Mook|hillary-clinton] sent a letter. [President Barack \
Obama|Barack Obama|USA] stayed away.
"""

NORLAND = """\
[Foreign Minister Irena Valdas of Norland|Irena Valdas|norland] said the ferry was in open \
water. \
[The minister|Irena Valdas|norland] showed a chart. [Sudmark's coast guard|Sudmark|sudmark] \
disagreed. \
[Captain Pavel Orsk of the Sudmark coast guard|Pavel Orsk|sudmark] said it had turned \
twice. [Valdas|Irena Valdas|norland] called this a lie. [Norland|Norland|norland] has protested.
"""


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str | None, str | None]]]:
    text, gold, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        words, name, party = (group for group in match.groups())
        gold.append(
            (
                len(text),
                len(text) + len(words),
                None if name == "-" else name,
                None if party == "-" else party,
            )
        )
        text += words
        last = match.end()
    return text + marked[last:], gold


def resolved(text, gold, read_text, gazetteer):
    cast = Cast.read(read_text(text), gazetteer)
    previous: Speaker | None = None
    for start, end, name, party in gold:
        previous = cast.speaker(start, end, previous=previous)
        yield text[start:end], (name, party), (previous.name, previous.party and previous.party.id)


@pytest.mark.parametrize(
    "marked", [ALEPPO, MILL, CAMPAIGN, NORLAND], ids=["aleppo", "mill", "campaign", "norland"]
)
def test_sources_resolve(marked: str, read_text, gazetteer: Gazetteer) -> None:
    text, gold = unmark(marked)
    wrong = [each for each in resolved(text, gold, read_text, gazetteer) if each[1] != each[2]]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "Kirby accused Moscow and Damascus of hitting hospitals.",
            "Moscow and Damascus",
            ["RUS", "SYR"],
        ),
        ("It blamed Russia for raids in Syria.", "Russia", ["RUS"]),
        (
            "He said Russia had bombed a convoy in Syria.",
            "Russia had bombed a convoy in Syria",
            ["RUS"],
        ),
        (
            "She said the US failed to rein in the rebels.",
            "the US failed to rein in the rebels",
            ["USA"],
        ),
        ("He accused the Russian military of lying.", "the Russian military", ["RUS"]),
        (
            "Bashar al-Assad's regime fought on. He said Russia and the regime must stop.",
            "Russia and the regime",
            ["RUS", "SYR"],
        ),
        ("He said they had lied.", "they", []),
        ("He accused Syrian refugees of theft.", "Syrian refugees", []),
        ("He accused US-backed rebels of theft.", "US-backed rebels", []),
        ("He said the bridge was bombed by Ukraine.", "the bridge was bombed by Ukraine", ["UKR"]),
        ("Assad's forces shelled a school.", "Assad's forces", ["SYR"]),
        ("Shells fell on Aleppo.", "Aleppo", []),
    ],
)
def test_targets(text: str, phrase: str, expected: list[str], read_text, gazetteer) -> None:
    cast = Cast.read(read_text(text), gazetteer)
    start = text.index(phrase)
    assert [party.id for party in cast.targets(start, start + len(phrase))] == expected


@pytest.mark.parametrize(
    ("text", "phrase", "name", "party"),
    [
        (
            "Secretary of State John Kerry spoke.",
            "Secretary of State John Kerry",
            "John Kerry",
            "USA",
        ),
        (
            "A Syrian opposition spokesman said no.",
            "A Syrian opposition spokesman",
            None,
            "syrian-opposition",
        ),
        ("US-backed rebels said no.", "US-backed rebels", None, None),
        ("Syrian refugees said no.", "Syrian refugees", None, None),
        ("Americans said no.", "Americans", None, None),
        ("Sanders protesters said no.", "Sanders protesters", None, None),
        (
            "The mayor of Harlow, Ann Reed, said no.",
            "The mayor of Harlow, Ann Reed",
            "Ann Reed",
            "ann-reed",
        ),
        ("President Donald Trump said no.", "President Donald Trump", "Donald Trump", "USA"),
        (
            "Former President Donald Trump said no.",
            "Former President Donald Trump",
            "Donald Trump",
            "donald-trump",
        ),
        (
            "The Washington Post said so.",
            "The Washington Post",
            "Washington Post",
            "washington-post",
        ),
        ("Moscow's envoy to the UN said no.", "Moscow's envoy to the UN", None, "RUS"),
        ("UN officials said no.", "UN officials", None, "united-nations"),
        ("A spokesman for Hamas said no.", "A spokesman for Hamas", None, "hamas"),
        (
            "Hezbollah leader Hassan Nasrallah said no.",
            "Hezbollah leader Hassan Nasrallah",
            "Hassan Nasrallah",
            "hezbollah",
        ),
        ("Two officials said no.", "Two officials", None, None),
        (
            "Florida Sen. Marco Rubio left. The Florida senator said no.",
            "The Florida senator",
            "Marco Rubio",
            "marco-rubio",
        ),
        (
            "US Department of State spokesman Ed Vale said no.",
            "US Department of State spokesman Ed Vale",
            "Ed Vale",
            "USA",
        ),
        (
            "A US Department of State official said no.",
            "A US Department of State official",
            None,
            "USA",
        ),
        (
            "Bill Clinton waved. Mrs. Clinton said no.",
            "Mrs. Clinton",
            "Hillary Clinton",
            "hillary-clinton",
        ),
        (
            "The F.B.I. director, James B. Comey, said no.",
            "The F.B.I. director, James B. Comey,",
            "James B. Comey",
            "USA",
        ),
        (
            "Hillary Clinton left. An executive at the Clinton Foundation said no.",
            "An executive at the Clinton Foundation",
            None,
            "clinton-foundation",
        ),
        ("Mr. Band said no.", "Mr. Band", "Band", "band"),
        (
            "Dana Cole asked. Ruth Adair left. Adair, pressed by Dana Cole, said no.",
            "Adair, pressed by Dana Cole",
            "Ruth Adair",
            "ruth-adair",
        ),
        (
            "Iowa Sen. Ann Reed left. The Florida senator said no.",
            "The Florida senator",
            None,
            None,
        ),
        ("Critics said no.", "Critics", None, None),
    ],
)
def test_single_sources(text, phrase, name, party, read_text, gazetteer) -> None:
    start = text.index(phrase)
    found = Cast.read(read_text(text), gazetteer).speaker(start, start + len(phrase))
    assert (found.name, found.party and found.party.id) == (name, party)


def test_namesakes_are_told_apart_by_courtesy(read_text, gazetteer) -> None:
    text = "Mr. Paul Adair and Mrs. Ruth Adair disagree. Mrs. Adair left. Mr. Adair stayed."
    cast = Cast.read(read_text(text), gazetteer)
    names = [
        cast.speaker(text.index(words), text.index(words) + len(words)).name
        for words in ("Mrs. Adair", "Mr. Adair")
    ]
    assert names == ["Ruth Adair", "Paul Adair"]


def test_the_text_outweighs_the_table(read_text, gazetteer) -> None:
    text = "Norland Foreign Minister John Kerry spoke. Kerry smiled."
    start = text.rindex("Kerry")
    found = Cast.read(read_text(text), gazetteer).speaker(start, start + 5)
    assert found.party is not None
    assert found.party.id == "norland"


def test_mentions_are_sorted_and_apart(read_text, gazetteer) -> None:
    text, _ = unmark(ALEPPO)
    mentions = Cast.read(read_text(text), gazetteer).mentions()
    assert {"RUS", "USA", "SYR"} <= {mention.speaker.party.id for mention in mentions}
    for before, after in pairwise(mentions):
        assert before.end <= after.start


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\u202e\u202d",
        "'s",
        "- - -",
        "al-",
        "US's's's",
        "Mr.",
        "The",
        "of of of",
        "A" * 5000,
        "HARLOW, " * 3000,
        "its rebels of " * 2000,
    ],
)
def test_hostile_texts_do_not_raise(text: str, read_text, gazetteer) -> None:
    cast = Cast.read(read_text(text), gazetteer)
    cast.mentions()
    cast.speaker(0, len(text))
    cast.targets(0, len(text))
    for start in range(min(len(text), 6)):
        for end in range(start, min(len(text), 6) + 1):
            cast.speaker(start, end)
            cast.targets(start, end)
