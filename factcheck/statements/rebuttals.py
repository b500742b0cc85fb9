"""A denial that only says of other words that they are false, as the denial of those words.

"Norland rejected the accusation" holds nothing that could be set against another claim, and yet
it is the commonest denial there is.  What it answers mostly stands just before it: there its
statement becomes "It is false that …", with the words of the claim that it answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factcheck.model import Act, Claim, Form
from factcheck.naming import REBUTTAL, clause, is_plural, named
from factcheck.parties.sides import spoken_of, unnamed
from factcheck.statements.elided import elided
from factcheck.statements.names import possessive
from factcheck.wordlists import word_lists

_LISTS = word_lists(Path(__file__).with_suffix(".toml"))
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
#: Words of a statement that may be denied whole, and of what only says that others are false.
_LONGEST, _BARE = 40, 16
#: Words of a denial without a subject: "Complete nonsense".
_CURT = 3
#: How far back the answered words may begin, in claims and in characters of the text.
_CLAIMS, _NEAR = 6, 1200
#: The same where the denial only points at them ("That is not true").
_POINTED = 400
#: The same where it hangs on them ("…, a charge the union denied").
_HUNG = 4
#: Words before what joins it to its sentence, from which on it points at these.
_LED = 4
#: Letters that a name shares with what is derived from it: "Norland", "Norlandic".
_STEM = 4
#: What a statement adds to what it says first: another sentence or clause, a participle.
ASIDE = re.compile(r"; |, (?=(?:and|which|(?!during)\w{3,}ing) )")
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?"
    r"|hundreds?|thousands?|millions?|half|third)\b",
    re.IGNORECASE,
)
#: Words called false, or a bare denial, and what is so instead: "That was untrue: nobody called".
_LONGER = re.compile(r"(?P<first>[^:;.]+)[:;] (?P<more>.+)")
_GOING_ON = re.compile(r"(?P<first>[^:;.]{6,60})[:;] (?P<more>.+)")
#: What is only supposed is seldom called untrue: "I would have come".
_SUPPOSED = re.compile(r"\bwould (?:never |not )?have\b")
_POSSESSIVE = frozenset(["my", "our", "your"])
_SINGULAR = {"am": "is", "are": "is", "were": "was", "have": "has", "do": "does"}
#: What the denier adds of those who say so: "That is a lie, and they know it".
_KNOWN = re.compile(r",? and (?:\w+ ){1,3}knows? (?:it|that|this)(?=\.?$)", re.IGNORECASE)
_OPPOSITE = re.compile(r"(?:(?:just|quite) )?the (?:opposite|reverse) (?:is|was) true\.?", re.I)
_CONTRACTED = re.compile(r"(?<=^it)['’]s\b|(?<=^that)['’]s\b|(?<=^this)['’]s\b", re.IGNORECASE)
_NOUNS = _LISTS["charges"] | _LISTS["words_said"] | _LISTS["works"]
_ANSWERABLE = frozenset((Act.ACCUSATION, Act.ASSERTION, Act.ASSESSMENT, Act.DENIAL))


#: "Claims that no siren sounded are untrue"; the words by which they are, without any others.
_CALLED = re.compile(
    r"(?:(?:all|any|the|these|those|such|[A-Z][\w.’' -]*['’]s?)\s+)?(?P<noun>[a-z]+)"
    r" that (?P<words>.{8,})"
    r"\s(?P<judged>(?:is|are|was|were)\s[^.,;]{3,60})\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Bare:
    """A statement that says of other words that they are false.

    They are called by ``noun``, if any; ``whose`` are the words that say whose they are.
    """

    noun: str | None
    whose: tuple[str, ...] = ()


def answering(claims: Iterable[Claim]) -> Iterator[Claim]:
    """``claims`` of one document in its order, bare denials with the words that they deny.

    A denial whose words cannot be told stays as it is.
    """
    before: list[Claim] = []
    for claim in map(_outright, claims):
        bare = _rejected(claim) or _bare(claim.statement)
        goes_on = _GOING_ON.fullmatch(claim.statement) if bare is None else None
        first = goes_on["first"] if goes_on is not None else claim.statement
        if goes_on is not None:
            bare = _bare(first)
        reach = _CLAIMS
        if bare is None and before and elided(first, before[-1], claim):
            bare, reach = _Bare(None), 1
        if bare is None:
            before.append(claim)
            yield claim
            continue
        denied = _denied(claim, bare, before[-reach:])
        if denied is not None:
            more = f"; {goes_on['more']}" if goes_on is not None else "."
            claim = replace(claim, statement=denied.rstrip(".") + more, act=Act.DENIAL)
        yield claim


def _outright(claim: Claim) -> Claim:
    """``claim`` as a denial where it tells itself which words are false, else as it is."""
    if claim.statement.startswith(REBUTTAL):
        return replace(claim, act=Act.DENIAL)
    goes_on = _LONGER.fullmatch(claim.statement)
    said = _CALLED.fullmatch(goes_on["first"] if goes_on is not None else claim.statement)
    if said is None or said["noun"].casefold() not in _NOUNS:
        return claim
    if not _false(_WORD.findall(said["judged"].casefold())):
        return claim
    more = f"; {goes_on['more']}" if goes_on is not None else "."
    return replace(claim, statement=f"{REBUTTAL}{said['words']}{more}", act=Act.DENIAL)


def _rejected(claim: Claim) -> _Bare | None:
    """What ``claim`` rejects in so many words, if only by a noun or pronoun: "disputes that"."""
    said = _WORD.findall(claim.cue.text.casefold()) if claim.cue is not None else []
    judged = len(said) > 1 and said[-1] in _LISTS["false"] - _LISTS["true"]
    words = [match.group().casefold() for match in _WORD.finditer(claim.content[0].text)]
    whole = _WORD.findall(claim.sentence.text.casefold())
    if not _LISTS["ruling"].isdisjoint(said) and "out" in whole:
        judged, words = True, [word for word in words if word != "out"]
    if not judged and _LISTS["rejecting"].isdisjoint(said):
        return None
    words = [word.removesuffix("'s").removesuffix("’s") for word in words]
    if len(words) == 1 and words[0] in _LISTS["pointing"]:
        return _Bare(None)
    at = next((k for k, word in enumerate(words) if word in _NOUNS), None)
    if at is None or (len(words) > at + 1 and words[at + 1] not in _LISTS["aside"]):
        return None
    return _Bare(words[at], tuple(word for word in words[:at] if word not in _LISTS["articles"]))


def _bare(statement: str) -> _Bare | None:
    """What ``statement`` says of other words; None if it says anything else, or more."""
    if _OPPOSITE.fullmatch(statement):
        return _Bare(None)
    full = _CONTRACTED.sub(" is", statement)
    words = [match.group().casefold() for match in _WORD.finditer(_KNOWN.sub("", full))]
    folded = [word.replace("’", "'").removesuffix("'s") for word in words]
    if 0 < len(words) <= _CURT and _false(folded):
        return _Bare(None)  # "Rubbish"
    if not 2 < len(words) <= _BARE or statement.startswith(REBUTTAL):
        return None
    if folded[0] in _LISTS["pointing"] and folded[1] in _LISTS["small"]:
        return _Bare(None) if _false(folded[1:]) else None
    at = next((k for k, word in enumerate(folded) if word in _NOUNS), None)
    if at is None:
        return None
    if folded[0] == "there":  # "There is no truth in the report"
        none = folded[2:4] in (["no", "truth"], ["no", "foundation"])
        return _Bare(folded[at]) if none and at == len(folded) - 1 else None
    whose = tuple(word for word in folded[:at] if word not in _LISTS["articles"])
    return _Bare(folded[at], whose) if _false(folded[at + 1 :]) else None


def _false(said: Sequence[str]) -> bool:
    """Whether the words ``said`` of something are that it is false, and hardly anything else."""
    plain = [word.replace("’", "'") for word in said]
    denied = any(word in _LISTS["negations"] or word.endswith("n't") for word in plain)
    found = [word for word in plain if word in _LISTS["false"]]
    if not found or denied is not all(word in _LISTS["true"] for word in found):
        return False
    rest = _LISTS["small"] | _LISTS["false"] | _LISTS["negations"]
    return all(word in rest or word.endswith("n't") for word in plain)


def _denied(claim: Claim, bare: _Bare, before: Sequence[Claim]) -> str | None:
    """The statement of a bare denial that answers the last fitting claim ``before`` it."""
    found = [each for each in before if _answers(claim, bare, each)]
    if not found or (len(found) > 1 and bare.noun in _LISTS["works"]):
        return None
    answered = found[-1]
    said = ASIDE.split(answered.statement)[0].rstrip(".")
    if answered.form is Form.DIRECT:
        said = _in_third_person(said, answered, claim)
    return f"{REBUTTAL}{clause(said, answered.sentence.text)}."


def _in_third_person(said: str, answered: Claim, claim: Claim) -> str:
    """``said``, of ``answered``, with names: "we" are who said it, "you" is who denies it."""
    party = answered.party.name if answered.party is not None else None
    for words, name in (
        ("you|your", claim.speaker),
        ("we|our|us", party),
        ("i|my|me", answered.speaker or party),
    ):
        if name is not None:
            said = _named(said, words, named(name))
    return said


def _named(said: str, words: str, name: str) -> str:
    """``said`` with ``name`` for a pronoun's forms, the verb after it in the singular."""

    def written(found: re.Match[str]) -> str:
        verb = (found["verb"] or "").strip().casefold()
        if found["word"].casefold() in _POSSESSIVE:
            return possessive(name, plural=is_plural(name)) + (found["verb"] or "")
        if is_plural(name) or verb not in _SINGULAR:
            return name + (found["verb"] or "")
        return f"{name} {_SINGULAR[verb]}"

    return re.sub(rf"\b(?P<word>{words})\b(?P<verb> [a-z]+\b)?", written, said, flags=re.IGNORECASE)


