"""The Typer application, and the exit status of everything that can go wrong."""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated, Any

import typer

from factcheck.cli import build, claims, doctor, nli, query, report, show, status
from factcheck.cli.console import complain
from factcheck.errors import FactcheckError

#: The root of Click's errors, whether Typer brings its own Click or uses the installed one.
_ClickError: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)

DONE, FOUND, WRONG, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="factcheck",
    help="Who says what in a dispute, and where the sides contradict each other.",
    epilog="Start with: factcheck build REPORTS/ && factcheck report --output report.html",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(build.build)
app.command("claims")(claims.claims)
app.command("query")(query.query)
app.command("report")(report.report)
app.command("show")(show.show)
app.command("nli")(nli.nli)
app.command("status")(status.status)
app.command("doctor")(doctor.doctor)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"factcheck {version('factcheck')}")
        raise typer.Exit


@app.callback()
def factcheck(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Who says what in a dispute, and where the sides contradict each other."""


def main() -> None:
    """Run the command line and leave with its exit status."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit status of ``factcheck ARGUMENTS``; every error is one line on stderr."""
    command = typer.main.get_command(app)
    try:
        status_ = command.main(args=arguments, prog_name="factcheck", standalone_mode=False)
        return int(status_ or DONE)
    except typer.Exit as leave:
        return leave.exit_code
    except _ClickError as wrong:
        return _misused(wrong)
    except (KeyboardInterrupt, typer.Abort):
        complain("interrupted; the index is as it was before this command")
        return INTERRUPTED
    except FactcheckError as error:
        complain(str(error))
        return WRONG
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        if error.errno == errno.ENOSPC:
            complain("the disk is full; free some space and run the command again")
        else:
            complain(f"{error.filename or 'a file'}: {error.strerror}; check path and permissions")
        return WRONG


def _misused(wrong: Any) -> int:
    """One line that says what was wrong and where help is; the whole help where nothing was asked."""
    if type(wrong).__name__ == "NoArgsIsHelpError":
        print(wrong.format_message(), file=sys.stderr)
        return WRONG
    context = getattr(wrong, "ctx", None)
    where = context.command_path if context is not None else "factcheck"
    complain(f"{wrong.format_message().rstrip('.')}; see: {where} --help")
    return WRONG
