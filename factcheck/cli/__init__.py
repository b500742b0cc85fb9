"""The command line: thin commands over the library, one module a group, no logic."""

from factcheck.cli.app import main

__all__ = ["main"]
