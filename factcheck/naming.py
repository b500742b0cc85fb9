"""A party's name inside a sentence."""

from __future__ import annotations

import re

_TAKES_ARTICLE = re.compile(
    r"""^(united|european|syrian|free|white|holy|international|organi[sz]ation|council)\s
    |^(g7|g20)$
    |\b(administration|agency|alliance|army|assembly|association|authority|bahamas|bank|bloc
    |brigades?|campaign|coalition|command|commission|committee|comoros|company|conference|congress
    |council|court|defence|delegation|department|emirates|federation|forces?|front|fund|gambia
    |government|group|helmets|houthis|institute|islands|kingdom|kremlin|league|maldives|ministry
    |mission|movement|nations|netherlands|network|observatory|office|opposition|organi[sz]ation
    |parliament|party|pentagon|philippines|rebels|republic|seychelles|states?|syndicate|taliban
    |union|units|vatican)$""",
    re.IGNORECASE | re.VERBOSE,
)


def named(name: str) -> str:
    """``name`` as it stands within a sentence: "the United States", "Russia"."""
    if name.casefold().startswith("the ") or not _TAKES_ARTICLE.search(name):
        return name
    return f"the {name}"
