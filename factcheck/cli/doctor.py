"""``factcheck doctor``: is everything here, whole, and does it tell yes from no?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from factcheck.cli.options import DataFormat, NliOption, data_format, emit


def doctor(
    nli_model: NliOption = None,
    form: Annotated[
        DataFormat | None, typer.Option("--format", "-f", help="table on a terminal, else json.")
    ] = None,
) -> None:
    """Check models' hashes, run the label self-test, and say what to install.

    Example: factcheck doctor
    """
    from factcheck.errors import FactcheckError
    from factcheck.report.fields import dumps
    from factcheck.report.safe import safe_terminal

    checks: list[tuple[str, Callable[[], str]]] = [
        ("parser", _parser),
        ("encoder", _encoder),
        ("nli", lambda: _nli(nli_model)),
        ("parties", _parties),
    ]
    rows = []
    for name, check in checks:
        try:
            rows.append({"check": name, "ok": True, "detail": check()})
        except FactcheckError as error:
            rows.append({"check": name, "ok": False, "detail": str(error)})
    if data_format(form, DataFormat.JSON) is DataFormat.TABLE:
        lines = [f"{'ok  ' if r['ok'] else 'FAIL'}  {r['check']:8}  {r['detail']}" for r in rows]
        emit("\n".join(safe_terminal(line) for line in lines))
    else:
        emit(dumps(rows, indent=1))
    if not all(r["ok"] for r in rows):
        raise typer.Exit(2)


def _parser() -> str:
    from factcheck.parsing import model_name

    return model_name()


def _encoder() -> str:
    from factcheck.embedding import load_encoder

    encoder = load_encoder()
    return f"{encoder.name}, {encoder.dimension} dimensions, hash as published"


def _nli(name: str | None) -> str:
    from factcheck.nli import load_judge
    from factcheck.nli.selftest import self_test

    judge = load_judge(name)
    right, total = self_test(judge)
    return f"{judge.name}, label self-test {right} of {total}"


def _parties() -> str:
    from factcheck.parties import Gazetteer

    return f"{len(Gazetteer.load())} parties"
