"""Every error this package raises on purpose.

::

    FactcheckError
    ├── InputError        a file or text that cannot be used
    ├── StoreError        the index on disk is missing, foreign, newer or busy
    ├── ModelError        a model that is missing, damaged or not what it says
    └── MissingExtraError      a feature whose optional packages are not installed

Each message is one line and says what to do next.
"""

from __future__ import annotations


class FactcheckError(Exception):
    """Base of all errors whose message is meant for the user."""


class InputError(FactcheckError):
    """A file, folder or text that cannot be used as it is."""


class StoreError(FactcheckError):
    """The index is missing, was made by something else, or is in use."""


class ModelError(FactcheckError):
    """A model is missing, damaged, or does not behave as its configuration says."""


class MissingExtraError(FactcheckError):
    """A feature needs packages that are not installed."""

    def __init__(self, extra: str, package: str) -> None:
        """Name the ``extra`` to install and the ``package`` that was looked for."""
        super().__init__(
            f"this needs the package {package}; install it with: pip install 'factcheck[{extra}]'"
        )
