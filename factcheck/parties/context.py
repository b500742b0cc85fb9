"""The words around a party's name that make it mean someone else, or a mere place.

"Syrian refugees", "Kremlin critic", "US-backed rebels", "anti-Moscow", "Washington Post" and
"University of Washington" all hold the name of a state and none speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.parties.names import Word
from factcheck.parties.vocabulary import word_list

ORGANS = word_list("organs")
STRANGERS = word_list("strangers") | word_list("private")
ORGANISATIONS = word_list("organisations")
_OF = word_list("organisations_of")

_FORMER = word_list("former")
_PREFIXES = word_list("prefixes")
_MEMBERS = word_list("joined_people")
_OPPOSED = word_list("opposed")
_PLACE = word_list("place")
_GROUPS = ORGANISATIONS | {"Bloc", "Coalition", "Front", "Movement", "Party"}
_FACTIONS = word_list("factions")
PERSONAL = word_list("personal")
_CALENDAR = word_list("calendar")
_FUNCTION = word_list("function")
_BODIES = word_list("bodies")
_LONGEST_REST = 6  # words of a body's name after its first


def _capital(word: Word) -> bool:
    return word.text[:1].isupper()


def blocked(text: str, found: Sequence[Word], first: int, last: int, adjective: bool) -> bool:
    """Whether the words ``found[first:last]``, a party's name in ``text``, mean another.

    ``adjective`` is true for a word such as "Russian", which marks what follows it.
    """
    before = found[first - 1] if first else None
    if before is not None:
        glued = text[before.end : found[first].start] in ("-", "\u2010", "\u2011")
        if (
            glued
            and (before.text in _PREFIXES or before.text.islower())
            and before.text not in _KEEP
        ):
            return True
        if found[first].joined and before.text in _FORMER:
            return True
        if found[first].joined and _member_of(found, first):
            return True
    if last < len(found) and found[last].joined:
        gap = text[found[last - 1].end : found[last].start]
        after = found[last].text
        if gap in ("-", "\u2010", "\u2011") and after[:1].islower():
            return True
        if gap[:1] in "'\u2019" and gap and after == "s":
            last += 1
            if last >= len(found) or not found[last].joined:
                return False
            return found[last].text.casefold() in _OPPOSED
        if _stranger(found, last, 3 if adjective else 1) or _joined_by(found, last):
            return True
        return _organisation(found, last)
    return False


_KEEP = frozenset({"al", "el", "so"})


def _member_of(found: Sequence[Word], first: int) -> bool:
    """Whether "University of" or "Bank of the" and the like stand before."""
    index = first - 1
    if index >= 1 and found[index].text == "the" and found[index].joined:
        index -= 1
    return (
        index >= 1
        and found[index].text in ("of", "for", "in")
        and found[index].joined
        and (found[index - 1].text in _OF if found[index].text == "of" else False)
    )


def _stranger(found: Sequence[Word], index: int, reach: int) -> bool:
    """Whether the noun that follows says that its bearer does not speak for the party."""
    for word in found[index : index + reach]:
        if not word.joined or word.text in _FUNCTION:
            return False
        lowered = word.text.casefold()
        if lowered in STRANGERS:
            return True
        if lowered in ORGANS:
            return False
    return False


def _joined_by(found: Sequence[Word], index: int) -> bool:
    """Whether people in whose body's name the party stands follow: "X and Y Veterans of Z"."""
    if index + 2 < len(found) and found[index].text == "and" and _capital(found[index + 1]):
        index += 2
    word = found[index]
    return word.joined and _capital(word) and word.text.casefold() in _MEMBERS


def _organisation(found: Sequence[Word], index: int) -> bool:
    """Whether a run of capitalised words that follows ends as an organisation's name does."""
    for word in found[index : index + 5]:
        if not word.joined or not _capital(word):
            return False
        if word.text in _GROUPS:
            return True
        if word.text.casefold() in ORGANS:
            return False
    return False


def goes_on(found: Sequence[Word], index: int) -> bool:
    """Whether a name goes on at ``index`` as a body's: "Independent [Electoral Commission]"."""
    noun = ""
    for word in found[index : index + _LONGEST_REST]:
        if not word.joined or not (_capital(word) or word.text in ("and", "of", "for")):
            break
        noun = word.text.casefold() if _capital(word) else noun
    return noun in _BODIES


def of_faction(found: Sequence[Word], index: int) -> bool:
    """Whether the words go on at ``index`` as another faction's name: "Democratic [Front]"."""
    if index >= len(found) or not found[index].joined or not _capital(found[index]):
        return False
    return found[index].text.casefold() in _FACTIONS


def personal(found: Sequence[Word], first: int, last: int) -> bool:
    """Whether a single capitalised word is part of a person's name ("Michael Jordan")."""
    before = found[first - 1] if first and found[first].joined else None
    if (
        before is not None
        and _capital(before)
        and len(before.text) > 1
        and before.text.casefold() not in _FUNCTION
        and before.text.casefold() not in ORGANS
        and before.text not in _CALENDAR
        and not before.text.isupper()
        and before.text not in _DIRECTIONS
    ):
        return True
    if last < len(found) and found[last].joined and _capital(found[last]):
        after = found[last].text
        return (
            after not in _CALENDAR
            and after.casefold() not in ORGANS
            and after.casefold() not in _FUNCTION
            and not after.isupper()
        )
    return False


def christened(found: Sequence[Word], first: int, last: int) -> bool:
    """Whether a single word is somebody's first name, before the surname ("Petra Vale")."""
    alone = last - first == 1 and last < len(found) and found[last].joined
    return alone and found[first].text in _FIRST_NAMES and _capital(found[last])


_FIRST_NAMES = word_list("male_names") | word_list("female_names")
_DIRECTIONS = word_list("directions")
_FEWEST = 3  # long words of a headline
_LINE = 120  # characters each way that tell a headline
_LONG = re.compile(r"\b\w{4,}")


def titled(text: str, offset: int) -> bool:
    """Whether the line has a capital on each long word, as headlines have in some papers."""
    begin = text.rfind("\n", max(0, offset - _LINE), offset) + 1 or max(0, offset - _LINE)
    end = text.find("\n", offset, offset + _LINE)
    found = _LONG.findall(text, begin, end if end >= 0 else offset + _LINE)
    return len(found) > _FEWEST and all(not word[0].islower() for word in found)


def located(found: Sequence[Word], first: int) -> bool:
    """Whether the name is where something happens ("in Moscow"), not who does it."""
    index = first - 1
    if index >= 0 and found[first].joined and found[index].text in ("the", "The"):
        first, index = index, index - 1
    return index >= 0 and found[first].joined and found[index].text in _PLACE
