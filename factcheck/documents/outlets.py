"""Whether a name in a report's head is an outlet, judged by the name's own words."""

from __future__ import annotations

import re

_MOST_WORDS = 6
_MOST_WORDS_UNSIGNED = 4

#: Agencies and broadcasters whose name stands in brackets in datelines.
AGENCY = re.compile(
    "ABC|AFP|AP|ANSA|BBC|Bloomberg|CBS|CNBC|CNN|DPA|DW|EFE|IANS|Interfax|IRNA|ITAR-TASS|KCNA|KUNA"
    "|Kyodo|MSNBC|NBC|NHK|NPR|PBS|PTI|RFE/RL|RIA Novosti|Reuters|SANA|TASS|UPI|Xinhua|Yonhap",
    re.IGNORECASE,
)
# Outlets whose names say nothing of what they are.
_KNOWN = re.compile(
    "al[ -]arabiya|al[ -]jazeera(?: english)?|al-?ahram|al-?monitor|anadolu(?: agency)?"
    "|associated press|axios|bellingcat|buzzfeed|clarín|corriere della sera|daily news"
    "|der spiegel|deutsche welle|die welt|die zeit|el mundo|el país|fox news|haaretz"
    "|huffpost|huffington post|hürriyet|il sole 24 ore|izvestia|kommersant|la repubblica"
    "|la stampa|le figaro|le monde|le soir|libération|meduza|middle east eye|mother jones"
    "|newsweek|novaya gazeta|o globo|politico(?: europe)?|press association|press trust of india"
    "|propublica|radio free europe(?:/radio liberty)?|reuters|russia today|slate|sky news"
    "|sputnik|süddeutsche zeitung|the guardian|time|usa today|voice of america|vox|wired|yahoo news"
    "|ynet",
    re.IGNORECASE,
)
_LAST = re.compile(
    "advertiser|advocate|argus|banner|beacon|broadcasting|bugle|bulletin|chronicle|clarion|courier"
    "|daily|despatch|dispatch|echo|enquirer|examiner|express|gazette|gleaner|globe|guardian|herald"
    "|independent|inquirer|intelligencer|journal|ledger|magazine|mail|mercury|messenger|mirror"
    "|monitor|news|newspaper|observer|post|press|radio|record|register|review|sentinel|spectator"
    "|standard|star|sun|telegraph|television|times|tribune|tv|weekly|wire",
    re.IGNORECASE,
)
_LAST_TWO = re.compile(
    r"(?:broadcasting|cable|information|news|press|telegraph(?:ic)?|wire)"
    r" (?:agency|association|corporation|network|service)",
    re.IGNORECASE,
)
_FIRST = re.compile("agence|agencia|agenzia|courrier|daily|gazeta|journal|radio|tv", re.IGNORECASE)
# Words of which the names of sections and kinds of text are made: "World News", "Press Release".
_SECTION = re.compile(
    "a|all|analysis|and|breaking|briefing|business|conference|daily|exclusive|feature|features"
    "|foreign|home|in|international|latest|live|local|more|national|news|of|office|on|opinion"
    "|politics|political|press|radio|related|release|report|review|roundup|special|sports?"
    "|statement|summary|television|the|this|top|tv|update|updates|video|weekly|wire|world",
    re.IGNORECASE,
)
_JOINING = re.compile("&|and|da|de|del|della|der|des|di|du|for|la|le|of|the|und", re.IGNORECASE)
_WORD = re.compile(r"[A-ZÀ-ÞŁŚŞČŠŽ0-9][\w.’'&/-]*")
# What an article leads to and is no outlet: in "The Hague, 5 October 2016" it is a city.
_WITH_ARTICLE = re.compile(
    "the (?:bahamas|bronx|comoros|gambia|hague|kremlin|maldives|netherlands|pentagon|philippines"
    "|united nations|united states|vatican|west bank|white house)",
    re.IGNORECASE,
)


def is_outlet(name: str) -> bool:
    """Whether ``name`` is surely an outlet's: a well-known one, or one whose words say so.

    "Harbour Times" and "Radio Brenholt" are, "World News" is a section, and a name like
    "Thornfield" could as well be a town.
    """
    words = name.split()
    if not _is_title(words, _MOST_WORDS):
        return False
    if AGENCY.fullmatch(name) or _KNOWN.fullmatch(name):
        return True
    own = [word for word in words if not _SECTION.fullmatch(word)]
    if not own:
        return False
    bare = words[1:] if words[0].lower() == "the" else words
    return bool(
        _LAST.fullmatch(words[-1])
        or _LAST_TWO.fullmatch(" ".join(words[-2:]))
        or (len(bare) > 1 and _FIRST.fullmatch(bare[0]))
    )


def may_be_outlet(name: str) -> bool:
    """Whether ``name`` is an outlet's where it stands in an outlet's place: "The Continental"."""
    if is_outlet(name):
        return True
    words = name.split()
    return (
        len(words) > 1
        and words[0] in ("The", "THE")
        and _is_title(words, _MOST_WORDS_UNSIGNED)
        and not _WITH_ARTICLE.fullmatch(name)
        and not all(_SECTION.fullmatch(word) for word in words)
    )


def _is_title(words: list[str], most: int) -> bool:
    """Whether there are a few words, each with a capital but those that join the others."""
    return (
        0 < len(words) <= most
        and _WORD.fullmatch(words[0]) is not None
        and all(_WORD.fullmatch(word) or _JOINING.fullmatch(word) for word in words)
    )
