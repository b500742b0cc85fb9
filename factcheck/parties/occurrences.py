"""Where a document names its people: title, name and apposition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.parties.appositions import dwelt_in
from factcheck.parties.appositions import tail as tail_of
from factcheck.parties.gazetteer import Form
from factcheck.parties.lexical import Lexical
from factcheck.parties.titles import (
    BODIES,
    COURTESIES,
    Title,
    is_role,
    read_title,
)
from factcheck.parties.vocabulary import word_list

_PARTICLES = word_list("particles")
_MEN = word_list("men")
_WOMEN = word_list("women")
_ORGANS = word_list("organs")
_FUNCTION = word_list("function")
_ORGANISATIONS = word_list("organisations")
_MEMBERS = word_list("joined_people")
_GROUND = word_list("ground")
_FIRST_NAMES = word_list("male_names") | word_list("female_names")
_NO_PERSONS = BODIES | _ORGANS | _MEMBERS | word_list("company_endings")
_CLAUSAL = frozenset(("VERB", "AUX", "PRON", "SCONJ", "ADV", "ADP", "DET", "PUNCT"))
_LONGEST_NAME = 5
_LONGEST_TITLE = 12
_PAIR = 2  # first name and surname


@dataclass(frozen=True)
class Occurrence:
    """A person's name in the text: word indexes of title, name and apposition."""

    lead: int
    first: int
    last: int
    tail: int
    title: Title | None
    gender: str | None
    known: str | None = None


def occurrences(lex: Lexical) -> Iterator[Occurrence]:
    """Every name of a person that a title, the table or the parser vouches for, in order."""
    index = 0
    while index < len(lex):
        if not _starts_name(lex, index):
            index += 1
            continue
        last = _run(lex, index)
        yield from _in_run(lex, index, last)
        index = last


def _starts_name(lex: Lexical, index: int) -> bool:
    return lex.capital(index) or (
        lex.lower(index) in _PARTICLES
        and lex.gap(index + 1) == "-"
        and lex.words[index + 1].text[:1].isupper()
    )


def _run(lex: Lexical, first: int) -> int:
    """The end of the run of capitalised words that begins at ``first``."""
    index = first + 1
    while index < len(lex) and lex.joined(index) and not lex.possessive(index):
        hyphen = lex.gap(index) in ("-", "\u2010", "\u2011")
        if (
            lex.capital(index)
            or (
                hyphen
                and lex.words[index].text[:1].islower()
                and len(lex.words[index].text) < 6
                and lex.words[index].text not in ("led", "based", "run", "held")
            )
            or (
                lex.lower(index) in _PARTICLES
                and index + 1 < len(lex)
                and lex.joined(index + 1)
                and (lex.capital(index + 1) or lex.lower(index + 1) in _PARTICLES)
            )
        ):
            index += 1
        else:
            break
    return index


