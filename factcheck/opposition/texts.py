"""Statements as the comparison sees them: one name a party, words without their endings."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.blame import DUTY, HARM
from factcheck.naming import named
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from factcheck.parties import Gazetteer

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LISTS = word_lists(Path(__file__).parent / "words.toml")
_STOP, _UNMODIFIED = _LISTS["stop"], _LISTS["unmodified"]


#: What stands before a name that is part of another: "a UN convoy", "al-Assad's government".
_ATTRIBUTIVE = re.compile(r"(?:\b(?:an?|this|that|every|no)\s|[-‐‑–’'])$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W_]+(?:['’][^\W_]*)?)\s$")


def comparable(text: str, gazetteer: Gazetteer) -> str:
    """``text`` with every name of a known party put as that party's own name.

    "Moscow agreed" and "the Kremlin agreed" both become "Russia agreed"; adjectives, people
    and places stay as they are.
    """
    from factcheck.parties.gazetteer import Form

    parts: list[str] = []
    last = 0
    for hit in gazetteer.hits(text):
        if hit.party is None or hit.place or hit.form not in (Form.NAME, Form.SEAT, Form.SHORT):
            continue
        written = text[hit.start : hit.end]
        if _part_of_more(text[max(0, hit.start - 40) : hit.start], written):
            continue
        ending = re.search(r"['’]s?$", written)
        name = named(hit.party.name)
        lead = text[last : hit.start]
        if name.startswith("the ") or (
            re.search(r"\b[Tt]he $", lead) and not _keeps_article(written)
        ):
            lead = re.sub(r"\b[Tt]he $", "", lead)
        parts += [lead, name, ending.group() if ending else ""]
        last = hit.end
    parts.append(text[last:])
    joined = "".join(parts)
    return joined[:1].upper() + joined[1:]


def _part_of_more(before: str, written: str) -> bool:
    """Whether what is ``written`` after ``before`` is only part of a name or a noun phrase.

    A common noun ("observers") is somebody's name by itself, not after another word that says
    which ("our observers", "240 observers").
    """
    if _ATTRIBUTIVE.search(before) and not (written.islower() and before.endswith("that ")):
        return True
    word = _WORD_BEFORE.search(before)
    return written.islower() and word is not None and word[1].casefold() not in _UNMODIFIED


def _keeps_article(written: str) -> bool:
    return written.islower()


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """The content words of ``text``, folded and cut to a stem that inflection leaves alone."""
    found = set()
    for match in WORD.finditer(text.casefold().replace("’s", "").replace("'s", "")):
        word = match.group()
        if word in _STOP or len(word) < 3:
            continue
        found.add(stem(word))
    return frozenset(found)


def stem(word: str) -> str:
    """``word``, folded before, without the endings of inflection and common derivation."""
    for ending in (
        "ements",
        "ement",
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "ied",
        "ences",
        "ence",
        "ances",
        "ance",
        "ers",
        "er",
        "ed",
        "es",
        "ly",
        "al",
        "s",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@cache
def verb_stems() -> frozenset[str]:
    """The stems of verbs that blame goes by: words for what is done, not for a matter."""
    return frozenset(stem(word) for word in HARM | DUTY)


def name_stems(text: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Stems of the names of all parties in ``text``, in full and as written there."""
    names = {
        name
        for hit in gazetteer.hits(text)
        if hit.party is not None
        for name in (hit.party.name, text[hit.start : hit.end])
    }
    return frozenset(each for name in names for each in stems(name))
