"""``factcheck doctor``: is everything here, whole, and does it tell yes from no?"""

from __future__ import annotations

from collections.abc import Callable

import typer

from factcheck.cli.options import DataFormat, FormatOption, LabelsOption, NliOption
from factcheck.cli.output import as_data, data_format, emit

EXAMPLE = "factcheck doctor"
WRONG = 2


def doctor(
    nli_model: NliOption = None, labels: LabelsOption = None, form: FormatOption = None
) -> None:
    """Check that all parts are here and work; say what to install.

    Models are checked by their hash, and the NLI model by sentence pairs of known answer.
    """
    from factcheck.errors import FactcheckError
    from factcheck.report.safe import safe_terminal

    checks: list[tuple[str, Callable[[], str]]] = [
        ("parser", _parser),
        ("tagger", _tagger),
        ("encoder", _encoder),
        ("search", _search),
        ("nli", lambda: _nli(nli_model, labels)),
        ("parties", _parties),
    ]
    rows = []
    for name, check in checks:
        try:
            rows.append({"check": name, "ok": True, "detail": check()})
        except FactcheckError as error:
            rows.append({"check": name, "ok": False, "detail": str(error)})
        except ImportError as error:
            missing = f"the package {error.name} cannot be loaded; run: pip install {error.name}"
            rows.append({"check": name, "ok": False, "detail": missing})
    chosen = data_format(form)
    if chosen is DataFormat.TABLE:
        lines = [
            f"{'ok  ' if r['ok'] else 'FAIL'}  {r['check']:8}  {safe_terminal(str(r['detail']))}\n"
            for r in rows
        ]
        emit("".join(lines))
    else:
        emit(as_data(rows, chosen))
    if not all(r["ok"] for r in rows):
        raise typer.Exit(WRONG)


def _parser() -> str:
    from factcheck.parsing import model_name, parse

    words = len(parse("The minister said that the border was open."))
    return f"{model_name()}, parses a sentence of {words} tokens"


def _tagger() -> str:
    from factcheck.attribution.onnx_tagger import OnnxTagger

    tagger = OnnxTagger()
    found = list(tagger.tag("The minister said that the border was open."))
    cues = "1 cue" if len(found) == 1 else f"{len(found)} cues"
    return f"{tagger.name}, hash as shipped, {cues} in a sentence of one"


def _encoder() -> str:
    from factcheck.embedding import load_encoder

    encoder = load_encoder()
    similar = encoder.encode(["The border was closed.", "They shut the frontier."])
    return (
        f"{encoder.name}, {encoder.dimension} dimensions, hash as published, "
        f"two like sentences at {float(similar[0] @ similar[1]):.2f}"
    )


def _search() -> str:
    import faiss

    return f"FAISS {faiss.__version__}"


def _nli(name: str | None, labels: str | None) -> str:
    from factcheck.errors import ModelError
    from factcheck.nli import load_judge
    from factcheck.nli.judge import LABELS
    from factcheck.nli.selftest import ENOUGH, PAIRS

    judge = load_judge(name, labels=labels)
    said = judge.probabilities([(premise, hypothesis) for premise, hypothesis, _ in PAIRS])
    right = sum(
        LABELS[int(row.argmax())] == label for row, (*_, label) in zip(said, PAIRS, strict=True)
    )
    verdict = f"{judge.name}, label self-test {right} of {len(PAIRS)}"
    if right < ENOUGH:
        raise ModelError(f"{verdict}, fewer than {ENOUGH}: name another model with --nli-model")
    return verdict


def _parties() -> str:
    from factcheck.parties import Gazetteer

    return f"{len(Gazetteer.load())} parties"
