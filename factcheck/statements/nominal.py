"""Noun phrases made into sentences: "denied any role", "blamed Y on X", "X's failure to V"."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.laying import DOORS, LAYING
from factcheck.attribution.tree import child, children
from factcheck.attribution.types import Range
from factcheck.model import Act
from factcheck.statements.agents import agent, closed
from factcheck.statements.antecedents import antecedent
from factcheck.statements.draft import Draft
from factcheck.statements.inflection import inflect
from factcheck.statements.names import possessive
from factcheck.statements.negation import negate
from factcheck.statements.pronouns import resolve
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Nouns whose "X's N to V" says that X does not, did not or wants to V.
_PATTERNS = {
    "inability": "{} {is} unable to",
    "unwillingness": "{} {is} unwilling to",
    "failure": "{} failed to",
    "refusal": "{} refused to",
    "decision": "{} decided to",
    "attempt": "{} tried to",
    "attempts": "{} tried to",
    "willingness": "{} {is} willing to",
    "readiness": "{} {is} ready to",
}
_DENIED = {
    "responsibility": "{} {is} not responsible",
    "involvement": "{} {was} not involved",
    "role": "{} had no role",
    "part": "{} had no part",
    "complicity": "{} {was} not complicit",
    "knowledge": "{} had no knowledge",
    "link": "{} {has} no link",
    "wrongdoing": "{} did nothing wrong",
}
_WORDS = word_lists(Path(__file__).parent / "words.toml")
_WORDS_SAID = _WORDS["words_said"]
_DENIABLE = _WORDS_SAID | _WORDS["supposed"]
#: What one demands of others only.
_GOING = _WORDS["going"]
_DISMISSING = _WORDS["dismissing"]
_OWNERS = frozenset(["his", "her", "their"])
#: Cues whose object is the blame itself, and what leads from what for to whom they lay it on.
_LAYING = LAYING | {"point"}
_LEADING = frozenset(["prep", "det", "advmod", "cc"])


def nominal(draft: Draft, head: Token, tokens: Sequence[Token]) -> str:
    """The noun phrase under ``head`` as a sentence, by what the source does with it."""
    denied = _denied_clause(draft, head, tokens)
    if denied is not None:
        return denied
    resolve(draft, tokens, third=draft.found.act is not Act.DEMAND)
    if draft.found.act is Act.DEMAND:
        _others(draft, head, tokens)
    completed = _completed(draft, head, tokens)
    if completed is not None:
        return completed
    act, source = draft.found.act, draft.source
    tokens = [
        t for t in tokens if t.dep_ != "prt" or t.head.i != draft.found.verb
    ]  # "ruled it out"
    phrase = draft.render(tokens)
    if act is Act.ACCUSATION and draft.found.agent is not None:
        return _responsible(draft, head, tokens)
    if act is Act.DENIAL:
        return _denied(draft, head, tokens, phrase)
    many = draft.many(source)
    if act is Act.DEMAND:
        wanted = phrase.removeprefix("for ")  # "asked for talks"
        return f"{source} {'want' if many else 'wants'} {wanted}"
    if act is Act.PROMISE:
        return f"{source} {'promise' if many else 'promises'} {phrase}"
    verb = inflect(draft.cue, "VBD") if draft.cue else "reported"
    link = f"{head.head.lower_} " if head.dep_ in ("pobj", "pcomp") else ""
    return f"{source} {verb} {link}{phrase}"


def _others(draft: Draft, head: Token, tokens: Sequence[Token]) -> None:
    """Name whose going is wanted: "demanded her resignation" is never the speaker's own."""
    owner = child(head, "poss")
    if owner is None or owner.lower_ not in _OWNERS or head.lemma_.lower() not in _GOING:
        return
    meant = antecedent(draft, owner, tokens)
    if meant is not None:
        draft.replaced[owner.i] = possessive(meant.text, plural=meant.plural)


def _completed(draft: Draft, head: Token, tokens: Sequence[Token]) -> str | None:
    """Make "X's failure to V" into "X failed to V"."""
    pattern, owner = _PATTERNS.get(head.lower_), child(head, "poss")
    goal = next((t for t in tokens if t.lower_ == "to" and t.i > head.i and t.dep_ == "aux"), None)
    if pattern is None or owner is None or goal is None:
        return None
    owning = {t.i for t in owner.subtree}
    case = {t.i for t in children(owner, "case")}
    who = draft.render([t for t in tokens if t.i in owning and t.i not in case])
    if owner.i in draft.replaced:
        who = draft.source
    rest = draft.render([t for t in tokens if t.i > goal.i])
    return f"{pattern.format(who, **_forms(draft.many(who)))} {rest}"


