"""How a word such as "Norlander" is formed from the name of a place."""

from __future__ import annotations

from functools import lru_cache

_FEWEST = 3  # letters that the two words share
#: Endings of the adjective, each with what the name may end in where the adjective has it.
_ENDINGS = {
    "n": ("",),
    "an": ("", "a", "e", "y", "o"),
    "ian": ("", "a", "e", "y", "ia"),
    "nian": ("",),
    "ean": ("", "a", "ea"),
    "ese": ("", "a", "e", "o"),
    "lese": ("",),
    "i": ("", "ia"),
    "ish": ("", "a", "e", "ia", "ey"),
    "er": ("", "e"),
    "ic": ("", "ia"),
    "ite": ("", "a"),
}


@lru_cache(maxsize=1 << 14)
def places(adjective: str) -> frozenset[str]:
    """The names, in lower case, of which ``adjective``, in lower case, may be the adjective.

    ``places("norlander")`` holds "norland"; most of what it holds is no name of anything.
    """
    found: set[str] = set()
    for ending, finals in _ENDINGS.items():
        stem = adjective.removesuffix(ending)
        if stem != adjective and len(stem) >= _FEWEST:
            found.update(stem + final for final in finals)
    return frozenset(found)
