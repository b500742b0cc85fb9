from __future__ import annotations

import re

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
al-Assad|SYR] promised to go on, and [Assad|Bashar al-Assad|SYR] blamed the West. [Assad's government|Syria|SYR] denied it. [The Fateh al-Sham Front|al-Nusra Front|al-nusra-front] claimed a \
town. [Residents of Aleppo|-|-] fled. [Both sides|-|-] are losing. [A Kremlin critic|-|-] \
laughed. [Moscow and Damascus|-|-] agreed. [Reuters|Reuters|-] had it first. [The Russian defense \
ministry|Russian defense ministry|RUS] showed a video.
"""

MILL = """\
The river below the mill turned orange in May, and nobody in Harlow agrees why.

[Greenfield Chemical|Greenfield Chemical|greenfield-chemical] says its pumps were off. [Dan Ives, \
a spokesman for Greenfield Chemical|Dan Ives|greenfield-chemical], blamed the union. [Ives|Dan \
Ives|greenfield-chemical] said a valve had been opened by hand. [The company|Greenfield \
Chemical|greenfield-chemical] promised a report.

[The United Mill Workers Union|United Mill Workers Union|united-mill-workers-union] denied that. \
[Maria Lopez, president of the United Mill Workers Union|Maria Lopez|united-mill-workers-union], \
said the alarms had failed for years. [Ms. Lopez|Maria Lopez|united-mill-workers-union] showed \
photographs. [She|Maria Lopez|united-mill-workers-union] wants an inquiry. [The union|United Mill \
Workers Union|united-mill-workers-union] will strike. [A company spokeswoman|-|greenfield-chemical] \
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
[Foreign Minister Irena Valdas of Norland|Irena Valdas|norland] said the ferry was in open water. \
[The minister|Irena Valdas|norland] showed a chart. [Sudmark's coast guard|Sudmark|sudmark] disagreed. \
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
