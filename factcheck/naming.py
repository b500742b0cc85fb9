"""A party's name, and a statement, inside a sentence."""

from __future__ import annotations

import re
from pathlib import Path

from factcheck.wordlists import word_lists

#: Kinds of bodies that are named for what they look after: "the Board of Trade".
_OFFICIAL = (
    "agency|association|authority|board|commission|committee|council|department|federation|institute"
    "|ministry|office|organi[sz]ation|union"
)
_TAKES_ARTICLE = re.compile(
    rf"""^(united|european|syrian|free|white|holy|international|organi[sz]ation|council)\s
    |^(g7|g20)$
    |\b({_OFFICIAL})\s(for|of|on)\s
    |\b({_OFFICIAL}|administration|alliance|army|assembly|bahamas|bank|bloc|brigades?|campaign
    |coalition|command|comoros|company|conference|congress|court|defence|delegation|emirates|forces?
    |front|fund|gambia|government|group|helmets|houthis|islands|kingdom|kremlin|league|maldives
    |mission|movement|museum|nations|netherlands|network|observatory|opposition|parliament|party
    |pentagon|philippines|rebels|republic|seychelles|states?|syndicate|taliban|units|vatican)$""",
    re.IGNORECASE | re.VERBOSE,
)
_PLURAL_NAME = re.compile(
    r"(?:^police (?:in|of) .+|police|rebels|forces|militants|separatists|workers|troops|fighters|"
    r"protesters|insurgents|Democrats|Republicans|Houthis|Taliban|officials)$",
    re.IGNORECASE,
)
#: A body that is for several things: "the Commission for Museums and Monuments".
_FOR_SEVERAL = re.compile(
    rf"\b(?:for|of|on)\b.* and |^[^,]* and [^,]*\b(?:{_OFFICIAL})$", re.IGNORECASE
)
#: What a statement opens with that only says of other words that they are false.
REBUTTAL = "It is false that "
_OPENERS = word_lists(Path(__file__).with_suffix(".toml"))["openers"]
#: A name that says whose the body is: "Norway's foreign ministry".
_OWNED = re.compile(r"\S+(?:\s\S+)?['\u2019]s\s")


def named(name: str) -> str:
    """``name`` as it stands within a sentence: "the United States", "Russia"."""
    if name.casefold().startswith("the ") or _OWNED.match(name) or not _TAKES_ARTICLE.search(name):
        return name
    return f"the {name}"


def is_plural(name: str) -> bool:
    """Whether a name takes a plural verb."""
    if " and " in f" {name} " and not _FOR_SEVERAL.search(name):
        return True
    return bool(_PLURAL_NAME.search(name))


def clause(statement: str, sentence: str) -> str:
    """``statement`` as it stands after "that": its first word small, unless that is a name.

    ``sentence`` is where it comes from, which may have the word small itself.

    >>> clause("Police fired.", "Norway said police fired.")
    'police fired.'
    """
    first = statement.split(" ", 1)[0]
    small = first.lower()
    if small in _OPENERS or re.search(rf"\b{re.escape(small)}\b", sentence):
        return small + statement[len(first) :]
    return statement
