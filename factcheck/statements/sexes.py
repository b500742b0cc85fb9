"""Whether a text calls its speakers "he" or "she"."""

from __future__ import annotations

import re

_COURTESY = re.compile(
    r"\b(?P<title>Mr|Mrs|Ms|Miss|Sir|Dame)\b\.?[ \u00a0]+(?:[A-Z][\w’'-]+[ \u00a0]+){0,2}"
    r"(?P<surname>[A-Z][\w’'-]+)"
)
_HE = frozenset(["he", "mr", "sir"])
_SHE = frozenset(["she", "mrs", "ms", "miss", "dame"])
_MEN = frozenset(["businessman", "chairman", "congressman", "policeman", "spokesman", "statesman"])
_WORD = re.compile(r"\w+")


class Sexes:
    """Who is a he and who a she in one text, learnt from titles and from sources as written."""

    def __init__(self, text: str) -> None:
        """Read the titles before surnames in ``text`` ("Ms Lorne")."""
        self._known: dict[str, str] = {}
        for found in _COURTESY.finditer(text):
            surname = re.sub(r"[’']s$", "", found["surname"])
            self._tell(surname, told_by(found["title"]))

    def learn(self, name: str, source: str) -> None:
        """Remember what the words of a source tell of the one they name ("He", "chairwoman")."""
        told = {pronoun for word in _WORD.findall(source) if (pronoun := told_by(word))}
        if len(told) == 1:
            self._tell(_surname(name), told.pop())

    def pronoun(self, name: str) -> str | None:
        """Whether the speaker is "he" or "she"; None where the text does not tell or tells both."""
        return self._known.get(_surname(name)) or None

    def _tell(self, surname: str, pronoun: str | None) -> None:
        if pronoun is not None:
            same = self._known.setdefault(surname, pronoun) == pronoun
            self._known[surname] = pronoun if same else ""


def _surname(name: str) -> str:
    return name.rsplit(None, 1)[-1] if name.strip() else name


def told_by(word: str) -> str | None:
    """What a title, a pronoun or a noun in "-man" or "-woman" tells of its bearer."""
    word = word.lower()
    if word in _SHE or word.endswith("woman"):
        return "she"
    return "he" if word in _HE or word in _MEN else None
