"""Who is charged, urged or described, as the subject of a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.attribution.tree import SUBJECT, child, children
from factcheck.statements.antecedents import antecedent
from factcheck.statements.described import described
from factcheck.statements.names import plural_noun
from factcheck.statements.nouns import holder, human
from factcheck.statements.pronouns import resolve

if TYPE_CHECKING:
    from spacy.tokens import Token

    from factcheck.statements.draft import Draft

#: Objects of a charge as the subjects of its sentence.
_AS_SUBJECT = {
    "him": "he",
    "her": "she",
    "them": "they",
}
#: Verbs that give a thing its figure.
_FIGURING = frozenset(["estimate", "place", "put", "set"])
_EACH_OTHER = frozenset(["each other", "one another"])
_SELF = frozenset(["himself", "herself", "itself", "themselves"])
_POSSESSIVE = frozenset(["its", "our", "my", "his", "her", "their"])


def agent(draft: Draft) -> str | None:
    """The noun phrase that is charged, urged or described, its pronouns resolved."""
    if draft.found.agent is None:
        return None
    tokens = draft.tokens([draft.found.agent])
    written = " ".join(t.lower_ for t in tokens)
    if written in _SELF:
        return draft.source
    if written in _AS_SUBJECT:
        meant = antecedent(draft, tokens[0], [])
        other = _AS_SUBJECT[written]
        if meant is not None:
            other = meant.text
        elif written != "them" and draft.voice.charged is not None:
            other = draft.voice.charged
        return _sole_person(draft, tokens[0], written) or other
    if written == "it":
        meant = antecedent(draft, tokens[0], [])
        before = _counted(draft, tokens[0]) or _paralleled(draft)
        if before is not None or meant is not None:
            return before or (meant.text if meant is not None else None)
    if written in _EACH_OTHER:
        both = described(draft.doc, draft.found.source)
        return f"{both.text} both" if both is not None and both.plural else "both"
    resolve(draft, _owners(tokens))
    return closed(draft.render(_named(tokens)))


def closed(phrase: str) -> str:
    """The noun phrase ready for its verb: "a supplier, Elm" wants its second comma."""
    apposed = phrase.count(", ") == 1 and " and " not in phrase
    return f"{phrase}," if apposed and not phrase.endswith(",") else phrase


def _named(tokens: list[Token]) -> list[Token]:
    """The words of a name without what commas set beside it: "Elm, which runs it,", "Ito, 41,"."""
    inside = {t.i for t in tokens}
    root = next((t for t in tokens if t.head.i not in inside), tokens[0])
    parts = [t for t in tokens if t.dep_ == "relcl"]
    if root.pos_ == "PROPN":  # in "a supplier, Elm," the name is what commas set apart
        parts += children(root, "appos", "acl", "amod", "nummod")
    asides = [
        part
        for part in parts
        if part.i > root.i and tokens[0].i < part.left_edge.i and _after_comma(part)
    ]
    left = {t.i for part in asides for t in part.subtree}
    kept = [t for t in tokens if t.i not in left]
    while len(kept) > 1 and kept[-1].text == ",":
        kept.pop()
    return kept


def _after_comma(part: Token) -> bool:
    return bool(part.doc[part.left_edge.i - 1].text == ",")


def _counted(draft: Draft, pronoun: Token) -> str | None:
    """What was given a figure just before: "put turnout at 68 per cent. B estimated it at 59"."""
    if draft.cue not in _FIGURING:
        return None
    own = pronoun.sent
    before = draft.doc[own.start - 1].sent if own.start else own
    for sentence in (own, before):
        verbs = [t for t in sentence if t.i < pronoun.i and t.lemma_ in _FIGURING]
        found = [child(t, "dobj") for t in verbs if any(c.lower_ == "at" for c in t.children)]
        things = [t for t in found if t is not None and t.pos_ == "NOUN"]
        if things:
            words = list(things[0].subtree)
            sure = len(things) == 1 and all(not t.tag_.startswith("PRP") for t in words)
            return draft.render(words).strip() if sure else None
    return None


def _paralleled(draft: Draft) -> str | None:
    """Whom the verb before is about: "found the company to have lied and ordered it to pay"."""
    verb = draft.doc[draft.found.verb] if draft.found.verb is not None else None
    if verb is None or verb.dep_ != "conj" or child(verb, "nsubj") is not None:
        return None
    clause = child(verb.head, "ccomp")
    noun = child(verb.head, "dobj") or (child(clause, *SUBJECT) if clause else None)
    if noun is None or noun.pos_ == "PRON" or plural_noun(noun) or human(noun) or not holder(noun):
        return None
    words = [t for t in noun.subtree if t.i <= noun.i or t.dep_ == "compound"]
    return draft.render(words).strip() if all(t.is_alpha for t in words) else None


def _owners(tokens: list[Token]) -> list[Token]:
    """The possessives that nobody of the phrase itself is: "Bram and his sons" has its own."""
    kept = [at for at, t in enumerate(tokens) if t.lower_ in _POSSESSIVE]
    return [tokens[at] for at in kept if not _own(tokens[at], tokens[:at])]


def _own(possessive: Token, before: list[Token]) -> bool:
    """Whether it is of who is named before: "Bram and his sons", "the state and its allies"."""
    if possessive.lower_ in ("his", "her"):
        return any(human(t) or t.pos_ == "PROPN" for t in before)
    owner = possessive.head.head
    joined = possessive.head.dep_ == "conj" and possessive.lower_ in ("its", "their")
    alike = plural_noun(owner, joined=False) is (possessive.lower_ == "their")
    return joined and owner in before and (owner.pos_ == "PROPN" or alike)


def _sole_person(draft: Draft, pronoun: Token, written: str) -> str | None:
    """The one person whom the sentence names before "him" or "her", and who is not the source."""
    source = draft.found.source or (-1, -1)
    if written not in ("him", "her"):
        return None
    before = [e for e in pronoun.sent.ents if e.label_ == "PERSON" and e.end <= pronoun.i]
    if len(before) != 1 or source[0] <= before[0].start_char < source[1]:
        return None
    names = before[0].text
    return names.removesuffix("'s").removesuffix("’s") if names[:1].isupper() else None
