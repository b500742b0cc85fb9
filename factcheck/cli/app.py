"""The Typer application, and the exit status of everything that can go wrong."""

from __future__ import annotations

import errno
import sys
from typing import Annotated, Any

import typer

from factcheck.cli import (
    INTERRUPTED,
    bench,
    build,
    check,
    claims,
    doctor,
    export,
    import_,
    label,
    nli,
    query,
    report,
    show,
    status,
    verify,
)
from factcheck.cli.console import Interrupted, complain
from factcheck.cli.output import abandon
from factcheck.errors import FactcheckError

#: The root of Click's errors, whether Typer brings its own Click or uses the installed one.
_ClickError: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)

DONE, WRONG = 0, 2


def _epilog(example: str) -> str:
    r"""The example on a line of its own: ``\b`` keeps Click from joining the lines."""
    return f"\b\nExample:\n  {example}"


app = typer.Typer(
    name="factcheck",
    help="Who says what in a dispute, and where the sides contradict each other.",
    epilog=_epilog("factcheck build reports/ && factcheck report --output report.html")
    + "\n\nExit status: 0 done; 1 with --exit-code, something opposing was found; 2 wrong usage or "
    "unreadable input; 3 done, but for the files named on standard error; 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _module, _command in (
    (build, build.build),
    (claims, claims.claims),
    (query, query.query),
    (check, check.check),
    (report, report.report),
    (show, show.show),
    (nli, nli.nli),
    (status, status.status),
    (label, label.label),
    (verify, verify.verify),
    (export, export.export),
    (import_, import_.import_),
    (doctor, doctor.doctor),
):
    app.command(_command.__name__.rstrip("_"), epilog=_epilog(_module.EXAMPLE))(_command)


app.add_typer(bench.app)


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


def run(arguments: list[str]) -> int:
    """The exit status of ``factcheck ARGUMENTS``; every error is one line on stderr."""
    command = typer.main.get_command(app)
    if sys.stdout is None:
        complain("standard output is closed; leave it open, or send it to a file")
        return WRONG
    try:
        status_ = command.main(args=arguments, prog_name="factcheck", standalone_mode=False)
        sys.stdout.flush()
        # Newer versions of Typer turn an interrupt into this status by themselves.
        return _interrupted() if status_ == INTERRUPTED else int(status_ or DONE)
    except typer.Exit as leave:
        return leave.exit_code
    except _ClickError as wrong:
        return _misused(wrong)
    except Interrupted as interrupt:
        return _interrupted(str(interrupt))
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except FactcheckError as error:
        complain(str(error))
        return WRONG
    except ImportError as error:
        complain(f"the package {error.name} cannot be loaded; run: factcheck doctor")
        return WRONG
    except BrokenPipeError:
        abandon()
        return DONE
    except OSError as error:
        abandon()
        complain(_reason(error))
        return WRONG


def _interrupted(message: str = "interrupted; nothing is left half done") -> int:
    complain(message)
    return INTERRUPTED


def _reason(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full; free some space and run the command again"
    return f"{error.filename or 'a file'}: {error.strerror}; check path and permissions"


def _misused(wrong: Any) -> int:
    """One line that says what was wrong and where help is; all help where nothing was asked."""
    if type(wrong).__name__ == "NoArgsIsHelpError":
        print(wrong.format_message(), file=sys.stderr)
        return WRONG
    context = getattr(wrong, "ctx", None)
    where = context.command_path if context is not None else "factcheck"
    complain(f"{wrong.format_message().rstrip('.')}; see: {where} --help")
    return WRONG
