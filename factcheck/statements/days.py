"""Days told from the day of a report ("on Friday", "last month") become dates.

A weekday is the one before the report where its verb is past and the one after where it is
future; where tense does not tell, the words stay.  What a quotation calls "yesterday" is told
from the day it was spoken, so it stays unless the sentence says which day that was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.attribution.tree import SUBJECT, child, children
from factcheck.attribution.types import Construction
from factcheck.model import Act, Form
from factcheck.statements.draft import Draft
from factcheck.wordlists import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = word_lists(Path(__file__).parent / "words.toml")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
_PARTS = frozenset(["morning", "afternoon", "evening", "night"])
_NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_SHIFTS = {"last": -1, "this": 0, "next": 1}
_PERIODS = frozenset(["week", "month", "year", "spring", "summer", "autumn", "fall"])
_COUNTS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
#: A report dated outside these years has a wrong date, and dates beyond them cannot be told.
_EARLIEST, _LATEST = 1600, 2600
_AGO = frozenset(["day", "week", "month", "year"])
_TRIGGERS = frozenset((*map(str.lower, _WEEKDAYS), *_NEAR, *_SHIFTS, "ago"))
#: Before these a weekday is one of many, or a name: "every Friday", "the Tuesday", "Good Friday".
_ANY_DAY = _WORDS["any_day"]
_BEFORE_PERIOD = _WORDS["before_period"]
_COMING = _WORDS["coming"]
_WISHING = _WORDS["wishing"]
_FUTURE = _WORDS["future"]


def dated(draft: Draft, tokens: Sequence[Token]) -> None:
    """Give the days among ``tokens`` their dates, where the report's own date is known."""
    if draft.voice.published is None or not any(t.lower_ in _TRIGGERS for t in tokens):
        return
    published = _day(draft.voice.published)
    if published is None:
        return
    quoted = draft.found.form is not Form.INDIRECT
    spoken = _spoken(draft, published) if quoted else published
    for token in tokens:
        if token.i in draft.replaced:
            continue
        word = token.lower_
        if token.text in _WEEKDAYS:
            _weekday(draft, token, published)
        elif word in _NEAR and spoken is not None:
            _near(draft, token, spoken + timedelta(_NEAR[word]))
        elif word in ("last", "this", "next"):
            _period(draft, token, published, spoken)
        elif word == "ago":
            _ago(draft, token, published, spoken)


def _day(written: str) -> date | None:
    """The day of an ISO date; None for what is none, or cannot be a report's."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if _EARLIEST <= day.year <= _LATEST else None


def leading_day(tokens: Sequence[Token]) -> int:
    """How many tokens at the head of a clause tell a day: "on Friday" in "said on Friday it …".

    None where the clause begins with a comma after them: then the day may be its own.
    """
    at = 1 if tokens and tokens[0].lower_ == "on" else 0
    if at >= len(tokens):
        return 0
    named = tokens[at].text in _WEEKDAYS or (not at and tokens[at].lower_ == "yesterday")
    if not named:
        return 0
    at += 1
    if at < len(tokens) and tokens[at].lower_ in _PARTS:
        at += 1
    following = tokens[at] if at < len(tokens) else None
    if following is None or following.is_punct or following.tag_ == "POS":
        return 0
    return at if following.pos_ in ("PRON", "DET", "NOUN", "PROPN", "NUM", "ADJ") else 0


def past_time(token: Token) -> bool:
    """Whether ``token`` begins a word for a time that is over: "last week", "yesterday"."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if token.lower_ == "last" and following is not None:
        return following.lower_ in (*_PERIODS, "night") or following.text in _WEEKDAYS
    return bool(token.lower_ == "yesterday")


