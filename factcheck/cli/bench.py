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
PARTIES_EXAMPLE = "factcheck bench parties dev.jsonl.gz benchmarks/polnear-parties/dev.jsonl"
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
    """Score who says what against annotated articles.

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


@app.command("parties", epilog="\b\nExample:\n  " + PARTIES_EXAMPLE)
def parties(
    articles: Annotated[
        Path,
        typer.Argument(
            metavar="ARTICLES",
            help="The corpus with its attributions: JSON lines (.jsonl, .jsonl.gz).",
            show_default=False,
        ),
    ],
    annotation: Annotated[
        Path,
        typer.Argument(
            metavar="ANNOTATION",
            help="Who speaks for whom in some of its articles: JSON lines, as in "
            "benchmarks/polnear-parties.",
            show_default=False,
        ),
    ],
    method: AttributionOption = None,
    form: FormatOption = None,
) -> None:
    """Score parties, speakers, acts and targets.

    Shares are of the annotated attributions that the tool finds.
    """
    from factcheck.bench.parties import read_annotation, read_articles, score
    from factcheck.parties import Gazetteer
    from factcheck.pieces import read
    from factcheck.tools import tagger

    gazetteer, words = Gazetteer.load(), tagger(method or Method.JOINED)
    found = score(
        read_articles(articles),
        read_annotation(annotation),
        lambda document: read(document, gazetteer, words).claims,
        {entry.party.id: entry.party.name for entry in gazetteer},
    )
    rows = {name: getattr(found, name) for name in _PARTY_ROWS}
    chosen = data_format(form)
    if chosen is DataFormat.TABLE:
        lines = [f"{what:38}{rows[name]}" for name, what in _PARTY_ROWS.items()]
        emit("\n".join([*lines, f"{'F1 over target names':38}{found.target_f1:.3f}"]) + "\n")
    else:
        fields = {name: round(ratio.value, 4) for name, ratio in rows.items()}
        emit(as_data({**fields, "target_f1": round(found.target_f1, 4)}, chosen))


_PARTY_ROWS = {
    "found": "attributions found",
    "party": "party right, of those found",
    "speaker": "speaker right",
    "act": "act right",
    "targets": "targets right, where there are any",
    "target_precision": "target names, precision",
    "target_recall": "target names, recall",
}


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
