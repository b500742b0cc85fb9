"""The two readers joined: rules, which know the grammar, and the tagger, which knows the words.

Where both find a cue, the rules say how the content hangs on it and the tagger where its words
begin and end.  What only the tagger finds gets its grammar from
:mod:`factcheck.attribution.structure`; what only the rules find stays unless
the tagger found other cues inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.attribution.coordination import opening
from factcheck.attribution.nesting import inside
from factcheck.attribution.setting import Setting, merged
from factcheck.attribution.structure import act_of, construction, cue_token, known, predicate
from factcheck.attribution.tagged import Tagged
from factcheck.attribution.tidied import tidied
from factcheck.attribution.trailing import hangs
from factcheck.attribution.tree import child
from factcheck.attribution.types import Attribution, Construction, Range
from factcheck.model import Act, Form

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"\w+")
#: What a source asks for itself: "not to be named".
_MASK = re.compile(
    r"(?:that (?:his|her|their|its) names? )?not (?:to )?be (?:named|identified|quoted)"
)
#: Share of words, as F1, that two readings of one content must have in common to be one.
ALIKE = 0.5
#: A cue of this probability stands whatever is inside its content.
SURE = 0.8
#: What is no claim by itself (an attitude, a deed, a topic) is kept from this probability on,
#: and where the cue is no word of saying or thinking, or there is no source, from that.
WEAK, STRANGE = 0.7, 0.9


def join(
    doc: Doc, setting: Setting, ruled: Sequence[Attribution], tagged: Sequence[Tagged]
) -> list[Attribution]:
    """``ruled``, the attributions by rules, and ``tagged``, as one list.

    ``tagged`` is in the order of the cues.
    """
    own = (tidied(doc, setting, t) for t in tagged)
    tagged = [t for t in own if t.content and not _of_turn(setting, t) and not _hung(doc, t)]
    tagged = _likelier(_before_charges(ruled, _parted(doc, ruled, tagged)))
    starts = [t.cue[0] for t in tagged]
    partners: dict[int, list[Attribution]] = {}
    sources: dict[Range, Range] = {}
    alone: list[Attribution] = []
    for attribution in ruled:
        at = _partner(attribution, tagged, starts)
        if at is None:
            if not _holds_cue(attribution, starts):
                alone.append(attribution)
            continue
        partners.setdefault(at, []).append(attribution)
        source = tagged[at].source
        swallowed = any(_inside(piece, source) for piece in attribution.content)
        if source is not None and attribution.source is not None and not swallowed:
            sources[attribution.source] = source
    found = [replace(a, source=a.source and sources.get(a.source, a.source)) for a in alone]
    for at, one in enumerate(tagged):
        mine = partners.get(at)
        if _asked_or_masked(doc, setting, one):
            continue
        if mine and _reason(setting.text, mine[-1], one):
            found += [*(replace(a, probability=one.probability) for a in mine)]
        elif mine:
            whole = not _holds_cue(mine[0], starts)
            found += _reconciled(doc, setting, mine, one, whole=whole)
        if mine and not _reason(setting.text, mine[-1], one):
            continue
        built = _built(doc, setting, one)
        plain = one.source is not None and built.verb is not None and known(doc[built.verb])
        least = WEAK if plain else STRANGE
        if built.construction is not Construction.FRAMED or one.probability >= least:
            found.append(built)
    return found


def _reason(text: str, ruled: Attribution, one: Tagged) -> bool:
    """Whether the tagger read what a charge's colon leads to: "pointed the finger at X: he had"."""
    between = text[ruled.content[-1][1] : one.content[0][0]]
    return ruled.act is Act.ACCUSATION and between.strip() == ":"


def _asked_or_masked(doc: Doc, setting: Setting, one: Tagged) -> bool:
    """Whether the reporter asks ("Who is to blame?"), or says why a source has no name."""
    if any(_MASK.match(setting.text, start, end) for start, end in one.content):
        return True
    cue = cue_token(doc, one.cue)
    if cue is None or cue.pos_ == "DET":
        return True  # words that tell of no saying
    if one.source is None:
        return bool(cue.lemma_ == "ask" and cue.tag_ == "VBN")
    source = doc.char_span(*one.source, alignment_mode="expand")
    asker = source[0] if source is not None else None
    end = one.content[-1][1]
    asked = "?" in setting.text[end - 1 : end + 2]
    return asked and asker is not None and asker.tag_ in ("WP", "WRB")


def _of_turn(setting: Setting, one: Tagged) -> bool:
    """Whether the cue is a transcript's own, an interviewer's or a heading's.

    Turns are read by the rules, questions and headings by nobody.
    """
    spoken = [setting.turn(end - 1) for _, end in one.content]
    return setting.silent(one.cue[0]) or any(
        turn is not None and one.cue[0] < turn.said[0] for turn in spoken
    )


def _hung(doc: Doc, one: Tagged) -> bool:
    """Whether the cue is that of a denial that hangs on another's words, which is read apart."""
    cue = cue_token(doc, one.cue)
    return cue is not None and hangs(cue)


