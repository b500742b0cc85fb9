"""Who says what in a dispute, and where the sides contradict each other.

The names below are the public library; everything else may change between versions.  They
are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.api import ask, build, extract, load_report
    from factcheck.errors import FactcheckError
    from factcheck.model import Claim, Document, Opposition, Party
    from factcheck.store import Store

__all__ = [
    "Claim",
    "Document",
    "FactcheckError",
    "Opposition",
    "Party",
    "Store",
    "ask",
    "build",
    "extract",
    "load_report",
]

_HOMES = {
    "Claim": "model",
    "Document": "model",
    "FactcheckError": "errors",
    "Opposition": "model",
    "Party": "model",
    "Store": "store",
    "ask": "api",
    "build": "api",
    "extract": "api",
    "load_report": "api",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    return getattr(import_module(f"factcheck.{_HOMES[name]}"), name)
