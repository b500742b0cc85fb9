from __future__ import annotations

from collections.abc import Iterator

from factcheck.attribution.tagged import Tagged
from factcheck.bench.attribution import Article, Spans
from factcheck.training.attribution_confidence import SEEN, measure

RIGHT = "Ivo Renn said the pass was shut."


def article(text: str, source: str, content: str) -> Article:
    def at(words: str) -> tuple[tuple[int, int], ...]:
        start = text.index(words)
        return ((start, start + len(words)),)

    return Article("one", text, (Spans(at(source), at("said"), at(content)),))


class SureTagger:
    name = "sure"

    def tag(self, text: str, start: int = 0) -> Iterator[Tagged]:
        yield Tagged((0, 8), (9, 13), ((14, 31),), 0.97)


def test_share_of_a_kind_with_one_success_and_one_failure_added() -> None:
    right = article(RIGHT, "Ivo Renn", "the pass was shut")
    wrong = article(RIGHT, "Ivo", "said")
    shares = measure([right] * (SEEN - 10) + [wrong] * 10, None)
    assert shares["clause/indirect"] == round((SEEN - 10 + 1) / (SEEN + 2), 3)
    assert shares["other"] == 0.5


def test_rare_kinds_are_pooled() -> None:
    right = article(RIGHT, "Ivo Renn", "the pass was shut")
    assert measure([right] * 2, None) == {"other": 0.75}


def test_a_content_of_another_source_does_not_hold() -> None:
    text = "Ivo Renn said the pass was shut near Mara Voss."
    wrong = article(text, "Mara Voss", "the pass was shut near Mara Voss")
    assert measure([wrong], None) == {"other": round(1 / 3, 3)}


def test_what_both_find_is_a_kind_by_itself() -> None:
    right = article(RIGHT, "Ivo Renn", "the pass was shut")
    assert measure([right] * SEEN, SureTagger())["agreed/indirect/3"] > 0.9
