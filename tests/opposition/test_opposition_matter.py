from __future__ import annotations

from typing import Any

from factcheck.opposition.matter import matters

TEXTS = {
    "a": "The convoy of aid was hit near the bridge.",
    "b": "The convoy of aid was not hit near the bridge.",
    "c": "The hospital in Dolna lost its roof.",
    "d": "The hospital in Dolna kept its roof.",
}


def test_near_findings_share_a_matter_and_far_ones_do_not(encoder: Any) -> None:
    vectors = dict(zip(TEXTS, encoder.encode(list(TEXTS.values())), strict=True))

    labels = matters(TEXTS, vectors, [("a", "b"), ("c", "d"), ("b", "a")], frozenset())

    assert labels[0] == labels[2] != labels[1]
    assert "convoy" in labels[0]
    assert "Dolna" in labels[1]


def test_names_of_parties_label_nothing(encoder: Any) -> None:
    texts = {"a": "Norland fired on Norland.", "b": "Norland saw Norland."}
    vectors = dict(zip(texts, encoder.encode(list(texts.values())), strict=True))

    assert "Norland" not in matters(texts, vectors, [("a", "b")], frozenset({"norland"}))[0]


def test_no_findings_no_labels() -> None:
    assert matters({}, {}, [], frozenset()) == []
