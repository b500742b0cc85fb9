import shlex

import pytest
import typer

from factcheck.cli import app as application
from factcheck.cli import (
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

COMMANDS = {
    "build": build,
    "check": check,
    "claims": claims,
    "doctor": doctor,
    "export": export,
    "import": import_,
    "label": label,
    "nli": nli,
    "query": query,
    "report": report,
    "show": show,
    "status": status,
    "verify": verify,
}
#: Commands of a group that stand in the module of that name.
GROUPED = {"bench": bench}
GROUP = typer.main.get_command(application.app)
INNER = [(group, name) for group in GROUPED for name in GROUP.commands[group].commands]


def test_these_are_all_commands():
    assert set(GROUP.commands) == {*COMMANDS, *GROUPED}
    assert ("bench", "attribution") in INNER


@pytest.mark.parametrize(("group", "name"), INNER)
def test_every_command_of_a_group_is_documented(factcheck, group, name):
    command = GROUP.commands[group].commands[name]
    assert GROUP.commands[group].help
    assert command.help
    done = factcheck(group, name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{group} {name}: {parameter.name}"
        assert all(option in done.stdout for option in parameter.opts if option.startswith("-"))
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines.count("Example:") == 1
    example = shlex.split(lines[lines.index("Example:") + 1])
    assert example[:3] == ["factcheck", group, name]
    with command.make_context(name, example[3:]):
        pass


@pytest.mark.parametrize(("group", "name"), INNER)
def test_every_command_of_a_group_takes_format(group, name):
    assert any("--format" in p.opts for p in GROUP.commands[group].commands[name].params)


@pytest.mark.parametrize("group", sorted(GROUPED))
def test_a_group_without_a_command_prints_its_help_as_an_error(factcheck, group):
    done = factcheck(group)
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"Usage: factcheck {group}" in done.stderr


@pytest.mark.parametrize("group", sorted(GROUPED))
def test_summaries_of_a_groups_commands_fit_their_line(factcheck, group):
    done = factcheck(group, "--help")
    assert done.returncode == 0
    assert "..." not in done.stdout.split("Commands:")[1]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name):
    command = GROUP.commands[name]
    assert command.help
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name}: {parameter.name}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_shows_one_example_on_its_own_line(factcheck, name):
    done = factcheck(name, "--help")
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert done.stderr == ""
    assert lines.count("Example:") == 1
    assert lines[lines.index("Example:") + 1] == COMMANDS[name].EXAMPLE
    for parameter in GROUP.commands[name].params:
        assert all(option in done.stdout for option in parameter.opts if option.startswith("-"))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_examples_are_valid(name):
    own = COMMANDS[name].EXAMPLE.split("| ")[-1].split()[0:2]
    assert own == ["factcheck", name]
    words = shlex.split(COMMANDS[name].EXAMPLE.split("| ")[-1])[2:]
    with GROUP.commands[name].make_context(name, words):
        pass


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"build", "export", "import"}))
def test_every_command_that_prints_data_takes_format(name):
    assert any("--format" in p.opts for p in GROUP.commands[name].params)


def test_summaries_of_commands_fit_their_line(factcheck):
    done = factcheck("--help")
    assert "..." not in done.stdout.split("Commands:")[1]
    assert "3 done, but for the files named on standard" in done.stdout


def test_no_arguments_print_the_help_as_an_error(factcheck):
    done = factcheck()
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Usage: factcheck" in done.stderr


def test_version(factcheck):
    done = factcheck("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("factcheck 0.")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["report", "--wat"], "--wat"),
        (["frobnicate"], "frobnicate"),
        (["build"], "PATH"),
        (["query"], "CLAIM"),
        (["report", "--format", "pdf"], "pdf"),
        (["report", "--relation", "quarrel"], "quarrel"),
        (["report", "--min-score", "2"], "--min-score"),
        (["query", "x", "--limit", "0"], "--limit"),
    ],
)
def test_wrong_usage_is_one_line_and_2(factcheck, arguments, word):
    done = factcheck(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert word in done.stderr
    assert "--help" in done.stderr
