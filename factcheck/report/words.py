"""The plain words of a report: names for relations and acts, scores, dates and counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from factcheck.model import Act, Claim, DocumentInfo, Form, Judgement, Label, Relation
from factcheck.opposition.weights import withheld

RELATION_NAMES = {
    Relation.CONTRADICTION: "Contradiction",
    Relation.DENIAL: "Denial",
    Relation.MUTUAL_BLAME: "Mutual blame",
    Relation.NUMERIC_CONFLICT: "Conflicting figures",
    Relation.DIFFERING_ACCOUNT: "Differing accounts",
    Relation.POSITION_CHANGE: "Change of position",
}
"""A short name a relation, as on a badge."""

RELATION_MEANINGS = {
    Relation.CONTRADICTION: "the two claims cannot both be true",
    Relation.DENIAL: "one party denies what the other charges",
    Relation.MUTUAL_BLAME: "each party lays the same failure on the other; both can be true",
    Relation.NUMERIC_CONFLICT: "different figures are given for the same measure",
    Relation.DIFFERING_ACCOUNT: "rival accounts of, or positions on, the same thing",
    Relation.POSITION_CHANGE: "one party says later what does not fit what it said earlier",
}
"""What a relation says, as half a sentence."""

ACT_NAMES = {
    Act.ASSERTION: "Asserts",
    Act.ACCUSATION: "Accuses",
    Act.DENIAL: "Denies",
    Act.DEMAND: "Demands",
    Act.PROMISE: "Promises",
    Act.ASSESSMENT: "Assesses",
}
"""What a source does, as a verb."""

FORM_NAMES = {
    Form.DIRECT: "direct quotation",
    Form.INDIRECT: "reported speech",
    Form.MIXED: "partly quoted",
    Form.NARRATION: "the reporter’s own words",
}
"""How the words are given."""

_JUDGED = {
    Judgement.RIGHT: "calls this finding right",
    Judgement.WRONG: "calls this finding wrong",
    Judgement.UNSURE: "is unsure of this finding",
}

SCORE_MEANING = (
    "A score is the estimated probability that a careful reader of the two sentences would agree "
    "with the finding. It says nothing about which of the parties is right."
)
"""One remark for every report."""

NEAR_MISSES = "Close to these, and no opposition"
"""Over what comes near to the findings of a matter and is none."""

_COUNTED = {
    Relation.CONTRADICTION: ("contradiction", "contradictions"),
    Relation.DENIAL: ("denial of a charge", "denials of a charge"),
    Relation.MUTUAL_BLAME: ("case of mutual blame", "cases of mutual blame"),
    Relation.NUMERIC_CONFLICT: ("conflict of figures", "conflicts of figures"),
    Relation.DIFFERING_ACCOUNT: ("pair of differing accounts", "pairs of differing accounts"),
    Relation.POSITION_CHANGE: ("change of position", "changes of position"),
}
# The likelihood scale of the Intergovernmental Panel on Climate Change (Mastrandrea et al., 2010),
# with its overlapping ranges made exclusive.
_LIKELIHOODS = (
    (0.99, "virtually certain"),
    (0.90, "very likely"),
    (0.66, "likely"),
    (0.33, "about as likely as not"),
    (0.10, "unlikely"),
    (0.0, "very unlikely"),
)
# Spelled out, because those of the standard library follow the user's locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def counted(number: int, one: str, many: str | None = None) -> str:
    """``number`` with its noun: "1 claim", "1,204 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def counted_relation(number: int, relation: Relation) -> str:
    """How often a relation was found: "3 contradictions"."""
    return counted(number, *_COUNTED[relation])


def listed(parts: Sequence[str]) -> str:
    """``parts`` as an English enumeration: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def likelihood(score: float) -> str:
    """A probability in words: "likely" from 0.66, "very likely" from 0.90."""
    return next((word for least, word in _LIKELIHOODS if score >= least), "very unlikely")


def score_words(score: float) -> str:
    """A score in words and as a number: "likely, 0.86"."""
    return f"{likelihood_words(score)}, {score:.2f}"


def likelihood_words(score: float) -> str:
    """A probability in words, "unsure" said of what is shown on request only."""
    word = likelihood(score)
    return f"unsure: {word}" if withheld(score) else word


def label_words(label: Label) -> str:
    """What a reviewer said: "A reviewer calls this finding wrong (1 July 2026): not the same"."""
    said = _JUDGED[label.label]
    note = f": {label.note}" if label.note else ""
    return f"A reviewer {said} ({long_date(label.labelled)}){note}"


def sentence_case(text: str) -> str:
    """``text`` with a capital at its start and nothing else changed."""
    return text[:1].upper() + text[1:]


def long_date(iso: str | None) -> str | None:
    """An ISO date as "19 September 2016"; what is not one comes back as it is."""
    if not iso:
        return None
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period(documents: Sequence[DocumentInfo]) -> str | None:
    """The dates that ``documents`` span, or None where none has one."""
    days = sorted(document.published for document in documents if document.published)
    if not days:
        return None
    first, last = long_date(days[0]), long_date(days[-1])
    return first if first == last else f"{first} to {last}"


def where(claim: Claim) -> str:
    """The document of a claim and its place in it, on one line."""
    known = (claim.document.outlet, long_date(claim.document.published), claim.document.path)
    return f"{', '.join(item for item in known if item)}, characters {offsets(claim)}"


def offsets(claim: Claim) -> str:
    """Where the content of a claim stands in its document: "120–345, 380–402"."""
    return ", ".join(f"{span.start}–{span.end}" for span in claim.content) or (
        f"{claim.sentence.start}–{claim.sentence.end}"
    )
