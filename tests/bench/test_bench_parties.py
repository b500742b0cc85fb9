"""Figures of parties, speakers, acts and targets: what counts as the same, what stands for what."""

import gzip
import json
from pathlib import Path

import pytest

from factcheck.bench.parties import (
    Article,
    Expected,
    PartyFigures,
    normal,
    read_annotation,
    read_articles,
    score,
)
from factcheck.errors import InputError
from factcheck.model import Act, Claim, Document, Form, Party, Span

TEXT = "Ann Reed said the dam would fail. Norland blamed Sudria for it."
PUBLISHED = Path(__file__).parents[2] / "benchmarks" / "polnear-parties" / "dev.jsonl"


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def _claim(
    cue: str | None,
    content: str,
    party: Party | None = None,
    speaker: str | None = None,
    act: Act = Act.ASSERTION,
    targets: tuple[str, ...] = (),
) -> Claim:
    return Claim(
        id=content,
        document=Document(TEXT, "a").info,
        source=None,
        cue=_span(cue) if cue else None,
        content=(_span(content),),
        sentence=_span(TEXT),
        statement=content,
        speaker=speaker,
        party=party,
        form=Form.INDIRECT,
        act=act,
        targets=targets,
    )


def _offsets(words: str) -> tuple[int, int]:
    span = _span(words)
    return span.start, span.end


SAID, BLAMED = _offsets("said"), _offsets("blamed")
ARTICLE = Article(
    "a",
    TEXT,
    {SAID: (_offsets("the dam would fail"),), BLAMED: (_offsets("Sudria for it"),)},
)
EXPECTED = (
    Expected(SAID, ("Dam Board", "Ann Reed"), ("Ann Reed",), (), Act.ASSESSMENT),
    Expected(BLAMED, ("Norland",), ("Norland",), (("Sudria", "Sud"), ("Osten",)), Act.ACCUSATION),
)


def _score(*claims: Claim) -> PartyFigures:
    return score({"a": ARTICLE}, {"a": EXPECTED}, lambda _: claims, {"SUD": "Sudria"})


def test_all_that_is_right_counts() -> None:
    found = _score(
        _claim("said", "the dam would fail", Party("dam-board", "the Dam Board"), "Ann Reed"),
        _claim(
            "blamed", "Sudria for it", Party("NOR", "Norland"), "Norland", Act.ACCUSATION, ("SUD",)
        ),
    )
    assert (found.found.hits, found.party.hits, found.speaker.hits, found.act.hits) == (2, 2, 2, 1)
    assert (found.targets.hits, found.targets.total) == (0, 1)
    assert (found.target_precision.value, found.target_recall.value) == (1.0, 0.5)
    assert found.target_f1 == pytest.approx(2 / 3)


def test_null_is_matched_by_null_alone() -> None:
    nobody = Expected(SAID, None, None, (), Act.ASSERTION)
    article = Article("a", TEXT, {SAID: ARTICLE.contents[SAID]})

    def hits(claim: Claim) -> tuple[int, int]:
        found = score({"a": article}, {"a": [nobody]}, lambda _: [claim])
        return found.party.hits, found.speaker.hits

    assert hits(_claim("said", "the dam would fail")) == (1, 1)
    assert hits(_claim("said", "the dam would fail", Party("a", "A"), "Ann Reed")) == (0, 0)


def test_a_claim_without_the_cue_stands_for_one_by_its_content() -> None:
    assert _score(_claim(None, "the dam would fail")).found.hits == 1
    assert _score(_claim("for", "the dam would")).found.hits == 1
    assert _score(_claim(None, "Ann Reed")).found.hits == 0


def test_the_claim_with_the_cue_goes_before_one_with_the_content() -> None:
    found = _score(
        _claim(None, "the dam would fail", Party("x", "X")),
        _claim("said", "the dam", Party("ann-reed", "Ann Reed")),
    )
    assert found.party.hits == 1


def test_charges_that_share_a_cue_are_taken_together() -> None:
    found = _score(
        _claim("blamed", "Sudria for", act=Act.ACCUSATION, targets=("sudria",)),
        _claim("blamed", "it", targets=("osten",)),
    )
    assert (found.targets.hits, found.targets.total, found.act.hits) == (1, 1, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the White Society", "White Society"),
        ("Ann Reed's presidential campaign", "Ann Reed"),
        ("Ann Reed campaign", "ann-reed"),
        ("Ann B. Reed", "Ann Reed"),
        ("U.S. Senate", "United States Senate"),
        ("us-senate", "United States Senate"),
        ("@annreed", "annreed"),
        ("Éva Nagy", "Eva Nagy"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ann Reed", "Reed"), ("Bus Union", "B United States Union")]
)
def test_names_that_differ(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_an_article_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match=r"^a: "):
        score({}, {"a": EXPECTED}, lambda _: [])
    with pytest.raises(InputError, match=r"^a: "):
        score({"a": Article("a", TEXT, {})}, {"a": EXPECTED}, lambda _: [])


def test_the_corpus_is_read_zipped_or_not(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "text": TEXT,
        "attributions": [{"cue": [[1, 2], [5, 6]], "content": [[3, 4]]}],
    }
    plain, zipped = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    plain.write_text(json.dumps(row) + "\n", encoding="utf-8")
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_articles(plain) == read_articles(zipped)
    assert read_articles(plain)["a"].contents == {(1, 2): ((3, 4),)}


@pytest.mark.parametrize("content", ["{", '{"id": "a"}', "[]"])
def test_a_file_that_is_no_corpus_is_named_with_its_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(content + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl:1: "):
        read_articles(path)
    with pytest.raises(InputError, match=r"a\.jsonl:1: "):
        read_annotation(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_articles(tmp_path / "none")


def test_the_published_annotation_can_be_read() -> None:
    annotation = read_annotation(PUBLISHED)
    claims = [claim for expected in annotation.values() for claim in expected]
    assert len(annotation) == 20
    assert any(claim.party is None for claim in claims)
    assert all(len(readings) > 0 for claim in claims for readings in claim.targets)