def _answers(claim: Claim, bare: _Bare, other: Claim) -> bool:
    """Whether ``claim`` may deny the words of the claim ``other`` before it."""
    if claim.party is None or claim.party == other.party:
        return False
    if other.party is None and other.speaker is None and other.source is None:
        return False
    if other.act not in _ANSWERABLE or other.statement.rstrip().endswith("?"):
        return False
    if len(other.statement.split()) > _LONGEST or other.statement.startswith(REBUTTAL):
        return False
    if keeps_cue(other) or (bare.noun is None and _SUPPOSED.search(other.statement)):
        return False
    apart = claim.content[0].start - other.content[-1].end
    if not 0 <= apart <= (_POINTED if bare.noun is None else _NEAR):
        return False
    if bare.noun is None and other.content[-1].end < claim.sentence.start and _led(claim):
        return False
    if bare.whose and not _of(other, bare.whose):
        return False
    if bare.noun in _LISTS["measures"] and not _NUMBER.search(other.statement):
        return False
    if apart <= _HUNG:
        return True
    return bare.noun not in _LISTS["charges"] or _charges(other, claim)


def _led(claim: Claim) -> bool:
    """Whether it is joined to what its sentence says: "The sea is theirs, but X denies it"."""
    parts = (claim.content[0], *(part for part in (claim.source, claim.cue) if part is not None))
    before = min(part.start for part in parts) - claim.sentence.start
    words = _WORD.findall(claim.sentence.text[: max(0, before)].casefold())
    return len(words) > _LED and words[-1] in _LISTS["joining"]


