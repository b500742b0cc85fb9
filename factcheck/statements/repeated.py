"""What is written for a pronoun: the noun phrase that it stands for, as within a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.attribution.tree import child, children
from factcheck.statements.names import plural_noun
from factcheck.statements.sexes import told_by

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Words of the longest phrase that is repeated.
_LONGEST = 6
_FIRST = frozenset(["my", "our"])
_MODIFIERS = frozenset(["amod", "compound", "nummod", "nmod", "quantmod", "poss", "case"])


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What stands for a pronoun, as within a sentence, and whether its verb is plural."""

    text: str
    plural: bool


def written(noun: Token, *, person: bool) -> Antecedent | None:
    """The phrase of the noun, definite; None where it needs the report itself."""
    plural = plural_noun(noun)
    if noun.ent_type_ == "PERSON" or (person and noun.pos_ == "PROPN"):
        return _person(noun)
    name = next((c for c in children(noun, "appos") if c.ent_type_ == "PERSON"), None)
    if person and name is not None:
        return _person(name)
    before = [c for c in noun.children if c.i < noun.i]
    parts = [c for c in before if c.dep_ in _MODIFIERS or c.tag_ == "HYPH"]
    kept = [t for c in parts if c.lower_ not in _FIRST for t in c.subtree]
    kept = sorted({noun, *kept}, key=lambda t: t.i)
    pointing = any(t.tag_ in ("PRP", "PRP$", "WP") for t in kept)
    if (
        pointing
        or len(kept) > _LONGEST
        or not all(t.is_alpha or t.tag_ == "POS" or t.like_num or "-" in t.text for t in kept)
    ):
        return None
    text = " ".join("".join(t.text_with_ws for t in kept).split())
    owned = any(c.dep_ == "poss" and c.lower_ not in _FIRST for c in parts)
    article = child(noun, "det") is not None or noun.pos_ == "NOUN"
    counted = kept[0].ent_type_ in ("", "CARDINAL")
    if kept[0].pos_ != "PROPN" and kept[0].text[1:].islower() and counted:
        text = text[0].lower() + text[1:]
    return Antecedent(f"the {text}" if article and not owned else text, plural)


def _person(name: Token) -> Antecedent | None:
    """The whole name around one of its words."""
    spans = (e for e in name.sent.ents if e.start <= name.i < e.end and e.label_ == "PERSON")
    entity = next(spans, None)
    text = entity.text if entity is not None else name.text
    start = entity.start if entity is not None else name.i
    if " " not in text and start and told_by(name.doc[start - 1].text.rstrip(".")) is not None:
        text = f"{name.doc[start - 1].text.rstrip('.')} {text}"
    text = " ".join(text.split()).removesuffix("'s").removesuffix("’s")
    return Antecedent(text, plural=False) if text.replace(" ", "").isalpha() else None
