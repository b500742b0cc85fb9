"""Whom a source speaks for: "he" in the words of his campaign or lawyer is mostly himself.

So is "it" the body, in the words of its director, where it does what bodies do.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.tree import child, children
from factcheck.model import Form
from factcheck.naming import named
from factcheck.statements.names import plural_noun
from factcheck.statements.nouns import holder, human, may_be_person
from factcheck.statements.repeated import Antecedent, written
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

    from factcheck.statements.draft import Draft

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_MOUTHS = _WORDS["speaking_for"] | _WORDS["staffs"]
#: Who speak as often for themselves, if they are named.
_AIDES = _WORDS["aides"]
#: What bodies do, and what is done to them in words.
_MINDED, _BODILY = _WORDS["minded"], _WORDS["bodily"]
_TELLING = frozenset(["ask", "inform", "invite", "order", "tell", "warn"])
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


def own_body(draft: Draft, pronoun: Token) -> Antecedent | None:
    """The body whose man or woman the source is, where "it" does what bodies do.

    "Its director said it had warned the town", "the firm's envoy said it had offered more".
    """
    found, verb = draft.found, pronoun.head
    word = verb.lemma_.lower()
    acts = pronoun.dep_ == "nsubj" and word in _MINDED | _BODILY
    told = pronoun.dep_ == "nsubjpass" and word in _TELLING
    if pronoun.lower_ != "it" or found.form is Form.DIRECT or not (acts or told):
        return None
    source = draft.doc.char_span(*found.source, alignment_mode="expand") if found.source else None
    owner = child(source.root, "poss") if source is not None and draft.somebody else None
    if owner is None:
        return None
    party = draft.voice.party
    if owner.lower_ == "its":
        known = party is not None and party != draft.voice.person and not draft.many(party)
        return Antecedent(named(party), plural=False) if party is not None and known else None
    body = holder(owner) and not human(owner) and not plural_noun(owner)
    return written(owner, person=False) if body else None


def name_of_client(draft: Draft, owner: Token) -> str | None:
    """What to call the one whom the source speaks for; None where the report must be asked.

    A party whose name is longer than ``owner``, or is all that is known of "his lawyer".
    """
    party = draft.voice.party
    if party is None or draft.voice.official:
        return None
    fuller = owner.text in party.split() and " " in party
    return party if owner.lower_ in _HE | _SHE or fuller else None
