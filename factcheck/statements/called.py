"""What a source calls false: "called the claim that X had left absurd" is "X had not left"."""

from __future__ import annotations

from factcheck.attribution.structure import predicate
from factcheck.attribution.verdicts import verdict
from factcheck.model import Act
from factcheck.statements.days import dated
from factcheck.statements.draft import Draft
from factcheck.statements.negation import negate
from factcheck.statements.pronouns import resolve


def called_false(draft: Draft) -> str | None:
    """The words of others, denied; None where ``draft`` is about something else."""
    if draft.found.act is not Act.DENIAL:
        return None
    tokens = draft.tokens(draft.found.content)
    judged = verdict(draft.cue, tokens)
    if judged is None:
        return None
    if not judged.clause:
        value = [t for t in tokens[judged.start :] if t.lower_ != "as"]
        thing = tokens[: judged.start]
        dated(draft, thing)
        resolve(draft, thing, third=False)
        link = "are" if tokens[judged.noun].tag_ == "NNS" else "is"
        return f"{draft.render(thing).rstrip()} {link} {draft.render(value)}"
    inner = tokens[judged.noun + 2 : judged.start]
    end = inner[-1].idx + len(inner[-1])
    head = predicate(draft.doc, [(inner[0].idx, end)], None)
    if head is None or head.pos_ not in ("VERB", "AUX"):
        return None
    dated(draft, inner)
    resolve(draft, inner)
    negate(draft, head)
    return draft.render(inner)