def _parted(doc: Doc, ruled: Sequence[Attribution], tagged: Sequence[Tagged]) -> list[Tagged]:
    """``tagged``, a content that runs on over a cue beside its own cut there.

    A cue stands beside where the rules end the content before it and a conjunction or a mark
    links its clause to it ("said A and denied B", "said A; others deny it").
    """
    starts = [t.cue[0] for t in tagged]
    ends: dict[int, Attribution] = {}
    for each in ruled:
        at = _partner(each, tagged, starts)
        if at is not None and (at not in ends or ends[at].content[-1][1] < each.content[-1][1]):
            ends[at] = each
    cued = sorted((each.cue[0], i) for i, each in enumerate(ruled) if each.cue is not None)
    parted = list(tagged)
    for at, last in ends.items():
        one = tagged[at]
        stop = one.content[-1][1]
        after = max(last.content[-1][1], one.cue[1])
        for _, i in cued[bisect_left(cued, (after, 0)) : bisect_left(cued, (stop, 0))]:
            if ruled[i].sentence == last.sentence:
                stop = min(stop, _linked(doc, ruled[i], one) or stop)
        if one.content[0][0] < stop < one.content[-1][1]:
            pieces = tuple((s, min(e, stop)) for s, e in one.content if s < stop)
            parted[at] = replace(one, content=pieces)
    return parted


def _linked(doc: Doc, beside: Attribution, one: Tagged) -> int | None:
    """The end of what stands before the link of ``beside`` to the words of ``one``, if any."""
    start = beside.cue[0] if beside.cue is not None else beside.content[0][0]
    if beside.source is not None and one.cue[1] < beside.source[0] < start:
        start = beside.source[0]
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    first = span.start if span else 0
    link = opening(doc, first)
    return doc[link - 1].idx + len(doc[link - 1]) if 0 < link < first else None


def _likelier(tagged: Sequence[Tagged]) -> list[Tagged]:
    """``tagged`` without those that hold the cue of a likelier one, unless they are sure.

    The corpus that the tagger learnt from has no attribution inside another: where it finds
    one, mostly one of the two is wrong.
    """
    starts = [t.cue[0] for t in tagged]

    def beaten(one: Tagged) -> bool:
        if one.probability >= SURE:
            return False
        return any(
            tagged[at].probability > one.probability
            for start, end in one.content
            for at in range(bisect_left(starts, start), bisect_left(starts, end))
        )

    return [one for one in tagged if not beaten(one)]


def _before_charges(ruled: Sequence[Attribution], tagged: Sequence[Tagged]) -> list[Tagged]:
    """``tagged``, none running on into a charge: "X, whom he called reckless, of lying"."""
    charges = [a for a in ruled if a.construction is Construction.CHARGE and a.cue is not None]
    firsts = [(a.cue[1], a.content[-1][0]) for a in charges if a.cue is not None]

    def cut(one: Tagged) -> Tagged:
        ends = [start for cue, start in firsts if cue < one.cue[0] < start]
        if not ends:
            return one
        pieces = tuple((s, min(e, *ends)) for s, e in one.content if s < min(ends))
        return replace(one, content=pieces) if pieces else one

    return [cut(one) for one in tagged]


def _partner(
    attribution: Attribution, tagged: Sequence[Tagged], starts: Sequence[int]
) -> int | None:
    """The place of the tagged attribution that has the same cue."""
    if attribution.cue is None:
        return None
    start, end = attribution.cue
    at = bisect_left(starts, end) - 1
    return at if at >= 0 and tagged[at].cue[1] > start else None


def _holds_cue(attribution: Attribution, starts: Sequence[int]) -> bool:
    """Whether a cue of the tagger stands inside the content: then it read the sentence better."""
    return any(
        bisect_left(starts, start) < bisect_left(starts, end) for start, end in attribution.content
    )


def _reconciled(
    doc: Doc, setting: Setting, mine: Sequence[Attribution], one: Tagged, *, whole: bool
) -> list[Attribution]:
    """The rules' readings of a cue with the tagger's words.

    ``whole`` tells that the tagger found no other cue in what the rules read.

    Where the tagger takes for the source what the rules read as content ("was accused by X of
    fraud"), the grammar is right.
    """
    if any(_inside(piece, one.source) for a in mine for piece in a.content):
        return [replace(a, probability=one.probability) for a in mine]
    contents = [a.content for a in mine]
    if len(mine) == 1:
        contents = [mine[0].content if _cut_short(doc, mine[0], one) else one.content]
        if whole and _around(setting.text, mine[0], one):
            contents = [(*mine[0].content, *one.content)]
    elif _alike(setting.text, [piece for content in contents for piece in content], one.content):
        contents = _stretched(contents, one.content)
    return [
        _placed(
            doc,
            setting,
            replace(
                a,
                source=one.source or a.source,
                cue=a.cue if _swallowed(doc, a, one) else one.cue,
                content=content,
                probability=one.probability,
                agreed=True,
            ),
        )
        for a, content in zip(mine, contents, strict=True)
    ]


