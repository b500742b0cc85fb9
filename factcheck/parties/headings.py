"""Outlets that a heading, a byline or a dateline of the text itself names."""

from __future__ import annotations

import re
from itertools import islice

from factcheck.parties.names import slug
from factcheck.parties.vocabulary import word_list

_BODIES = word_list("bodies")
_LINES = 8
_LONGEST = 160
_DATE = r"(?:\d{1,2} [A-Z][a-z]+,? \d{4}|[A-Z][a-z]+ \d{1,2},? \d{4}|\d{4}-\d\d-\d\d)"
_NAME = r"(?P<name>[A-Z][\w'\u2019.-]*(?: (?:of|the|de|and|&|[A-Z][\w'\u2019.-]*)){0,6})"
_BYLINE = re.compile(
    rf"\s*(?:Source: *|outlet: *|By )?{_NAME},? *(?:[Dd]ate:? *|[|\u2013\u2014-] *)?{_DATE}\W*$"
    rf"|\s*(?:Source|[Oo]utlet|Publisher|Newspaper): *['\"]?(?P<named>[^'\"\n]{{2,60}}?)['\"]?\s*$"
)
_DATELINE = re.compile(
    rf"\s*[A-Z][A-Z'\u2019. -]+,[^()\n]{{0,40}}\((?P<name>[^()\n]{{2,40}})\)"
    rf"|\s*[A-Z][A-Z'\u2019. -]+, {_DATE} "
)
_WHEN = r"(?:, [\w .]{1,40})?"
_OPENING = re.compile(
    rf"(?:[A-Z][\w'\u2019. -]{{2,30}}{_WHEN} ?)?\([A-Z][^()\n]{{1,40}}\) ?[\u2013\u2014-]+ "
    rf"|[A-Z]{{3,}}[A-Z'\u2019. -]*{_WHEN} [\u2013\u2014-]+ "
)


def outlets(text: str) -> frozenset[str]:
    """The outlets, as slugs, that the first lines of ``text`` name as its own."""
    found = set()
    for line in islice(_lines(text), _LINES):
        match = _BYLINE.match(line[:_LONGEST]) or _DATELINE.match(line[:_LONGEST])
        name = match and (match.group("name") or match.groupdict().get("named"))
        if name and name.split()[-1].casefold() not in _BODIES:
            found.add(slug(name))
    return frozenset(found)


def past_dateline(phrase: str) -> int:
    """Where ``phrase`` goes on after the place, the date and the agency that a report opens with.

    0 where it does not open so.
    """
    match = _OPENING.match(phrase)
    return match.end() if match is not None else 0


def dateline(phrase: str) -> bool:
    """Whether ``phrase`` is the place and date that an article opens with."""
    return _DATELINE.match(phrase + " ") is not None


def _lines(text: str) -> list[str]:
    return [line for line in text[: _LINES * 400].splitlines() if line.strip()]