def _in_run(lex: Lexical, first: int, last: int) -> Iterator[Occurrence]:
    """The person named at the end of a run of capitalised words, if there is one.

    Voices, the strongest first: the table; a title before the name; an entity label PERSON;
    an apposition that holds an office.
    """
    start = first
    vouched = False
    for index in range(first, last):
        if lex.lower(index) in (*COURTESIES, "mr", "mrs") or (
            is_role(lex.lower(index))
            and index not in lex.hit_over
            and lex.words[index].text not in _FIRST_NAMES
            and not (index == last - 1 > first and lex.words[index - 1].text in _FIRST_NAMES)
        ):
            start, vouched = index + 1, True
    known = None
    for index in range(first, last):
        if index in lex.hit_at:
            hit, past = lex.hit_at[index]
            if hit.form is Form.PERSON:
                known, start, last = hit.name, index, past
                vouched = True
                break
            if past > start and past < last and hit.form is not Form.OUTLET:
                start = past
            elif past == last and past > start:
                return
    if start < first + 1 and first and lex.joined(first) and is_role(lex.lower(first - 1)):
        vouched = lex.words[first - 1].text != "pm"  # an hour, not a prime minister
    if known is None:
        start = max(start, _past_compound(lex, first, last))
    while start < last and (lex.lower(start) in _SKIPPED or _opener(lex, start, last)):
        start += 1
    while last - start > 1 and lex.words[last - 1].text in _HONOURS:
        last -= 1
    length = last - start
    if not 1 <= length <= _LONGEST_NAME or lex.outlet(start):
        return
    if known is None:
        final = lex.words[last - 1].text
        organisation = final in _ORGANISATIONS or final.casefold() in _NO_PERSONS
        if organisation and not _courtesy(lex, start):
            return
        people = sum(lex.entity[index] == "PERSON" for index in range(start, last))
        if not vouched and lex.string(start, last) in lex.things:
            return
        vouched = vouched or _christened(lex, start, last) or _of_office(lex, start, last)
        if not vouched and length == 2 and lex.lower(start) in _SAINTS:
            return
        if not vouched and people == 0 and not _apposed(lex, last):
            return
        if not vouched and length == 1:
            return
        if not vouched and people and people < length:
            while start < last and lex.entity[start] != "PERSON":
                start += 1
            if last - start < 2:
                return
    lead = _lead(lex, start)
    before = read_title(lex, lead, start) if lead < start else None
    outer = start
    while outer and lex.joined(outer) and lex.lower(outer - 1) in COURTESIES:
        outer -= 1
    ranked = before is not None and before.party is None and before.body is None and outer == start
    outer = lead if ranked else outer  # "Norland's defence minister, General Ann Reed"
    apart = before is None or outer < start
    head = _head_before(lex, outer) if apart and lex.gap(outer).strip() == "," else None
    if head is not None:
        opening = _lead(lex, head)
        owned = any(lex.possessive(index) for index in range(opening, outer - 1))
        article = lex.lower(opening - 1) in ("a", "an") and lex.gap(last).strip() == ","
        introduced = article and last - start > 1 and opening < outer - 1
        closed = not ranked or lex.gap(last).strip() == ","
        introduced = introduced or (closed and lex.lower(opening - 1) in _OWNING)
        if owned or introduced:
            before = _join(read_title(lex, opening, outer), before)
            lead = opening if before is not None else lead
    tail = last
    after = None
    if before is None or (before.party is None and before.body is None):
        tail, after = tail_of(lex, last)
        if before is None and dwelt_in(lex, last + 1, tail):
            tail, after = last, None
        seated = lex.lower(start - 1) in _SEATED and lex.lower(last) in ("of", "from")
        if seated and lex.joined(last):
            tail, after = last, None  # they sit for the place and do not speak for it
    if known is None and last - start == 1 and before is None and not _courtesy(lex, start):
        return
    title = _join(before, after)
    yield Occurrence(lead, start, last, tail, title, _gender(lex, lead, start, last, tail), known)


def _head_before(lex: Lexical, end: int) -> int | None:
    """The office that ends before word ``end``: "the [Minister] of Trade, …"; None without one.

    An envoy may be told with the place: "Norland's [envoy] to the agency, …".
    """
    index = end - 1
    while index > max(0, end - _LONGEST_NAME) and not is_role(lex.lower(index)):
        seat = lex.lower(index) in BODIES and lex.lower(index - 1) == "the"
        linking = lex.lower(index) in _LINKING | _TO_PLACES
        if not lex.joined(index) or not (lex.capital(index) or linking or seat):
            return None
        index -= 1
    if not is_role(lex.lower(index)):
        return None
    sent = lex.lower(index) in _SENT and lex.lower(index + 1) in _TO_PLACES
    return index if index == end - 1 or sent or lex.lower(index) in _OF_FIELDS else None


def _opener(lex: Lexical, index: int, last: int) -> bool:
    """Whether the word has its capital as the first of a sentence ("Beyond Reed, nobody …")."""
    return index + 1 < last and lex.opens(index) and lex.pos[index] in _CLOSED


_CLOSED = frozenset(("ADP", "CCONJ", "DET", "PRON", "SCONJ"))
_SKIPPED = frozenset(("the", "and", "but", "for", "in", "on", "as", "when", "while", "after", "at"))


_SEATED = frozenset(("rep", "sen", "del", "congressman", "congresswoman", "senator"))
_RUNNING = frozenset(("acting", "governing", "managing", "outgoing", "presiding"))
_OF_FIELDS = frozenset(("minister", "secretary"))
_LINKING = frozenset(("of", "and", "for", "the"))
_SENT = frozenset(("ambassador", "consul", "coordinator", "delegate", "envoy", "representative"))
_TO_PLACES = frozenset(("at", "in", "to"))
_SAINTS = frozenset(("st", "saint"))
#: What may stand after a name.
_HONOURS = frozenset(("CBE", "KC", "MBE", "OBE", "QC", "SC"))
_OWNING = frozenset(("the", "its", "their", "his", "her", "our", "my"))


