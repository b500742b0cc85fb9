"""Cases of attribution: how a file is read, and what is wrong with one."""

from pathlib import Path

import pytest

from factcheck.bench.attribution_cases import outermost, read_cases
from factcheck.errors import InputError

DEVELOPMENT_SET = Path(__file__).parents[2] / "fixtures" / "attribution" / "agency-dev.gold"
SAID = "⟦a1.source:She⟧ ⟦a1.cue:said⟧ ⟦a1.content:no⟧."


def _write(folder: Path, text: str) -> Path:
    path = folder / "dev.gold"
    path.write_bytes(text.encode("utf-8"))
    return path


def test_cases_are_separated_named_and_stripped(tmp_path: Path) -> None:
    cases = read_cases(_write(tmp_path, f"{SAID}\n===\nIt rained.\n"))
    assert [(case.name, case.text) for case in cases] == [
        ("dev-1", "She said no."),
        ("dev-2", "It rained."),
    ]
    (attribution,) = cases[0].attributions
    assert (attribution.source, attribution.cue) == (((0, 3),), ((4, 8),))
    assert attribution.content == ((9, 11),)
    assert cases[1].attributions == ()


def test_spans_on_later_lines_are_offset_and_joined(tmp_path: Path) -> None:
    text = (
        "⟦a1.content:“One,”⟧ ⟦a1.source:he⟧ ⟦a1.cue:said⟧.\n\n"
        "⟦a1.content:“Two.”⟧ So 𝄞 ⟦a1.content:3⟧"
    )
    (case,) = read_cases(_write(tmp_path, text))
    (attribution,) = case.attributions
    assert [case.text[a:b] for a, b in attribution.content] == ["“One,”", "“Two.”", "3"]


def test_one_mark_may_serve_two_attributions(tmp_path: Path) -> None:
    text = (
        "⟦a1.source b1.source:He⟧ ⟦a1.cue:said⟧ ⟦a1.content:x⟧ and ⟦b1.cue:denied⟧ ⟦b1.content:y⟧"
    )
    (case,) = read_cases(_write(tmp_path, text))
    first, second = case.attributions
    assert first.source == second.source
    assert outermost(case.attributions) == [first, second]


def test_outermost_drops_what_lies_within_a_content(tmp_path: Path) -> None:
    text = (
        "⟦a1.source:Oslo⟧ ⟦a1.cue:said⟧ ⟦a1.content:⟦b1.source:Rome⟧ ⟦b1.cue:knew⟧"
        " ⟦b1.content:it⟧⟧."
    )
    (case,) = read_cases(_write(tmp_path, text))
    assert [attribution.handle for attribution in case.attributions] == ["a1", "b1"]
    assert [attribution.handle for attribution in outermost(case.attributions)] == ["a1"]


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("Rain.\n===\nSnow.\n⟦a1.content:x", 4, "never closed"),
        ("⟦a1.content:x\ny⟧", 1, "never closed"),
        ("x⟧", 1, "closes nothing"),
        ("Rain.\n⟦a1.speaker:x⟧", 2, "is not a label"),
        (f"{SAID}\n===\nRain.\n{SAID}", 4, "a1 is also in dev-1"),
        ("Rain.\n⟦a1.source:She⟧ ⟦a1.cue:spoke⟧.", 2, "a1 has no content"),
        ("⟦a1.content:⟧", 1, "marks nothing"),
        ("Rain.\n===\n===\nSnow.", 3, "the case is empty"),
        ("", 1, "the case is empty"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, complaint: str
) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_cases(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: ")
    assert complaint in message
    assert "\n" not in message


def test_an_unreadable_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_cases(tmp_path / "absent.gold")
    path = tmp_path / "latin.gold"
    path.write_bytes(b"\xe9")
    with pytest.raises(InputError, match="is not UTF-8"):
        read_cases(path)


def test_the_development_set_reads() -> None:
    cases = read_cases(DEVELOPMENT_SET)
    assert len(cases) == 90
    texts = [case.text for case in cases]
    assert len(set(texts)) == len(texts)
    for case in cases:
        for attribution in case.attributions:
            for start, end in (*attribution.source, *attribution.cue, *attribution.content):
                assert case.text[start:end] == case.text[start:end].strip() != ""