def keeps_cue(claim: Claim) -> bool:
    """Whether the statement keeps its cue, and tells that something was said."""
    said = claim.cue.text.casefold() if claim.cue is not None else ""
    content = " ".join(span.text for span in claim.content).casefold()
    return bool(said) and said in claim.statement.casefold() and said not in content


def _charges(claim: Claim, other: Claim) -> bool:
    """Whether ``claim`` lays something on whoever makes ``other``, or speaks of them at all."""
    if other.party is not None and other.party.id in claim.targets:
        return True
    if unnamed(other.party) and other.party is not None:
        return other.party.id in spoken_of(claim.statement)
    names = {*_names(other.speaker), *_names(other.party.name if other.party else None)}
    return not names.isdisjoint(_names(claim.statement))


def _names(text: str | None) -> Iterator[str]:
    """The words of ``text`` with a capital, but for the shortest."""
    return (w for w in _WORD.findall(text or "") if w[0].isupper() and len(w) >= _STEM)


def _of(claim: Claim, whose: Sequence[str]) -> bool:
    """Whether ``claim`` is theirs whom ``whose`` name: "Norland's", "the minister's"."""
    names = [claim.party.name if claim.party else "", claim.speaker or ""]
    names.append(claim.source.text if claim.source else "")
    said = [word.casefold() for name in names for word in _WORD.findall(name)]
    return any(
        word[:_STEM] == name[:_STEM] for word in whose for name in said if len(word) >= _STEM
    )
