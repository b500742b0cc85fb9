"""What was found, as a page, a table or data: one module a format over one ``Report``."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from factcheck.errors import InputError
from factcheck.report.view import Report

__all__ = ["FORMATS", "Report", "render"]

FORMATS = ("csv", "html", "json", "jsonl", "markdown", "table")
"""Names that ``render`` takes."""


def render(report: Report, form: str) -> str:
    """``report`` in the format named ``form``: the same input gives the same text.

    ``jsonl`` holds the claims alone.  The text ends in a line end and can be encoded as UTF-8.
    Raises InputError for a format that does not exist.
    """
    if form not in FORMATS:
        raise InputError(f"unknown report format {form!r}; use one of: {', '.join(FORMATS)}")
    module = import_module(f"factcheck.report.as_{form}")
    if form == "jsonl":
        text: str = module.to_jsonl(report.ordered_claims, report.labels_by_claim)
        return text
    writer: Callable[[Report], str] = getattr(module, f"to_{form}")
    return writer(report)
