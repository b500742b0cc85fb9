"""What is given after a colon: "Reed denied this: the oven had been cleaned".

The clause after the colon is what the denier says is so, and no part of what is denied.  So is it
after a charge or an attitude: "scoffed at the complaints: nobody had asked".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.attribution.asides import tensed
from factcheck.attribution.nesting import inside
from factcheck.attribution.setting import Setting
from factcheck.attribution.tree import trim
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act, Form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FARTHEST = 12  # words from the verb to the colon
_ARGUED = (Act.DENIAL, Act.ACCUSATION, Act.ASSESSMENT)


def reasons(doc: Doc, setting: Setting, found: Sequence[Attribution]) -> list[Attribution]:
    """``found`` with what stands after the colon of a denial as an assertion of its own."""
    kept = list(found)
    for each in found:
        colon = _colon(doc, each) if _answers(each) else None
        if colon is None or setting.quoted(colon.idx) is not None:
            continue
        clause = _clause(doc, setting, colon)
        if clause is None:
            continue
        said, head = clause
        others = [a for a in kept if a.cue is not None and inside(a.cue, (said,))]
        if each.act is not Act.DENIAL and (others or each.content[-1][1] > colon.idx):
            continue
        if any(a.source is not None and inside(a.source, (said,)) for a in others):
            continue  # "Reed denied this: the oven, Cole said, was clean"
        kept = [_cut(a, colon.idx) if a.cue == each.cue else a for a in kept if a not in others]
        kept.append(_asserted(setting, each, said, head))
    return [a for a in kept if a.content]


def _answers(each: Attribution) -> bool:
    """Whether the words make one expect reasons: a denial, a charge, what tells of an attitude."""
    return each.act in _ARGUED or each.construction is Construction.FRAMED


def _colon(doc: Doc, denial: Attribution) -> Token | None:
    """The colon that ends the clause of the denial's verb, which names what is denied."""
    if denial.verb is None or denial.source is None:
        return None
    verb = doc[denial.verb]
    for token in doc[verb.i + 1 : min(verb.i + _FARTHEST, verb.sent.end)]:
        if token.text == ":":
            return token if token.i > verb.i + 1 else None
        if tensed(token) or token.is_quote or token.is_space:
            return None
    return None


def _clause(doc: Doc, setting: Setting, colon: Token) -> tuple[Range, Token] | None:
    """From the colon to the end of its sentence, and the verb there; None for a quotation."""
    sentence = next((s for s in setting.sentences if s[0] <= colon.idx < s[1]), None)
    bounds = trim(setting.text, colon.idx + 1, sentence[1]) if sentence is not None else None
    span = doc.char_span(*bounds, alignment_mode="expand") if bounds is not None else None
    if bounds is None or span is None or setting.quoted(bounds[0]) is not None:
        return None
    head = _head(span)
    return (bounds, head) if head is not None else None


def _head(words: Sequence[Token]) -> Token | None:
    """The verb of the first clause among the words."""
    verbs = [t for t in words if t.pos_ in ("VERB", "AUX") and tensed(t)]
    main = [t for t in verbs if t.dep_ not in ("aux", "auxpass", "relcl", "advcl", "acl")]
    return next(iter(main), None)


def _asserted(setting: Setting, denial: Attribution, said: Range, head: Token) -> Attribution:
    return replace(
        denial,
        content=(said,),
        sentence=setting.around((said,)),
        form=Form.INDIRECT,
        act=Act.ASSERTION,
        construction=Construction.CLAUSE,
        head=head.i,
        agent=None,
        agreed=False,
    )


def _cut(denial: Attribution, colon: int) -> Attribution:
    """The denial up to the colon; nothing of it where it began after that."""
    parts = ((start, min(end, colon)) for start, end in denial.content if start < colon)
    return replace(denial, content=tuple(parts))