def _christened(lex: Lexical, start: int, last: int) -> bool:
    """Whether the words are a common first name and a surname, and neither place nor thing."""
    return (
        last - start == 2
        and (
            lex.words[start].text in _FIRST_NAMES
            or (lex.words[last - 1].text in lex.surnames and not lex.opens(start))
        )
        and lex.words[last - 1].text not in _GROUND
        and lex.gap(last - 1) == " "
        and not any(lex.possessive(index) for index in (last - 1, last))
        and all(
            lex.pos[index] == "PROPN" and lex.entity[index] not in ("GPE", "LOC", "FAC")
            for index in range(start, last)
        )
    )


def _of_office(lex: Lexical, start: int, last: int) -> bool:
    """Whether the words are set off after an office: "the mining group's chief, Ann Reed, …"."""
    apart = lex.gap(start) == ", " and lex.gap(last).startswith(",")
    office = start > 0 and is_role(lex.lower(start - 1)) and lex.words[start - 1].text.islower()
    return apart and office and last - start == _PAIR and lex.gap(last - 1) == " "


def _past_compound(lex: Lexical, first: int, last: int) -> int:
    """Where a name begins after "Mother-of-three"; ``first`` where no such compound stands."""
    for index in range(first + 1, last - 1):
        if lex.lower(index) in ("of", "in") and lex.gap(index) == "-" == lex.gap(index + 1):
            return index + 2
    return first


def _courtesy(lex: Lexical, start: int) -> bool:
    return start > 0 and lex.lower(start - 1) in COURTESIES


def _join(before: Title | None, after: Title | None) -> Title | None:
    if before is None or after is None:
        return before or after
    return Title(
        before.party or after.party,
        before.body or after.body,
        before.roles | after.roles,
        before.former or after.former,
        before.independent or after.independent,
    )


def _lead(lex: Lexical, start: int) -> int:
    """Where the title before a name begins: "the [Russian foreign ministry spokeswoman]"."""
    index = start
    office = False
    named = start
    while named > 0 and lex.joined(named) and lex.lower(named - 1) in COURTESIES:
        named -= 1
    while index > 0 and start - index < _LONGEST_TITLE and lex.joined(index):
        word = lex.lower(index - 1)
        tag = lex.pos[index - 1]
        if word in ("of", "for", "to", "at"):
            part_of_name = word == "of" and index >= 2 and lex.lower(index - 2) in BODIES
            if index in (named, start) or (office and not part_of_name):
                break
        elif word in ("a", "an"):
            break
        elif word == "the":
            if index - 2 < 0 or lex.lower(index - 2) not in ("of", "for", "to", "at") or office:
                break
        elif word == "and":
            joined = lex.capital(index) and index >= 2 and lex.capital(index - 2)
            if not joined or office or index == start:  # "lawyers for Karl and Ann Reed"
                break
        elif tag in _CLAUSAL and not (
            is_role(word)
            or word in _ORGANS
            or word in _RUNNING
            or index - 1 in lex.hit_over
            or lex.capital(index - 1)
            or lex.possessive(index - 1)
        ):
            break
        if is_role(word):
            office = True
        index -= 1
    while index < start and lex.lower(index) in ("of", "for", "to", "at", "and", "the", "s"):
        index += 1
    return index


def _apposed(lex: Lexical, last: int) -> bool:
    return tail_of(lex, last)[1] is not None or is_role(one_of(lex, last).removesuffix("s"))


def one_of(lex: Lexical, last: int) -> str:
    """The "organisers" of ", one of the organisers" after a name; empty where it is not so."""
    words = tuple(lex.lower(index) for index in range(last, last + 3))
    apart = words == ("one", "of", "the") and lex.gap(last).strip() == ","
    return lex.lower(last + 3) if apart else ""


def _gender(lex: Lexical, lead: int, start: int, last: int, tail: int) -> str | None:
    for index in (*range(start - 1, max(0, lead - 1) - 1, -1), *range(last, tail)):
        if lex.lower(index) in _MEN:
            return "m"
        if lex.lower(index) in _WOMEN:
            return "f"
    return None
