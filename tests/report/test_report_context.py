from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Act, Claim, Document, Form, Span
from factcheck.report.context import Role, context_of


def claim_in(
    document: Document,
    sentence: tuple[int, int],
    content: tuple[tuple[int, int], ...] = (),
    source: tuple[int, int] | None = None,
    cue: tuple[int, int] | None = None,
) -> Claim:
    return Claim(
        id="1",
        document=document.info,
        source=document.span(*source) if source else None,
        cue=document.span(*cue) if cue else None,
        content=tuple(document.span(*span) for span in content),
        sentence=document.span(*sentence),
        statement="s",
        speaker=None,
        party=None,
        form=Form.INDIRECT,
        act=Act.ASSERTION,
    )


def words(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


def test_spans_are_marked_between_the_neighbouring_sentences() -> None:
    text = (
        "Far. It rained on the hill. The mayor said the bridge, she hoped, was safe. He left. End."
    )
    document = Document(text, "a.txt")
    claim = claim_in(
        document,
        words(text, "The mayor said the bridge, she hoped, was safe."),
        (words(text, "the bridge"), words(text, "was safe")),
        words(text, "The mayor"),
        words(text, "said"),
    )
    pieces = context_of(claim, text)
    assert [(piece.text, str(piece.role)) for piece in pieces] == [
        ("It rained on the hill. ", "around"),
        ("The mayor", "source"),
        (" ", "sentence"),
        ("said", "cue"),
        (" ", "sentence"),
        ("the bridge", "content"),
        (", she hoped, ", "sentence"),
        ("was safe", "content"),
        (".", "sentence"),
        (" He left.", "around"),
    ]


def test_neighbours_without_a_sentence_end_are_cut_at_a_word() -> None:
    text = "word " * 200 + "HERE" + " word" * 200
    claim = claim_in(Document(text, "a.txt"), words(text, "HERE"), (words(text, "HERE"),))
    before, middle, after = context_of(claim, text)
    assert middle.text == "HERE"
    assert before.text.startswith("… word ")
    assert after.text.endswith(" word …")
    assert len(before.text) < 160
    assert len(after.text) < 160


def test_without_the_text_the_sentence_stands_alone() -> None:
    document = Document("One. Two is said. Three.", "a.txt")
    claim = claim_in(document, (5, 17), ((5, 8),))
    for text in (None, "Something else altogether, and longer."):
        pieces = context_of(claim, text)
        assert [(piece.text, piece.role) for piece in pieces] == [
            ("Two", Role.CONTENT),
            (" is said.", Role.SENTENCE),
        ]


def test_a_source_outside_the_sentence_marks_nothing_else() -> None:
    document = Document("Kim spoke. She agreed.", "a.txt")
    claim = claim_in(document, (11, 22), ((11, 22),), source=(0, 3))
    assert all(piece.role is not Role.SOURCE for piece in context_of(claim, document.text))


def test_a_long_stretch_is_shortened_and_says_by_how_much() -> None:
    text = "a" * 10_000
    claim = claim_in(Document(text, "a.txt"), (0, 10_000), ((0, 10_000),))
    head, omission, tail = context_of(claim, text)
    assert omission.text.strip() == "[… 8,500 characters …]"
    assert len(head.text) + len(tail.text) == 1_500


SPANS = st.tuples(st.integers(-5, 60), st.integers(-5, 60))


@given(st.text(max_size=50), SPANS, SPANS, SPANS, SPANS)
def test_any_offsets_give_a_context(
    text: str,
    sentence: tuple[int, int],
    content: tuple[int, int],
    source: tuple[int, int],
    cue: tuple[int, int],
) -> None:
    def span(ends: tuple[int, int]) -> Span:
        return Span(*ends, text[max(0, ends[0]) : max(0, ends[1])])

    document = Document(text, "a.txt")
    claim = Claim(
        "1", document.info, span(source), span(cue), (span(content),), span(sentence),
        "s", None, None, Form.DIRECT, Act.DENIAL,
    )  # fmt: skip
    for given_text in (text, None):
        pieces = context_of(claim, given_text)
        assert all(piece.text for piece in pieces)
        assert sum(len(piece.text) for piece in pieces) <= 3 * len(text) + 10


@given(st.text(max_size=80), st.data())
def test_a_context_holds_the_sentence_to_the_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low = data.draw(st.integers(start, end))
    high = data.draw(st.integers(low, end))
    claim = claim_in(Document(text, "a.txt"), (start, end), ((low, high),))
    pieces = context_of(claim, text)
    inner = "".join(piece.text for piece in pieces if piece.role is not Role.AROUND)
    assert inner == text[start:end]
    assert "".join(p.text for p in pieces if p.role is Role.CONTENT) == text[low:high]
