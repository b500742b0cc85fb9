from __future__ import annotations

from factcheck.attribution import Attribution, Construction
from factcheck.attribution.nesting import without_nested
from factcheck.model import Act, Form

TEXT = "Voss said that Renn told us that the pass, which rebels say is mined, was shut. "


def attribution(source: str, cue: str, content: str, text: str = TEXT) -> Attribution:
    def at(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    return Attribution(
        source=at(source),
        cue=at(cue),
        content=(at(content),),
        sentence=(0, len(text)),
        form=Form.INDIRECT,
        act=Act.ASSERTION,
        construction=Construction.CLAUSE,
    )


OUTER = attribution(
    "Voss", "said", "that Renn told us that the pass, which rebels say is mined, was shut"
)
MIDDLE = attribution("Renn", "told", "that the pass, which rebels say is mined, was shut")


def test_the_outer_one_is_kept() -> None:
    assert without_nested(TEXT, [MIDDLE, OUTER]) == [OUTER]


def test_one_that_stands_apart_is_kept() -> None:
    apart = attribution("rebels", "say", "is mined")
    assert {a.source for a in without_nested(TEXT, [apart, MIDDLE])} == {MIDDLE.source}
    assert without_nested(TEXT, [apart]) == [apart]


def test_the_press_passes_words_on() -> None:
    text = "State television said that Renn told us that the pass was shut."
    press = attribution(
        "State television", "said", "that Renn told us that the pass was shut", text
    )
    inner = attribution("Renn", "told", "that the pass was shut", text)
    assert without_nested(text, [press, inner]) == [inner]


def test_doubles_are_one() -> None:
    assert len(without_nested(TEXT, [MIDDLE, MIDDLE])) == 1


def test_the_paper_that_holds_the_words_hands_them_on() -> None:
    text = "Voss said the pass was shut, according to a transcript. "
    said = attribution("Voss", "said", "the pass was shut", text)
    paper = attribution("a transcript", "according to", "Voss said the pass was shut", text)
    assert without_nested(text, [paper, said]) == [said]


def test_a_paper_with_a_maker_is_a_source() -> None:
    text = "Voss said the pass was shut, according to a letter from Renn. "
    said = attribution("Voss", "said", "the pass was shut", text)
    paper = attribution("a letter from Renn", "according to", "Voss said the pass was shut", text)
    assert without_nested(text, [paper, said]) == [paper]
