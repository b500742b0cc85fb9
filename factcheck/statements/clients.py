"""Whom a source speaks for: "he" in the words of his campaign or lawyer is mostly himself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.tree import child, children
from factcheck.statements.nouns import human, may_be_person
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

    from factcheck.statements.draft import Draft

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_MOUTHS = _WORDS["speaking_for"] | _WORDS["staffs"]
#: Who speak as often for themselves, if they are named.
_AIDES = _WORDS["aides"]
_HE, _SHE = frozenset(["he", "him", "his"]), frozenset(["she", "her"])


def client(draft: Draft, pronoun: Token | None = None) -> Token | None:
    """The noun or pronoun for the one whom the source speaks for.

    None where the source speaks for itself or a body, or where "he" or "she", if that is
    ``pronoun``, may be the source or cannot be whom it speaks for.
    """
    found = draft.found.source
    source = draft.doc.char_span(*found, alignment_mode="expand") if found is not None else None
    mouth = next((t for t in source or () if t.lower_ in _MOUTHS), None)
    if mouth is None or _for_themselves(draft, mouth):
        return None
    owner = child(mouth, "poss")
    if owner is not None and owner.lower_ in _HE | _SHE:
        alike = pronoun is None or (owner.lower_ in _HE) is (pronoun.lower_ in _HE)
        return owner if alike else None
    for link in children(mouth, "prep"):
        if owner is None and link.lower_ in ("for", "of"):
            owner = child(link, "pobj")
    if owner is None or not (human(owner) or may_be_person(owner) or has_surname(owner)):
        return None
    speaker = draft.voice.pronoun
    if pronoun is None or speaker is None:
        return owner
    return None if (speaker == "he") is (pronoun.lower_ in _HE) else owner


def of_another(draft: Draft, pronoun: Token) -> bool:
    """Whether the source is somebody's, who may be meant: "his rival said he had lied"."""
    found = draft.found.source
    source = draft.doc.char_span(*found, alignment_mode="expand") if found is not None else None
    if source is None or len(source) < 2:
        return False
    return source[0].lower_ in (_HE if pronoun.lower_ in _HE else _SHE)


def _for_themselves(draft: Draft, mouth: Token) -> bool:
    """Whether a named aide, or whoever once spoke for another, is heard."""
    former = any(c.lower_ in ("former", "ex") for c in children(mouth, "amod"))
    return former or (draft.voice.person is not None and mouth.lower_ in _AIDES)


def has_surname(name: Token) -> bool:
    """Whether the text has a person of that surname ("Reyes's lawyer", after "Dan Reyes")."""
    people = (each.text.split() for each in name.doc.ents if each.label_ == "PERSON")
    return name.text[0].isupper() and any(
        len(full) > 1 and name.text == full[-1] for full in people
    )


def name_of_client(draft: Draft, owner: Token) -> str | None:
    """What to call the one whom the source speaks for; None where the report must be asked.

    A party whose name is longer than ``owner``, or is all that is known of "his lawyer".
    """
    party = draft.voice.party
    if party is None or draft.voice.official:
        return None
    fuller = owner.text in party.split() and " " in party
    return party if owner.lower_ in _HE | _SHE or fuller else None
