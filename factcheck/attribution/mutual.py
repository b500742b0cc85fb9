"""Charges that two lay on each other: "X and Y blamed each other for Z", "traded blame over Z".

The reporter tells two accusations at once.  Where the sentence names exactly two, each is its own
claim, with the other as the charged; where it names a crowd or "the two sides", nobody is known
to have charged anybody in particular, and it stays as it was, or is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.charges import acts, each_charge
from factcheck.attribution.clauses import real
from factcheck.attribution.setting import Setting
from factcheck.attribution.tree import (
    child,
    children,
    passive,
    phrase,
    preposition,
    ranges,
    subject,
    subtree,
    verb_group,
)
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act, Form
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_CHARGING: dict[str, tuple[str, ...]] = {"accuse": ("of",), "blame": ("for",)}
_TRADING = _WORDS["trading"]
_TRADED = _WORDS["traded"]


def mutual(doc: Doc, setting: Setting, found: Sequence[Attribution]) -> list[Attribution]:
    """``found``, each charge that two lay on each other as the two charges that it is."""
    kept = list(found)
    for verb in doc:
        charge = _charge(verb)
        if charge is None or setting.quoted(verb.idx) is not None or setting.silent(verb.idx):
            continue
        link, each_other = charge
        own = [a for a in kept if a.cue is not None and a.cue[0] <= verb.idx < a.cue[1]]
        sides = _two(doc, verb)
        inside = any(
            low <= verb.idx < high for a in kept if a not in own for low, high in a.content
        )
        if each_other and sides is None:
            kept = [a for a in kept if a not in own or a.construction is not Construction.NOMINAL]
        if sides is None or inside or not real(verb):
            continue
        kept = [a for a in kept if a not in own]
        first, second = sides
        kept += [
            one
            for source, charged in ((first, second), (second, first))
            for one in _laid(doc, setting, verb, link, source, charged)
        ]
    return kept


def _charge(verb: Token) -> tuple[Token, bool] | None:
    """The preposition before what each charges the other with, and whether "each other" is said."""
    lemma = verb.lemma_.lower()
    thing = child(verb, "dobj")
    if thing is None or passive(verb):
        return None
    if lemma in _CHARGING and _each_other(thing):
        words = _CHARGING[lemma]
    elif lemma in _TRADING and thing.lemma_.lower() in _TRADED:
        words = ("for", "over", "of")
    else:
        return None
    link = preposition(verb, *words) or preposition(thing, *words)
    return (link, lemma in _CHARGING) if link is not None else None


def _each_other(thing: Token) -> bool:
    words = " ".join(t.lower_ for t in thing.doc[max(0, thing.i - 1) : thing.i + 2])
    return "each other" in words or "one another" in words


def _two(doc: Doc, verb: Token) -> tuple[Range, Range] | None:
    """The two who are named as the subject of ``verb``; None where they are more or fewer."""
    first = subject(verb)
    if first is None or first.i > verb.i:
        return None
    others = children(first, "conj")
    if len(others) != 1 or children(others[0], "conj") or not children(first, "cc"):
        return None
    second = others[0]
    whole = ranges(doc, subtree(first, [second, *children(first, "cc")]), gap=1)
    other = phrase(doc, second)
    return (whole[0], other) if whole and other is not None else None


def _laid(
    doc: Doc, setting: Setting, verb: Token, link: Token, source: Range, charged: Range
) -> list[Attribution]:
    """The charges, from the preposition ``link`` on, that ``source`` lays on ``charged``."""
    cue = ranges(doc, verb_group(verb), gap=2)[0]
    laid = []
    for head, indexes in each_charge(verb, link):
        content = (charged, *ranges(doc, indexes, gap=1))
        laid.append(
            Attribution(
                source=source,
                cue=cue,
                content=content,
                sentence=setting.around((*content, source, cue)),
                form=Form.INDIRECT,
                act=Act.ACCUSATION,
                construction=Construction.CHARGE if acts(head) else Construction.NOMINAL,
                verb=verb.i,
                head=head.i,
                agent=charged,
            )
        )
    return laid
