from __future__ import annotations

import gzip
import json
from pathlib import Path

from factcheck.parsing import parse
from factcheck.training.attribution_confidence import SEEN, Article, measure, read

RIGHT = "Ivo Renn said the pass was shut."


def article(text: str, source: str, content: str) -> Article:
    def at(words: str) -> list[int]:
        start = text.index(words)
        return [start, start + len(words)]

    return Article(text, [{"source": [at(source)], "content": [at(content)]}])


def test_share_of_a_kind_with_one_success_and_one_failure_added() -> None:
    right = article(RIGHT, "Ivo Renn", "the pass was shut")
    wrong = article(RIGHT, "Ivo", "said")
    doc = parse(RIGHT)
    pairs = [(right, doc)] * (SEEN - 10) + [(wrong, doc)] * 10
    shares = measure(pairs)
    assert shares["clause/indirect"] == round((SEEN - 10 + 1) / (SEEN + 2), 3)
    assert shares["other"] == 0.5


def test_rare_kinds_are_pooled() -> None:
    right = article(RIGHT, "Ivo Renn", "the pass was shut")
    assert measure([(right, parse(RIGHT))] * 2) == {"other": 0.75}


def test_a_content_of_another_source_does_not_hold() -> None:
    text = "Ivo Renn said the pass was shut near Mara Voss."
    wrong = article(text, "Mara Voss", "the pass was shut near Mara Voss")
    assert measure([(wrong, parse(text))]) == {"other": round(1 / 3, 3)}


def test_read_skips_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for number in range(5):
            lines.write(json.dumps({"text": str(number), "attributions": []}) + "\n")
    assert [a.text for a in read(path, skip=1, count=2)] == ["1", "2"]
