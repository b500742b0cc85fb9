"""What a source's own words tell: whether it is one person, and what to call it without a name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.asides import names_person
from factcheck.attribution.cues import SPEAKERS
from factcheck.attribution.tree import child, children
from factcheck.attribution.types import Range
from factcheck.parties.sides import called
from factcheck.parties.titles import BODIES
from factcheck.statements.names import Voice, plural_noun, possessive
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: Words of the longest description that is repeated in a statement.
_LONGEST = 12
#: A label as short as this ("A" of question and answer) names nobody.
_LABEL = 2
#: Longer words in capitals are a transcript's way to write, not an acronym.
_ACRONYM = 5
_LEFT_OUT = ("relcl", "appos", "punct", "acl", "advcl")
_POSSESSIVE = frozenset(["his", "her", "its", "their", "my", "our"])
_ARTICLES = frozenset(["a", "an", "the"])
_UNTOLD = frozenset(["another", "that", "this", "these", "those", "such", "other", "others"])
_COUNTED = frozenset(["one", "two", "three", "some", "many", "most", "several", "all", "each"])
_NO_LONGER = frozenset(["ex", "former", "onetime", "retired"])
_PART = frozenset(["few", "many", "most", "several", "some"])
_MARKS = frozenset('“”"«»„‟‹›:')
_PRONOUNS = frozenset(["he", "she", "they", "it"])
_PERSON_ENDINGS = ("man", "woman", "minister", "president", "envoy", "person", "ambassador")
_WORDS = word_lists(Path(__file__).parent / "words.toml")
_KIN = _WORDS["kin"]
_COMPANIONS = _KIN | _WORDS["companions"]
#: What these say of themselves is their own, unless it is a body that they speak for.
_LAWYERS = frozenset(word for word in _WORDS["speaking_for"] if not word.startswith("spokes"))
_BODIES = BODIES | _WORDS["bodies"]
#: What is written speaks for somebody, but "it" in its words is not the paper.
_PAPERS = _WORDS["papers"]


@dataclass(frozen=True, slots=True)
class Described:
    """A noun phrase that stands for a source; ``text`` begins as it does within a sentence.

    ``clear`` tells that it can stand for pronouns too: it needs no other word of the report.
    ``it`` tells that it may be a body, though no noun known for one.
    """

    text: str
    plural: bool
    person: bool
    clear: bool
    it: bool = False
    #: ``text`` without what follows its noun: "farmers along the river" are "farmers".
    short: str = ""


def described(doc: Doc, source: Range | None) -> Described | None:
    """The noun phrase of a source without its asides, or its pronoun; None where it has no noun.

    "Two officials, who asked not to be named," is "two officials"; "its secretary" is not
    clear without what "its" stands for.
    """
    span = doc.char_span(*source, alignment_mode="expand") if source is not None else None
    if span is None or not len(span):
        return None
    root = span.root
    if root.lower_ in _PRONOUNS and len(span) == 1:
        plural = root.lower_ == "they"
        return Described(root.lower_, plural, root.lower_ in ("he", "she"), clear=False)
    if root.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return None
    aside = {t.i for part in (*_asides(root), *_told(span)) for t in part.subtree}
    kept = [t for t in span if t.i not in aside and not t.is_space]
    while kept and (kept[0].is_punct or kept[0].lower_ in ("by", "to", "from")):
        kept = kept[1:]
    while kept and (kept[-1].is_punct or kept[-1].tag_ == "POS"):
        kept = kept[:-1]
    if not kept or len(kept) > _LONGEST or any(t.text in _MARKS for t in kept):
        return None
    words = " ".join("".join(t.text_with_ws for t in kept).split())
    clear = root.lemma_.lower() not in _PAPERS and len(words) > _LABEL
    clear = clear and not any(_points(t) or t.lower_ in _UNTOLD for t in kept)
    clear = clear and not (len(kept) == 1 and root.lower_ in _COUNTED)
    plural = plural_noun(root) and root.lower_ != "one"
    named = not plural and any(t.ent_type_ == "PERSON" for t in kept)
    one = root.lower_ in ("one", "each") or named
    alone = root.pos_ == "NOUN" and not plural and root.lower_ not in _BODIES
    person = one or alone or _titled(root) or one_person(doc, source)
    thing = alone and not one and not names_person(root) and root.lower_ not in _KIN
    text = _within(kept, words, root, plural)
    after = len("".join(t.text_with_ws for t in kept if t.i > root.i).split())
    short = " ".join(text.split()[: len(text.split()) - after])
    return Described(text, plural, person, clear, thing, short)


def _within(kept: list[Token], words: str, root: Token, plural: bool) -> str:
    """The phrase as it stands within a sentence, a headline's missing article supplied."""
    first = kept[0]
    if words.isupper() and len(words) > _ACRONYM:
        return words.capitalize()
    proper = first.pos_ == "PROPN" or first.ent_type_ not in ("", "CARDINAL", "DATE")
    proper = proper and called(first.lower_) is None
    named = proper or not first.text.istitle()
    if not named or first.lower_ in _ARTICLES:
        words = words[0].lower() + words[1:]
    common = root.pos_ == "NOUN" and first.pos_ in ("NOUN", "ADJ") and not plural
    bare = common and not any(t.pos_ in ("DET", "NUM", "PROPN", "PRON") for t in kept)
    return f"the {words}" if bare else words