def _swallowed(doc: Doc, ruled: Attribution, one: Tagged) -> bool:
    """Whether the tagger took what is denied for a part of the cue: "denies ordering it"."""
    if ruled.head is None or ruled.construction is not Construction.CHARGE:
        return False
    at: int = doc[ruled.head].idx
    return one.cue[0] <= at < one.cue[1]


def _cut_short(doc: Doc, ruled: Attribution, one: Tagged) -> bool:
    """Whether the tagger stopped before what is charged, or before a further "and that"."""
    if _swallowed(doc, ruled, one) or _tail(doc, ruled, one):
        return True
    if ruled.head is None or one.content[0][0] != ruled.content[0][0]:
        return False
    if ruled.construction is Construction.CHARGE or ruled.agent is not None:
        return not inside((doc[ruled.head].idx, doc[ruled.head].idx + 1), one.content)
    rest = doc.char_span(one.content[-1][1], ruled.content[-1][1], alignment_mode="contract")
    joined = [t for t in rest or () if t.lower_ == "that" and t.dep_ == "mark"]
    return any(t.nbor(-1).lower_ == "and" for t in joined)


def _tail(doc: Doc, ruled: Attribution, one: Tagged) -> bool:
    """Whether the tagger read no more than the end of a clause before its cue, and no verb."""
    start, end = one.content[0][0], one.content[-1][1]
    if ruled.construction is not Construction.CLAUSE or len(ruled.content) > 1:
        return False
    low, high = ruled.content[0]
    span = doc.char_span(start, end, alignment_mode="expand")
    verbless = all(t.pos_ not in ("VERB", "AUX") for t in span or ())
    return low < start and end <= min(high + 1, one.cue[0]) and verbless


def _around(text: str, ruled: Attribution, one: Tagged) -> bool:
    """Whether the rules read what stands before a cue between commas, and the tagger the rest."""
    last, first = ruled.content[-1][1], one.content[0][0]
    told = [one.cue, *([one.source] if one.source is not None else [])]
    low, high = min(start for start, _ in told), max(end for _, end in told)
    if ruled.construction is not Construction.CLAUSE or not last <= low < high <= first:
        return False
    if one.content[-1][1] > ruled.sentence[1] + 1:
        return False
    return text[last:low].strip() == "," and "," in text[high:first]


def _inside(piece: Range, source: Range | None) -> bool:
    return source is not None and inside(piece, (source,))


def _stretched(
    contents: Sequence[tuple[Range, ...]], whole: tuple[Range, ...]
) -> list[tuple[Range, ...]]:
    """The contents of several charges, the outermost ends moved to those of the whole."""
    first = min(start for content in contents for start, _ in content)
    last = max(end for content in contents for _, end in content)

    def moved(start: int, end: int) -> Range:
        low = whole[0][0] if start == first else start
        high = whole[-1][1] if end == last else end
        return (low, high) if low < high else (start, end)

    return [tuple(moved(*piece) for piece in content) for content in contents]


def _placed(doc: Doc, setting: Setting, one: Attribution) -> Attribution:
    """``one`` with what depends on its words brought up to date."""
    head = one.head
    if head is None or not any(s <= doc[head].idx < e for s, e in one.content):
        found = predicate(doc, one.content, doc[one.verb] if one.verb is not None else None)
        head = found.i if found is not None else None
    kind = one.construction
    if kind is Construction.NOMINAL and head is not None and _that_clause(doc, one.content, head):
        kind = Construction.CLAUSE  # the noun is part of the cue: "denied claims that …"
    return replace(
        one,
        head=head,
        construction=kind,
        form=setting.form(one.content),
        sentence=setting.around((*one.content, *([one.cue] if one.cue else []))),
    )


def _that_clause(doc: Doc, content: Sequence[Range], head: int) -> bool:
    """Whether the content is the clause of ``head``, from its "that" on."""
    mark = child(doc[head], "mark")
    return mark is not None and mark.lower_ == "that" and mark.idx == content[0][0]


def _built(doc: Doc, setting: Setting, one: Tagged) -> Attribution:
    """An attribution of which only the words are known."""
    cue = cue_token(doc, one.cue)
    head = predicate(doc, one.content, cue)
    form = setting.form(one.content)
    kind, agent = construction(
        doc,
        one.content,
        head,
        cue,
        quoted=form is Form.DIRECT,
        sourced=one.source is not None,
    )
    return Attribution(
        source=one.source,
        cue=one.cue,
        content=one.content,
        sentence=setting.around((*one.content, one.cue)),
        form=form,
        act=act_of(cue),
        construction=kind,
        verb=cue.i if cue is not None else None,
        head=head.i if head is not None else None,
        agent=agent,
        probability=one.probability,
    )


def _alike(text: str, one: Sequence[Range], other: Sequence[Range]) -> bool:
    """Whether two contents have half of their words in common."""
    words = [
        {m.start() for start, end in merged(side) for m in _WORD.finditer(text, start, end)}
        for side in (one, other)
    ]
    both = len(words[0]) + len(words[1])
    return bool(both) and 2 * len(words[0] & words[1]) >= ALIKE * both