def _written(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _with_date(draft: Draft, token: Token, day: date) -> None:
    """Put the date after a weekday, or after the part of the day that follows it."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    last = following if following is not None and following.lower_ in _PARTS else token
    draft.replaced[last.i] = f"{last.text}, {_written(day)}{_closing(draft, last)}"


def _closing(draft: Draft, last: Token) -> str:
    """The comma after a date within a sentence, where none stands and more words follow."""
    following = last.nbor(1) if last.i + 1 < len(last.doc) else None
    if following is None or following.is_punct or following.is_space:
        return ""
    return "," if any(a <= following.idx < b for a, b in draft.found.content) else ""


def _weekday(draft: Draft, token: Token, published: date) -> None:
    before = token.nbor(-1) if token.i else None
    after = [token.nbor(n) for n in (1, 2) if token.i + n < len(token.doc)]
    part = bool(after) and after[0].lower_ in _PARTS
    if part and len(after) > 1 and after[1].tag_ == "POS":
        return
    if after and (after[0].tag_ == "POS" or after[0].lower_ in ("to", "through", "-", "–")):
        return
    if any(t.like_num or t.text[:3] in _SHORT_MONTHS for t in after):
        return
    if token.dep_ == "compound" and not part and token.head.text not in _WEEKDAYS:
        return
    word = before.lower_ if before is not None else ""
    if word in ("to", "through") and before is not None and before.nbor(-1).text in _WEEKDAYS:
        return
    if before is not None and (word in _ANY_DAY or before.like_num):
        return
    if word == "last":
        delta = (published.weekday() - _WEEKDAYS.index(token.text) - 1) % 7 + 1
        _with_date(draft, token, published - timedelta(delta))
        leads = before is not None and before.i > 0 and before.nbor(-1).dep_ == "prep"
        if before is not None:
            draft.replaced[before.i] = "" if leads else "on"
        return
    future = True if word == "this" else _future(draft, token, word)
    if future is None:
        return
    ahead = (_WEEKDAYS.index(token.text) - published.weekday()) % 7
    if future and not ahead:
        return
    _with_date(draft, token, published + timedelta(ahead if future or not ahead else ahead - 7))
    if word == "this" and before is not None:
        draft.replaced[before.i] = "on"


_SHORT_MONTHS = frozenset(month[:3] for month in _MONTHS)


def _near(draft: Draft, token: Token, day: date) -> None:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.tag_ == "POS":
        return
    before = token.nbor(-1) if token.i else None
    name = _WEEKDAYS[day.weekday()]
    bare = token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj") or (
        before is not None and before.dep_ == "prep"
    )
    lead = "" if bare else "on "
    if following is not None and following.lower_ in _PARTS:
        draft.replaced[token.i] = lead + name
        closing = _closing(draft, following)
        draft.replaced[following.i] = f"{following.text}, {_written(day)}{closing}"
    else:
        night = " night" if token.lower_ == "tonight" else ""
        draft.replaced[token.i] = f"{lead}{name}{night}, {_written(day)}{_closing(draft, token)}"


def _period(draft: Draft, token: Token, published: date, spoken: date | None) -> None:
    """Resolve "last week", "this month", "next year", "last night", "this morning"."""
    if token.i + 1 >= len(token.doc):
        return
    noun = token.nbor(1)
    following = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    before = token.nbor(-1) if token.i else None
    if following is not None and (following.tag_ == "POS" or following.pos_ in ("NOUN", "PROPN")):
        return
    if (
        before is not None
        and before.lower_ in ("the", "of", "its", "their")
        and (before.lower_ != "of" or noun.dep_ != "pobj")
    ):
        return
    word, unit = token.lower_, noun.lower_
    leads = before is not None and before.lower_ in _BEFORE_PERIOD
    bare = leads or noun.dep_ in ("nsubj", "nsubjpass", "dobj")
    if unit in _PARTS:
        if spoken is None or word == "next" or (word == "last") is not (unit == "night"):
            return
        day = spoken - timedelta(word == "last")
        draft.replaced[token.i] = f"{'' if bare else 'on '}{_WEEKDAYS[day.weekday()]}"
        draft.replaced[noun.i] = f"{noun.text}, {_written(day)}{_closing(draft, noun)}"
        return
    if word == "last" and noun.text in _MONTHS and _MONTHS.index(noun.text) >= published.month:
        # "Last April" of a June may be this year's: only a later month is surely the year before.
        draft.replaced[token.i] = "" if bare else "in"
        draft.replaced[noun.i] = f"{noun.text} {published.year - 1}"
        return
    named = _named_period(word, unit, published)
    if named is not None:
        draft.replaced[token.i] = "" if bare else "in"
        draft.replaced[noun.i] = named


def _named_period(word: str, unit: str, published: date) -> str | None:
    shift = _SHIFTS[word]
    if unit == "week":
        return f"the week of {_written(published + timedelta(7 * shift - published.weekday()))}"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + shift
        return f"{_MONTHS[months % 12]} {months // 12}"
    if unit == "year":
        return str(published.year + shift)
    if unit in _PERIODS and not shift:
        return f"the {unit} of {published.year}"
    return None


def _ago(draft: Draft, token: Token, published: date, spoken: date | None) -> None:
    """Resolve "two days ago" to its day; longer times are told from the report's date."""
    noun = token.nbor(-1) if token.i else None
    count = noun.nbor(-1) if noun is not None and noun.i else None
    unit = noun.lower_.removesuffix("s") if noun is not None else ""
    if noun is None or count is None or unit not in _AGO:
        return
    number = int(count.text) if count.text.isdecimal() else _COUNTS.get(count.lower_)
    if number is None or number > 1000:
        return
    if unit != "day":
        draft.replaced[token.i] = f"before {_written(published)}"
        return
    before = count.nbor(-1) if count.i else None
    if spoken is None or (before is not None and before.pos_ in ("ADV", "SCONJ", "DET")):
        return
    day = spoken - timedelta(number)
    draft.replaced[count.i] = "on"
    draft.replaced[noun.i] = ""
    draft.replaced[token.i] = f"{_WEEKDAYS[day.weekday()]}, {_written(day)}{_closing(draft, token)}"


def _spoken(draft: Draft, published: date) -> date | None:
    """The day of the words, where their sentence tells it outside them."""
    start, end = draft.found.sentence
    span = draft.doc.char_span(start, end, alignment_mode="expand")
    told = {
        t.text
        for t in span or ()
        if (t.text in _WEEKDAYS or t.lower_ in ("yesterday", "today"))
        and not any(a <= t.idx < b for a, b in draft.found.content)
    }
    if len(told) != 1:
        return None
    (word,) = told
    if word in _WEEKDAYS:
        return published - timedelta((published.weekday() - _WEEKDAYS.index(word)) % 7)
    return published + timedelta(_NEAR[word.lower()])


def _future(draft: Draft, token: Token, lead: str) -> bool | None:
    """Whether the day lies after the report; None where that is not clear."""
    if lead == "since":
        return False
    verb = token
    for _ in range(8):
        if verb.pos_ in ("VERB", "AUX") or verb.head == verb:
            break
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    found = draft.found
    auxiliaries = children(verb, "aux", "auxpass")
    words = {t.lower_ for t in auxiliaries}
    limit = lead in ("by", "until", "till", "before")
    own = found.head == verb.i
    if own and (found.act is Act.DEMAND or found.construction is Construction.INFINITIVE):
        return True if verb.tag_ in ("VB", "VBP") else None
    if words & _FUTURE:
        return None if words & {"have", "'ve", "’ve"} else True
    if "to" in words:
        return True if verb.head.lemma_.lower() in _COMING else None
    if verb.lemma_.lower() in _WISHING:
        return True if limit and verb.tag_ in ("VBZ", "VBP") else None
    if words & {"could", "can", "ca"}:
        return True if limit else None
    if "had" in words or words & {"has", "have", "did"}:
        return False
    if verb.tag_ == "VBG":
        if words & {"is", "are", "am", "'s", "'re", "'m", "’s", "’re", "’m"}:
            return True
        return False if found.construction is Construction.CHARGE and own else None
    if verb.tag_ == "VBN" and not words:
        return None if limit or verb.lemma_.lower() in _COMING else False
    if verb.tag_ == "VBD" or words & {"was", "were"}:
        return None if limit else False
    if limit and verb.tag_ in ("VBZ", "VBP") and child(verb, *SUBJECT) is not None:
        return True
    return None