def _denied_clause(draft: Draft, head: Token, tokens: Sequence[Token]) -> str | None:
    """Make "rejected the claim that X went" into "X did not go"."""
    if draft.found.act is not Act.DENIAL or head.lemma_.lower() not in _DENIABLE:
        return None
    clause = next((c for c in children(head, "acl", "ccomp", "relcl") if child(c, "mark")), None)
    if clause is None:
        return None
    below = {t.i for t in clause.subtree}
    inner = [t for t in tokens if t.i in below and not (t.dep_ == "mark" and t.head.i == clause.i)]
    resolve(draft, inner)
    negate(draft, clause)
    return draft.render(inner)


def _responsible(draft: Draft, head: Token, tokens: Sequence[Token]) -> str:
    charged = draft.found.agent
    if charged is None:
        return draft.render(tokens)
    alone = len(draft.tokens([charged])) == 1
    who = (agent(draft) if alone else None) or closed(_charged(draft, charged))
    many = draft.plural(charged) or any(_again(t) for t in draft.tokens([charged]))
    if charged[0] <= head.idx < charged[1]:  # "pointed the finger at A"
        return f"{who} {_forms(many)['is']} to blame"
    inside = draft.below(head, tokens)
    if draft.cue in _LAYING and head.idx < charged[0]:
        inside = [t for t in inside if t.idx < charged[0]]
        while inside and (inside[-1].dep_ in _LEADING or inside[-1].lower_ in DOORS):
            inside = inside[:-1]
    while inside and inside[-1].dep_ in ("prep", "cc") and inside[-1].i > head.i:
        inside = inside[:-1]
    inside = [t for t in inside if t.lower_ != "of" or t.i > head.i]
    if draft.cue == "accuse" and head.tag_ == "NN" and [t.i for t in inside] == [head.i]:
        return f"{who} {_forms(draft.plural(charged))['is']} guilty of {draft.render(inside)}"
    return f"{who} {_forms(many)['is']} responsible for {draft.render(inside)}"


def _charged(draft: Draft, charged: Range) -> str:
    """Who is charged, without the second "on" of "blamed it on A and on B"."""
    words = draft.tokens([charged])
    return draft.render([t for t in words if not _again(t)])


def _again(token: Token) -> bool:
    """Whether the word is the "on" of a second one who is blamed."""
    return bool(token.lower_ == "on" and token.dep_ == "conj")


def _denied(draft: Draft, head: Token, tokens: Sequence[Token], phrase: str) -> str:
    lemma, source = head.lemma_.lower(), draft.source
    if lemma in _DENIED and draft.cue == "deny":
        rest = draft.render([t for t in tokens if t.i > head.i])
        return f"{_DENIED[lemma].format(source, **_forms(draft.many(source)))} {rest}"
    judged = _judged(draft, head, tokens)
    if judged is not None:
        return judged
    if lemma in _WORDS_SAID:
        return f"{phrase} {'are' if head.tag_ == 'NNS' else 'is'} false"
    if draft.cue == "deny":
        kept = [t for t in tokens if not (t.dep_ == "det" and t.head.i == head.i)]
        return f"there was no {draft.render(kept)}"
    return f"{source} {'reject' if draft.many(source) else 'rejects'} {phrase}"


def _judged(draft: Draft, head: Token, tokens: Sequence[Token]) -> str | None:
    """Make "rejected the report as biased" into "the report is biased"."""
    at = next((i for i, t in enumerate(tokens) if t.lower_ == "as" and t.i > head.i), None)
    if at is None or draft.cue not in _DISMISSING or at + 1 == len(tokens):
        return None
    clauses = children(head, "relcl", "acl", "ccomp")
    if any(tokens[at].head.i == t.i for clause in clauses for t in clause.subtree):
        return None
    if tokens[at + 1].tag_ not in ("JJ", "RB", "VBN", "VBG", "DT", "NN"):
        return None
    what, value = draft.render(tokens[:at]).strip(), draft.render(tokens[at + 1 :])
    return f"{what} {_forms(head.tag_ in ('NNS', 'NNPS'))['is']} {value}"


def _forms(plural: bool) -> dict[str, str]:
    if plural:
        return {"is": "are", "was": "were", "has": "have"}
    return {"is": "is", "was": "was", "has": "has"}
