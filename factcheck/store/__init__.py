"""The index on disk: SQLite is the truth, FAISS is derived from it."""

from factcheck.store.store import Store

__all__ = ["Store"]
