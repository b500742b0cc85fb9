"""``factcheck bench``: how far the tool agrees with what people annotated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.bench.opposition_stories import Split
from factcheck.cli.console import Bars, complain, tell
from factcheck.cli.options import (
    AttributionOption,
    DataFormat,
    DeviceOption,
    EncoderOption,
    FormatOption,
    LabelsOption,
    NliOption,
    ThreadsOption,
)
from factcheck.cli.output import as_data, data_format, emit
from factcheck.errors import InputError
from factcheck.model import Method

if TYPE_CHECKING:
    from factcheck.bench.attribution import AttributionFigures
    from factcheck.bench.nli import Labelled
    from factcheck.bench.opposition import StoryResult
    from factcheck.store import Store
    from factcheck.tools import Tools

EXAMPLE = "factcheck bench attribution dev.jsonl.gz"
PARTIES_EXAMPLE = "factcheck bench parties dev.jsonl.gz benchmarks/polnear-parties/dev.jsonl"
NLI_EXAMPLE = "factcheck bench nli fixtures/pairs/sport.jsonl --where split=test --by phenomenon"
OPPOSITION_EXAMPLE = "factcheck bench opposition fixtures/stories --split dev"
#: The exit status where something was measured and something could not be read.
PARTLY = 3
#: Broken lines of one file that are named one by one.
_NAMED = 20
#: Characters of a foreign name or value that a message shows.
_SHOWN = 60
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


@app.command("nli", epilog="\b\nExample:\n  " + NLI_EXAMPLE)
def nli(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Labelled pairs: JSON lines (.jsonl, .jsonl.gz) with premise, hypothesis and "
            "label.",
            show_default=False,
        ),
    ],
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="FIELD", help="Figures for each value of this field, too."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="FIELD=VALUE",
            help="Only pairs with this value; may be given more than once, and all must hold.",
        ),
    ] = None,
    nli_model: NliOption = None,
    labels: LabelsOption = None,
    device: DeviceOption = None,
    threads: ThreadsOption = 0,
    form: FormatOption = None,
) -> None:
    """Score an inference model on labelled pairs.

    Accuracy, macro F1, contradiction, calibration and confusion, for each file and together;
    and how accuracy grows where the model may leave out the pairs of which it is least sure.
    """
    from factcheck.bench.nli import judged
    from factcheck.bench.nli_report import Part, parts_of, report_fields, report_table
    from factcheck.nli import load_judge

    wanted = [_condition(text) for text in where or []]
    read, failed = _readable(files)
    kept = {
        name: [row for row in rows if all(row.value(f) == v for f, v in wanted)]
        for name, rows in read.items()
    }
    together = [row for rows in kept.values() for row in rows]
    _check_fields([row for rows in read.values() for row in rows], together, wanted, by)
    judge = load_judge(nli_model, threads=threads, device=device, labels=labels)
    with Bars() as bars:
        probabilities = judged(judge, together, bars.step)
    parts: list[Part] = parts_of(kept, probabilities, by)
    chosen = data_format(form)
    if chosen is DataFormat.TABLE:
        emit(report_table(judge.name, parts))
    elif chosen is DataFormat.JSONL:
        emit(as_data([{"model": judge.name, **row} for row in map(Part.fields, parts)], chosen))
    else:
        emit(as_data(report_fields(judge.name, dict(wanted), parts), chosen))
    if failed:
        raise typer.Exit(PARTLY)


@app.command("opposition", epilog="\b\nExample:\n  " + OPPOSITION_EXAMPLE)
def opposition(
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="DIR...",
            help="Annotated stories: a folder of reports with gold.json, or a folder of such "
            "folders.",
            show_default=False,
        ),
    ],
    split: Annotated[
        Split | None,
        typer.Option(
            "--split",
            help="Only stories whose story.toml says so; one without it is for development.",
        ),
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option(
            "--index",
            metavar="DIR",
            help="Score this index, built from these reports; by default one is built for each "
            "story, with the story's own parties, and not kept.",
            show_default=False,
        ),
    ] = None,
    nli_model: NliOption = None,
    labels: LabelsOption = None,
    encoder: EncoderOption = None,
    device: DeviceOption = None,
    threads: ThreadsOption = 0,
    attribution: AttributionOption = None,
    form: FormatOption = None,
) -> None:
    """Score who opposes whom against annotated stories.

    Claims, opposing pairs, their ranking, relations and hard negatives, where gold pairs are
    lost, and how far scores can be taken for probabilities; for each story and together.
    """
    from factcheck.bench.opposition_report import report_fields, report_rows, report_table
    from factcheck.bench.opposition_runs import built, indexed
    from factcheck.bench.opposition_stories import story_folders
    from factcheck.parties import Gazetteer
    from factcheck.tools import Tools, gazetteer_of

    if index is not None and attribution is not None:
        raise typer.BadParameter(
            "--attribution is for building; an index was built with one, leave either out"
        )

    def tools(store: Store | None = None) -> Tools:
        return Tools.load(
            Gazetteer.load() if store is None else gazetteer_of(store),
            encoder=encoder,
            nli_model=nli_model,
            labels=labels,
            device=device,
            threads=threads,
            attribution=attribution or Method.JOINED,
        )

    about: dict[str, Any] = {"split": split.value if split else None}
    stories = story_folders(folders, split)
    if index is None:
        own = tools()
        about.update(index=None, nli=own.judge.name, encoder=own.encoder.name)
        results = list(built(stories, own, _told))
    else:
        scored = indexed(stories, index, tools)
        about.update(index=str(index), nli=scored.nli, encoder=scored.encoder)
        results = scored.results
        if scored.stale:
            complain(
                f"the findings of {index} were judged by {scored.judged_by}: where pairs were lost "
                "is not known; bring it up to date with factcheck build, or name its --nli-model"
            )
    chosen = data_format(form)
    if chosen is DataFormat.TABLE:
        emit(report_table(about, results))
    elif chosen is DataFormat.JSONL:
        emit(as_data(report_rows(about, results), chosen))
    else:
        emit(as_data(report_fields(about, results), chosen))


def _told(story: StoryResult, claims: int) -> None:
    from factcheck.report.words import counted

    parts = ((story.reports, "report"), (claims, "claim"), (len(story.findings), "finding"))
    tell(f"{story.name}: {', '.join(counted(number, what) for number, what in parts)}")


def _condition(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise typer.BadParameter(f"{text!r} is not FIELD=VALUE, such as split=test")
    return name, value


def _readable(files: list[Path]) -> tuple[dict[str, list[Labelled]], bool]:
    """Pairs by file, and whether anything could not be read, which is named on stderr.

    Raises ``InputError`` where there is no pair in any file.
    """
    from factcheck.bench.nli import read_rows

    found: dict[str, list[Labelled]] = {}
    failed, unusable = False, []
    for path in dict.fromkeys(files):
        try:
            rows, failures = read_rows(path)
        except InputError as error:
            unusable.append(str(error))
            continue
        if not rows:
            first = f" (line {failures[0].line}: {failures[0].message})" if failures else ""
            unusable.append(
                f"{path}: holds no labelled pair{first}; write premise, hypothesis and label, "
                "an object a line"
            )
            continue
        found[str(path)] = rows
        failed = failed or bool(failures)
        for failure in failures[:_NAMED]:
            complain(f"{path}: line {failure.line}: {failure.message}")
        if len(failures) > _NAMED:
            complain(f"{path}: {len(failures) - _NAMED:,} more lines are no labelled pairs")
    if not found:
        more = f" (and {len(unusable) - 1} more files)" if len(unusable) > 1 else ""
        raise InputError(unusable[0] + more)
    for message in unusable:
        complain(message)
    return found, failed or bool(unusable)


def _check_fields(
    read: list[Labelled],
    kept: list[Labelled],
    wanted: list[tuple[str, str]],
    by: str | None,
) -> None:
    """Raise ``InputError`` where a field is in no pair, or no pair is left."""
    from factcheck.bench.nli import field_names

    for name in [name for name, _ in wanted] + ([by] if by is not None else []):
        if not any(row.value(name) is not None for row in read):
            known = ", ".join(known[:_SHOWN] for known in field_names(read)[:_NAMED])
            raise InputError(f"no pair has a field {name!r}; name one of {known}")
    if not kept:
        name = wanted[0][0]
        values = sorted({text for row in read if (text := row.value(name)) is not None})
        listed = ", ".join(value[:_SHOWN] for value in values[:_NAMED])
        every = " and ".join(map("=".join, wanted))
        raise InputError(f"no pair has {every}; the values of {name} are {listed}")


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