def _titled(name: Token) -> bool:
    """Whether the name follows what its bearer is: "lead investigator Tomasz Hale"."""
    titles = [c for c in children(name, "compound") if c.tag_ == "NN" and names_person(c)]
    several = any(c.pos_ == "PROPN" for c in children(name, "compound"))
    return name.pos_ == "PROPN" and any(several or c.lower_ not in BODIES for c in titles)


def _of_office(name: Token) -> bool:
    """Whether two names follow what their bearer is: "Police Chief Marek Todor"."""
    titles = [c for c in children(name, "compound") if c.tag_ == "NNP" and names_person(c)]
    return any(c.i + 1 < name.i and c.lower_ not in BODIES for c in titles)


def _asides(root: Token) -> list[Token]:
    """What a comma parts from the noun, and clauses about it."""
    return [
        part
        for part in children(root, *_LEFT_OUT)
        if part.i > root.i and (part.dep_ != "acl" or part.tag_ != "VBG" or _after_comma(part))
    ]


def _told(span: Span) -> list[Token]:
    """Participles that tell what was done, without the doer that would make them a name."""
    return [
        t for t in span if t.dep_ == "acl" and t.tag_ in ("VBN", "VBD") and not children(t, "agent")
    ]


def _after_comma(part: Token) -> bool:
    edge = part.left_edge.i
    return bool(edge and part.doc[edge - 1].is_punct)


def _points(token: Token) -> bool:
    """Whether the word stands for one outside the phrase."""
    pronoun = token.tag_ in ("PRP", "WP") and not token.lower_.endswith(("self", "selves"))
    return pronoun or token.lower_ in _POSSESSIVE


def of_somebody(doc: Doc, source: Range | None, voice: Voice) -> str | None:
    """What to call one person who is another's: "Darrow's lawyer" for "his lawyer".

    None where the source is nobody of that kind; a body's spokesman is the body.
    """
    span = doc.char_span(*source, alignment_mode="expand") if source is not None else None
    owner = child(span.root, "poss") if span is not None else None
    if span is None or owner is None or span.root.tag_ != "NN":
        return None
    pronoun = owner.tag_ == "PRP$"
    if pronoun and (voice.official or owner.lower_ not in ("his", "her")):
        return None
    kinds = _COMPANIONS if owner.ent_type_ in ("GPE", "NORP", "ORG") else _COMPANIONS | _LAWYERS
    if voice.party is None or span.root.lower_ not in kinds:
        return None
    named = pronoun or owner.text in voice.party.split()
    whose = voice.party if named else doc[owner.left_edge.i : owner.i + 1].text
    words = doc[owner.right_edge.i + 1 : span.root.i + 1].text
    return f"{possessive(whose, plural=False)} {words}"


def some_of_many(doc: Doc, source: Range | None) -> bool:
    """Whether the source is some of a side, and not the side ("many Republicans").

    So are those that are no longer of it: "two former directors of the bank".
    """
    span = doc.char_span(*source, alignment_mode="expand") if source is not None else None
    if span is None or not plural_noun(span.root):
        return False
    if any(c.lower_ in _NO_LONGER for c in span.root.lefts):
        return True
    return span[0].lower_ in _PART or (span[0].lower_ == "a" and span[1].lower_ == "few")


def one_person(doc: Doc, source: Range | None) -> bool:
    """Whether the noun phrase in the range is one person's name, title or pronoun."""
    if source is None:
        return False
    span = doc.char_span(*source, alignment_mode="expand")
    if span is None:
        return False
    root = span.root
    if plural_noun(root):
        return False
    bare = root.pos_ == "PROPN" and root.ent_type_ in ("", "PERSON")
    before = [c.pos_ for c in root.children if c.dep_ != "punct"]
    body = root.lower_ in SPEAKERS or root.lower_ in BODIES
    if any(c.lower_ in _BODIES and c.pos_ == "NOUN" for c in children(root, "compound")):
        return False
    if bare and not body and (before == ["PROPN"] or _of_office(root)):
        return True
    names = [root, *(c for c in root.children if c.dep_ == "appos")]
    return root.lower_ in ("he", "she", "his", "her", "i", "who") or any(
        n.ent_type_ == "PERSON" or n.lower_.endswith(_PERSON_ENDINGS) for n in names
    )
