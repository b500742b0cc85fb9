"""``factcheck bench``: how far the tool agrees with what people annotated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.options import AttributionOption, DataFormat, FormatOption
from factcheck.cli.output import as_data, data_format, emit
from factcheck.model import Method

if TYPE_CHECKING:
    from factcheck.bench.attribution import AttributionFigures

EXAMPLE = "factcheck bench attribution dev.jsonl.gz"
app = typer.Typer(
    name="bench",
    help="Measure agreement with annotated texts.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("attribution", epilog="\b\nExample:\n  " + EXAMPLE)
def attribution(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Annotated articles: PolNeAR's form in JSON lines (.jsonl, .jsonl.gz), or "
            "hand-marked cases (.gold).",
            show_default=False,
        ),
    ],
    method: AttributionOption = None,
    form: FormatOption = None,
) -> None:
    """Score sources, cues and contents against annotated articles.

    Exact spans and single words, by role; claims that were split from one cue are joined
    again. Words a second are those of one core, parsing included.
    """
    from factcheck.bench.attribution import measure, read_articles

    figures, speed = measure(read_articles(file), method or Method.JOINED)
    chosen = data_format(form)
    fields = {**figures.fields(), "words_per_second": round(speed)}
    if chosen is DataFormat.TABLE:
        emit(_table(figures, fields))
    else:
        emit(as_data(fields, chosen))


def _table(figures: AttributionFigures, fields: dict[str, Any]) -> str:
    lines = [f"{'':16}{'precision':>10}{'recall':>10}{'F1':>10}"]
    rows = [
        *((f"{role}, exact", figures.exact[role]) for role in figures.exact),
        *((f"{role}, words", figures.words[role]) for role in figures.words),
        ("linked, exact", figures.linked),
    ]
    lines += [f"{name:16}{c.precision:10.3f}{c.recall:10.3f}{c.f1:10.3f}" for name, c in rows]
    lines.append(f"right source, where the content is found: {fields['linked_accuracy']:.3f}")
    lines.append(f"words a second, one core: {fields['words_per_second']:,}")
    return "\n".join(lines) + "\n"
