"""Whether a text calls its speakers "he" or "she"."""

from __future__ import annotations

import re

from factcheck.parties.given_names import sex_of

_COURTESY = re.compile(
    r"\b(?P<title>Mr|Mrs|Ms|Miss|Sir|Dame)\b\.?[ \u00a0]+(?:[A-Z][\w’'-]+[ \u00a0]+){0,2}"
    r"(?P<surname>[A-Z][\w’'-]+)"
)
_HE = frozenset(["he", "mr", "sir"])
_SHE = frozenset(["she", "mrs", "ms", "miss", "dame"])
_HIS_KIN = frozenset(
    ["boy", "brother", "father", "grandfather", "husband", "nephew", "son", "uncle", "widower"]
)
_HER_KIN = frozenset(
    ["aunt", "daughter", "girl", "grandmother", "mother", "niece", "sister", "widow", "wife"]
)
_MEN = frozenset(["businessman", "chairman", "congressman", "policeman", "spokesman", "statesman"])
_WORD = re.compile(r"\w+")
#: Whose sister or son a source is: that one's title tells nothing of the source.
_OWNER = re.compile(r"^.*\w[’'](?:s\b|(?=\s))")


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
        own = _WORD.findall(_OWNER.sub("", source))
        told = {pronoun for word in own if (pronoun := told_by(word))}
        if len(told) == 1:
            if len(own) > 1:
                self._tell(name, min(told))
            self._tell(_surname(name), min(told))

    def pronoun(self, name: str) -> str | None:
        """Whether the speaker is "he" or "she"; None where the text does not tell or tells both.

        What is told of the whole name goes before what is told of the surname, which a brother
        and a sister share.
        """
        return self._known.get(name) or self._known.get(_surname(name)) or None

    def _tell(self, surname: str, pronoun: str | None) -> None:
        if pronoun is not None:
            same = self._known.setdefault(surname, pronoun) == pronoun
            self._known[surname] = pronoun if same else ""


def _surname(name: str) -> str:
    return name.rsplit(None, 1)[-1] if name.strip() else name


def told_by(word: str) -> str | None:
    """What a title, a pronoun, a noun in "-man" or "-woman" or one for kin tells of its bearer."""
    word = word.lower()
    if word in _SHE or word in _HER_KIN or word.endswith("woman"):
        return "she"
    return "he" if word in _HE or word in _MEN or word in _HIS_KIN else None


def told_by_name(name: str) -> str | None:
    """What a given name tells of its bearer; None where both or neither are called so."""
    first = name.partition(" ")[0]
    return {"m": "he", "f": "she"}.get(sex_of(first, alone=first == name) or "")
