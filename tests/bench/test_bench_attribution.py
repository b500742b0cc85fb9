"""Scores against annotated attributions, with counts worked out by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from factcheck.bench.attribution import (
    Article,
    AttributionFigures,
    Counts,
    Offsets,
    Spans,
    joined,
    measure,
    read_articles,
    score,
)
from factcheck.errors import InputError
from factcheck.model import Act, Claim, Document, Form, Method, Span

TEXT = "The minister said that the border was open. Chile denied it."


def at(text: str, *words: str) -> Offsets:
    found = []
    for some in words:
        start = text.index(some)
        found.append((start, start + len(some)))
    return tuple(found)


def spans(source: str | None, cue: str | None, *content: str, text: str = TEXT) -> Spans:
    return Spans(
        at(text, source) if source else (), at(text, cue) if cue else (), at(text, *content)
    )


SAID = spans("The minister", "said", "that the border was open")
DENIED = spans("Chile", "denied", "it.")


def scored(found: list[Spans], *wanted: Spans, text: str = TEXT) -> AttributionFigures:
    figures = AttributionFigures()
    score(figures, Article("a", text, wanted), found)
    return figures


def counted(counts: Counts) -> tuple[int, int, int]:
    return counts.right, counts.found, counts.wanted


def test_shares() -> None:
    counts = Counts(right=3, found=4, wanted=6)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.5, 0.6)
    none = Counts()
    assert (none.precision, none.recall, none.f1) == (0.0, 0.0, 0.0)


def test_the_same_attributions_are_all_right() -> None:
    figures = scored([DENIED, SAID], SAID, DENIED)
    assert {role: counted(c) for role, c in figures.exact.items()} == {
        "source": (2, 2, 2),
        "cue": (2, 2, 2),
        "content": (2, 2, 2),
    }
    assert {role: counted(c) for role, c in figures.words.items()} == {
        "source": (3, 3, 3),
        "cue": (2, 2, 2),
        "content": (7, 7, 7),
    }
    assert counted(figures.linked) == (2, 2, 2)
    assert (figures.sources.right, figures.sources.wanted) == (2, 2)


def test_a_word_too_few_is_not_exact_but_counts_as_words() -> None:
    figures = scored([spans("minister", "said", "the border was open")], SAID)
    assert counted(figures.exact["source"]) == (0, 1, 1)
    assert counted(figures.exact["cue"]) == (1, 1, 1)
    assert counted(figures.words["source"]) == (1, 1, 2)
    assert counted(figures.words["content"]) == (4, 4, 5)
    assert counted(figures.linked) == (0, 1, 1)


def test_a_mark_too_many_is_a_mistake_and_a_space_is_none() -> None:
    (start, end), *_ = SAID.content
    wider = Spans(SAID.source, SAID.cue, ((start - 1, end),))
    assert counted(scored([wider], SAID).exact["content"]) == (1, 1, 1)
    marked = Spans(SAID.source, SAID.cue, ((start, end + 1),))
    figures = scored([marked], SAID)
    assert counted(figures.exact["content"]) == (0, 1, 1)
    assert counted(figures.words["content"]) == (5, 6, 5)


def test_a_span_that_cuts_a_word_covers_it() -> None:
    (start, end), *_ = SAID.content
    cut = Spans(SAID.source, SAID.cue, ((start + 1, end - 1),))
    assert counted(scored([cut], SAID).exact["content"]) == (1, 1, 1)


def test_pieces_are_one_set_of_words() -> None:
    text = "It rained, he said, and it poured."
    wanted = spans("he", "said", "It rained", "and it poured", text=text)
    pieces = spans("he", "said", "It", "rained", "and it poured", text=text)
    assert counted(scored([pieces], wanted, text=text).exact["content"]) == (1, 1, 1)
    figures = scored([spans("he", "said", "It rained", text=text)], wanted, text=text)
    assert counted(figures.words["content"]) == (2, 2, 5)


def test_a_role_that_is_empty_is_neither_found_nor_wanted() -> None:
    figures = scored([spans(None, None, "that the border was open")], SAID)
    assert counted(figures.exact["source"]) == (0, 0, 1)
    assert counted(figures.exact["cue"]) == (0, 0, 1)
    unnamed = spans(None, "said", "that the border was open")
    figures = scored([SAID], unnamed)
    assert counted(figures.exact["source"]) == (0, 1, 0)
    assert counted(figures.linked) == (0, 1, 1)
    assert figures.sources.wanted == 0
    assert counted(scored([unnamed], unnamed).linked) == (1, 1, 1)


def test_sources_of_two_attributions_that_are_swapped_are_exact_but_not_linked() -> None:
    swapped = [
        Spans(DENIED.source, SAID.cue, SAID.content),
        Spans(SAID.source, DENIED.cue, DENIED.content),
    ]
    figures = scored(swapped, SAID, DENIED)
    assert counted(figures.exact["source"]) == (2, 2, 2)
    assert counted(figures.linked) == (0, 2, 2)
    assert (figures.sources.right, figures.sources.wanted) == (0, 2)


def test_the_right_source_is_asked_only_where_the_content_is_found() -> None:
    part = spans("The minister", "said", "border was open")
    assert (scored([part], SAID).sources.right, scored([part], SAID).sources.wanted) == (1, 1)
    too_little = spans("The minister", "said", "open")
    assert scored([too_little], SAID).sources.wanted == 0
    assert scored([], SAID).sources.wanted == 0


def test_one_finding_is_right_once() -> None:
    figures = scored([SAID, SAID], SAID)
    assert counted(figures.exact["source"]) == (1, 2, 1)
    assert counted(figures.linked) == (1, 2, 1)
    assert counted(figures.words["source"]) == (2, 2, 2)


def test_counts_of_articles_are_pooled() -> None:
    figures = AttributionFigures()
    article = Article("a", TEXT, (SAID, DENIED))
    score(figures, article, [SAID])
    score(figures, article, [SAID, DENIED])
    assert counted(figures.exact["cue"]) == (3, 3, 4)
    assert figures.fields()["exact"]["cue"] == {"precision": 1.0, "recall": 0.75, "f1": 0.8571}


def test_fields_have_four_digits() -> None:
    figures = scored([SAID], SAID, DENIED, DENIED)
    fields = figures.fields()
    assert fields["exact"]["source"] == {"precision": 1.0, "recall": 0.3333, "f1": 0.5}
    assert fields["linked_exact"]["recall"] == 0.3333
    assert fields["linked_accuracy"] == 1.0
    assert set(fields) == {"exact", "words", "linked_exact", "linked_accuracy"}


def test_nothing_at_all() -> None:
    fields = scored([]).fields()
    assert fields["exact"]["content"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert fields["linked_accuracy"] == 0.0


# -- claims joined again ---------------------------------------------------------------------


def claim(text: str, source: str | None, cue: str | None, *content: str, id_: str = "") -> Claim:
    document = Document(text, "a.txt")

    def span(words: str) -> Span:
        return document.span(*at(text, words)[0])

    return Claim(
        id=id_ or content[0],
        document=document.info,
        source=span(source) if source else None,
        cue=span(cue) if cue else None,
        content=tuple(map(span, content)),
        sentence=document.span(0, len(text)),
        statement="",
        speaker=None,
        party=None,
        form=Form.INDIRECT,
        act=Act.ASSERTION,
    )


def test_charges_of_one_cue_are_one_content() -> None:
    text = "Chile accused Peru of burning the bridge and of closing the road."
    found = joined(
        [
            claim(text, "Chile", "accused", "Peru of burning the bridge"),
            claim(text, "Chile", "accused", "Peru", "of closing the road"),
        ],
        text,
    )
    whole = "Peru of burning the bridge and of closing the road"
    assert found == [spans("Chile", "accused", whole, text=text)]


def test_words_between_two_contents_keep_them_apart() -> None:
    text = "“It rained hard,” he said on Monday. “It poured too.”"
    found = joined(
        [
            claim(text, "he", "said", "“It rained hard,”"),
            claim(text, "he", "said", "“It poured too.”"),
        ],
        text,
    )
    assert found == [spans("he", "said", "“It rained hard,”", "“It poured too.”", text=text)]


def test_a_quotation_carried_on_belongs_to_the_attribution_of_its_source() -> None:
    text = "“It rained,” Ana said. Bob said it snowed. “It poured.”"
    found = joined(
        [
            claim(text, "Ana", "said", "“It rained,”"),
            claim(text, "Bob", "said it", "it snowed"),
            claim(text, "Ana", None, "“It poured.”"),
        ],
        text,
    )
    assert found == [
        spans("Ana", "said", "“It rained,”", "“It poured.”", text=text),
        spans("Bob", "said it", "it snowed", text=text),
    ]


def test_claims_without_cue_or_source_are_their_own() -> None:
    text = "“It rained.” It poured. It snowed."
    found = joined(
        [
            claim(text, None, None, "“It rained.”"),
            claim(text, None, None, "It poured", id_="b"),
        ],
        text,
    )
    assert found == [
        spans(None, None, "“It rained.”", text=text),
        spans(None, None, "It poured", text=text),
    ]


def test_a_source_that_one_of_the_claims_lacks() -> None:
    text = "Chile accused Peru of burning the bridge and of closing the road."
    (found,) = joined(
        [
            claim(text, None, "accused", "Peru of burning the bridge"),
            claim(text, "Chile", "accused", "of closing the road"),
        ],
        text,
    )
    assert found.source == at(text, "Chile")


def test_no_claims_no_attributions() -> None:
    assert joined([], "It rained.") == []


# -- files -----------------------------------------------------------------------------------


def row(**fields: Any) -> str:
    one = {"source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 42]]}
    return json.dumps({"id": "x", "text": TEXT, "attributions": [one], **fields})


def write(folder: Path, data: str | bytes, name: str = "dev.jsonl") -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def test_json_lines(tmp_path: Path) -> None:
    text = f"{row()}\n\n{row(id=7, attributions=[])}\n"
    first, second = read_articles(write(tmp_path, text))
    assert first == Article("x", TEXT, (SAID,))
    assert second == Article("7", TEXT, ())


def test_an_article_without_a_name_is_called_by_its_line(tmp_path: Path) -> None:
    (article,) = read_articles(write(tmp_path, f'\n{{"text": "{TEXT}", "attributions": []}}'))
    assert article.name == "2"


def test_gzip(tmp_path: Path) -> None:
    packed = write(tmp_path, gzip.compress(row().encode()), "dev.jsonl.gz")
    assert read_articles(packed) == read_articles(write(tmp_path, row()))


def test_hand_marked_cases_without_those_inside_others(tmp_path: Path) -> None:
    text = (
        "⟦a1.source:Oslo⟧ ⟦a1.cue:said⟧ ⟦a1.content:⟦b1.source:Rome⟧ ⟦b1.cue:knew⟧"
        " ⟦b1.content:it⟧⟧."
    )
    (article,) = read_articles(write(tmp_path, text, "dev.gold"))
    assert article.name == "dev-1"
    assert article.text == "Oslo said Rome knew it."
    assert article.attributions == (
        spans("Oslo", "said", "Rome knew it", text="Oslo said Rome knew it."),
    )


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "7",
        "null",
        '"text"',
        "{}",
        '{"text": "a"}',
        '{"attributions": []}',
        row(attributions=[{"source": [], "cue": []}]),
        row(attributions=["source"]),
        row(attributions={"source": 1}),
        row(attributions=[{"source": [[0]], "cue": [], "content": []}]),
        row(attributions=[{"source": [[0, 1, 2]], "cue": [], "content": []}]),
        row(attributions=[{"source": [0, 1], "cue": [], "content": []}]),
        row(attributions=[{"source": [["a", "b"]], "cue": [], "content": []}]),
        "[" * 100_000,
    ],
    ids=range(16),
)
def test_a_line_that_is_no_article_is_named(tmp_path: Path, line: str) -> None:
    path = write(tmp_path, f"{row()}\n\n{line}\n")
    with pytest.raises(InputError) as caught:
        read_articles(path)
    assert str(caught.value).startswith(f"{path}:3: is no annotated article")
    assert '"attributions"' in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", b"\xff\xfe{"),
        ("a.jsonl.gz", b"{}"),
        ("a.jsonl.gz", gzip.compress(b"{}" * 500, mtime=0)[:-12]),
        ("a.jsonl.gz", gzip.compress(b"{}", mtime=0)[:12] + b"\xff" * 30),
        ("a.jsonl.gz", gzip.compress(b"\xff\xfe", mtime=0)),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    path = write(tmp_path, data, name)
    with pytest.raises(InputError, match="cannot be read") as caught:
        read_articles(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["no.jsonl", "no.jsonl.gz", "no.gold", "."])
def test_what_is_no_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_articles(tmp_path / name)


def test_a_hand_marked_case_that_is_malformed_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "It rained.\n⟦a1.source:x", "dev.gold")
    with pytest.raises(InputError) as caught:
        read_articles(path)
    assert str(caught.value).startswith(f"{path}:2: ")


def test_the_tool_is_measured_by_either_method() -> None:
    article = Article("a", "The minister said that the border was open.", (SAID,))
    for method in Method:
        figures, speed = measure([article], method)
        assert counted(figures.linked) == (1, 1, 1)
        assert speed > 0


def test_no_articles_are_no_words_a_second() -> None:
    figures, speed = measure([], Method.RULES)
    assert figures.fields()["exact"]["cue"]["f1"] == 0
    assert speed == 0
