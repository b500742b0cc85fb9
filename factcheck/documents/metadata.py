"""Title, outlet, date and address of a report, where its file says them; never a guess.

What is said outright wins: front matter, then labelled lines (``Source: …``), then a
dateline, then the file's name, then a day without its year.  A file's time stamps say nothing
about publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from factcheck.documents.dates import PATTERN, date_in_name, leading_date, whole_date
from factcheck.documents.headline import MAX_LENGTH, looks_like_headline
from factcheck.documents.outlets import AGENCY, is_outlet, may_be_outlet
from factcheck.documents.years import day_of_report, names_day

HEAD = 20_000
_TAIL = 2_000
_MAX_VALUE = 300
_HEADER_LINES = 8
_FOOTER_LINES = 3
_MAX_FRONT_MATTER_LINES = 200


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report says of itself; ``published`` is an ISO date, None is unknown."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """These values, their gaps filled from ``other``."""
        return Metadata(
            *(getattr(self, field.name) or getattr(other, field.name) for field in fields(self))
        )


_KEYS = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "publication": "outlet",
    "agency": "outlet",
    "site": "outlet",
    "date": "published",
    "published": "published",
    "pubdate": "published",
    "publish_date": "published",
    "date_published": "published",
    "publication date": "published",
    "published on": "published",
    "url": "url",
    "link": "url",
    "source_url": "url",
    "canonical_url": "url",
}
_ENTRY = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?$")
_CONTINUED = re.compile(r"[ \t]+\S|- |#|$")
_SENTENCE_END = re.compile(r"[.!?][\"'’”»)]*$")
_URL = re.compile(r"https?://[^\s<>\"']+$")
_BARE_DATE = re.compile(r"date:?\s+(?=\d{4}-)|(?:published|posted)(?:\s+on)?:?\s+", re.IGNORECASE)
_SOURCE_AND_DATE = re.compile(rf"(?P<outlet>.*?)[\s,;|–—-]+(?:date:?\s+)?(?P<date>{PATTERN})", re.I)
_OUTLET_LINE = re.compile(
    r"(?P<outlet>[A-Z][^,:;!?\"“”|·•–—()]{1,50}?)(?:,\s*[A-Z][\w.'’ -]{1,30})?"
    rf"\s*(?:[,|·•–—(]|\s-)\s*(?P<date>{PATTERN})\)?$"
)
#: What follows the date in "18 March 2031 | Tech desk".
_DESK = re.compile(r"\s*[|·•]\s*[A-Z][^.!?|]{1,50}$")
_AGENCY_PLACE = re.compile(r"[ \t,–—-]*(?P<agency>[A-Z][\w&.-]{1,20}),\s*[A-Z][A-Z .,'’-]+$")
_DAY = r"[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:\s\d{4})?"
# A place in capitals marks a dateline; after another place only a known agency does.
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’/-]+(?:[ ,]+[A-Z][\w.'’/-]*){0,5}?)"
    rf"(?:,?\s+(?P<date>{_DAY}))?"
    r",?\s*\((?P<agency>[A-Z][\w&./ ]{1,30})\)\s*(?:[-–—]|:)"
)
# The same without an agency, where the date carries its year.
_PLACE_AND_DATE = re.compile(
    r"[A-Z][A-ZÀ-Þ.'’/ -]{1,40}(?:,\s[A-Z][\w.'’ -]{1,30})?"
    rf"(?:,|\s\((?P<agency>[A-Z][\w&./ ]{{1,30}})\),?)\s(?P<date>{PATTERN})\s*(?:[-–—]|:)"
)
_BYLINE = re.compile(r"(?:(?:EXCLUSIVE|Exclusive):?\s+)?(?:[Bb]y|BY)\s+[A-Z][^.]{2,80}$")
_WRITTEN_FOR = re.compile(
    r"(?:By|BY)\s+[A-Z][^,.;:]{2,60}?(?:,?\s+(?P<link>for|of)\s+(?:the\s+)?|,\s*)"
    r"(?P<outlet>[A-Z][^,;:]{1,50})$"
)


def read_metadata(text: str, name: str) -> Metadata:
    """What ``text`` and the file's ``name`` say of the report.  Its cost is bounded."""
    start = front_matter_end(text)
    head = list(_lines(text[start : start + HEAD]))
    tail = list(_lines(text[max(start, len(text) - _TAIL) :]))
    stated = read_front_matter(text)
    stated = stated.or_else(_labelled(line for _, line in head[:_HEADER_LINES]))
    stated = stated.or_else(_footer(line for _, line in tail[-_FOOTER_LINES:]))
    masthead = _masthead([line for _, line in head[:_HEADER_LINES]])
    stated = stated.or_else(Metadata(outlet=masthead))
    stated = stated.or_else(_byline(line for _, line in head[:_HEADER_LINES]))
    stated = stated.or_else(_dateline(line for _, line in head[: _HEADER_LINES + 2]))
    title = _headline(head, masthead)
    published = stated.published or date_in_name(name)
    if published is None:
        told = [line for _, line in head[: _HEADER_LINES + 2]]
        published = day_of_report(told, text[start : start + HEAD], name)
    return stated.or_else(Metadata(title=title, published=published))


def front_matter_end(text: str) -> int:
    """Where the body begins: the offset after a YAML front matter block, 0 without one.

    A block stands between a first line ``---`` and a line ``---`` or ``...`` and holds nothing
    but entries; a rule that merely opens a text is none.
    """
    block = _front_matter(text)
    return block[1] if block else 0


def read_front_matter(text: str) -> Metadata:
    """The metadata in the front matter of ``text``, all unknown where it has none."""
    block = _front_matter(text)
    if not block:
        return Metadata()
    return _from_entries(
        (match[1], _yaml_scalar(match[2] or "")) for match in map(_ENTRY.match, block[0]) if match
    )


def _front_matter(text: str) -> tuple[list[str], int] | None:
    """The lines within the front matter, and the offset after it."""
    head = text[:HEAD]
    lines = head.splitlines(keepends=True)[: _MAX_FRONT_MATTER_LINES + 2]
    if not lines or lines[0].removeprefix("\ufeff").rstrip() != "---":
        return None
    offset = len(lines[0])
    inner: list[str] = []
    for line in lines[1:]:
        offset += len(line)
        bare = line.rstrip()
        if bare in ("---", "..."):
            return (inner, offset) if any(map(_ENTRY.match, inner)) else None
        if not (_ENTRY.match(bare) or _CONTINUED.match(bare)):
            return None
        inner.append(bare)
    return None


def _from_entries(entries: Iterator[tuple[str, str]]) -> Metadata:
    """The first usable value of each field; what makes no sense as one is passed over."""
    known: dict[str, str] = {}
    for key, raw in entries:
        field = _KEYS.get(key.strip().lower().replace("-", "_"))
        value = " ".join(raw.split())
        if field is None or not value or len(value) > _MAX_VALUE:
            continue
        if _URL.match(value) and field == "outlet":
            field = "url"
        if field == "published":
            found = leading_date(value)
            value = found[0] if found else ""
        elif field == "url" and not _URL.match(value):
            value = ""
        elif field == "outlet":
            dated = _SOURCE_AND_DATE.match(value)
            iso = leading_date(dated["date"]) if dated else None
            if dated and iso:
                known.setdefault("published", iso[0])
                value = dated["outlet"].strip()
        if value:
            known.setdefault(field, value)
    return Metadata(**known)


def _yaml_scalar(value: str) -> str:
    """The text of a plain or quoted YAML value on one line; empty for anything else."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1]
    value = re.sub(r"(?:^|\s+)#.*", "", value)
    return "" if value in ("~", "null") or value[:1] in tuple("[{&*!|>%@`") else value


def _lines(part: str) -> Iterator[tuple[bool, str]]:
    """The non-blank lines of ``part``, and whether each stands apart from the line after it."""
    lines = [_bare(line) for line in part.removeprefix("\ufeff").splitlines()]
    for index, line in enumerate(lines):
        if line:
            yield index + 1 < len(lines) and not lines[index + 1], line


def _bare(line: str) -> str:
    """A line without white space and the emphasis that Markdown may put around it."""
    return line.strip() if len(line) > 2 * _MAX_VALUE else line.replace("**", "").strip(" \t*_")


def _labelled(lines: Iterator[str]) -> Metadata:
    """What the lines above the first sentence say."""
    known = Metadata()
    for line in lines:
        found = _labelled_line(line)
        if found == Metadata() and _is_prose(line):
            break
        known = known.or_else(found)
    return known


def _is_prose(line: str) -> bool:
    """True for a line that ends a report's head: a sentence or a paragraph, and no headline."""
    return len(line) > _MAX_VALUE or bool(
        _SENTENCE_END.search(line) and not looks_like_headline(line)
    )


def _labelled_line(line: str) -> Metadata:
    """What a line says that is made to say it: a label with a value, an outlet with a date."""
    if len(line) > _MAX_VALUE:
        return Metadata()
    if _URL.match(line):
        return Metadata(url=line)
    entry = _ENTRY.match(line)
    if entry and _is_labelled(line):
        return _from_entries(iter([(entry[1], entry[2] or "")]))
    whole = whole_date(line)
    if whole:
        return Metadata(published=whole)
    dated = leading_date(line)
    if dated and _DESK.match(line, dated[1]):
        return Metadata(published=dated[0])
    bare = _BARE_DATE.match(line)
    found = leading_date(line[bare.end() :]) if bare else None
    if bare and found:
        agency = _AGENCY_PLACE.match(line[bare.end() + found[1] :])
        return Metadata(published=found[0], outlet=agency["agency"] if agency else None)
    signed = _OUTLET_LINE.match(line)
    found = leading_date(signed["date"]) if signed else None
    if signed and found:
        outlet = signed["outlet"].strip()
        return Metadata(published=found[0], outlet=outlet if may_be_outlet(outlet) else None)
    return Metadata()


def _is_labelled(line: str) -> bool:
    entry = _ENTRY.match(line)
    return bool(entry and entry[1].strip().lower() in _KEYS)


def _footer(lines: Iterator[str]) -> Metadata:
    """A closing ``Source: …``; other labels at a text's end speak of something else."""
    known = Metadata()
    for line in lines:
        entry = _ENTRY.match(line) if len(line) <= _MAX_VALUE else None
        if entry and entry[1].strip().lower() == "source":
            known = known.or_else(_labelled_line(line))
    return known


def _masthead(lines: list[str]) -> str | None:
    """The outlet on a line of its own in a report's head.

    It stands above or below a headline, a byline or a date; without a word that tells an
    outlet it stands between a headline and a date.
    """
    for index, line in enumerate(lines):
        if len(line) > MAX_LENGTH or (_labelled_line(line) == Metadata() and _is_prose(line)):
            return None
        above = lines[index - 1] if index else ""
        below = lines[index + 1] if index + 1 < len(lines) else ""
        titled = looks_like_headline(above)
        if is_outlet(line) and not _BYLINE.match(line):
            beside = titled or (index == 0 and looks_like_headline(below))
            if beside or _is_furniture(below) or (above and _is_furniture(above)):
                return line
        elif titled and may_be_outlet(line) and _labelled_line(below).published:
            return line
    return None


def _byline(lines: Iterator[str]) -> Metadata:
    """The outlet in "By Anna Karlsson, for the Harbour Times"; who follows "of" may be a town."""
    for line in lines:
        match = _WRITTEN_FOR.match(line) if len(line) <= _MAX_VALUE else None
        if match and (
            is_outlet(match["outlet"])
            or (match["link"] == "for" and may_be_outlet(f"The {match['outlet']}"))
        ):
            return Metadata(outlet=match["outlet"])
    return Metadata()


def _dateline(lines: Iterator[str]) -> Metadata:
    """The agency and, where it carries a year, the date of ``CITY, Sept 12 (Agency) -``.

    The brackets may be missing.
    """
    for line in lines:
        match = _match_dateline(line)
        if match:
            day = whole_date(match["date"] or "")
            return Metadata(outlet=match["agency"].strip(), published=day)
        placed = _PLACE_AND_DATE.match(line[:_MAX_VALUE])
        found = leading_date(placed["date"]) if placed else None
        if found:
            return Metadata(published=found[0], outlet=placed["agency"] if placed else None)
    return Metadata()


def _match_dateline(line: str) -> re.Match[str] | None:
    match = _DATELINE.match(line[:_MAX_VALUE])
    if match is None:
        return None
    shouted = match["place"].split(",")[0].isupper()
    return match if shouted or AGENCY.fullmatch(match["agency"]) else None


def _headline(lines: list[tuple[bool, str]], masthead: str | None) -> str | None:
    """The first line that says no metadata, where it stands as a headline above a text."""
    for index, (apart, line) in enumerate(lines[:_HEADER_LINES]):
        if len(line) > MAX_LENGTH:
            return None
        if line == masthead or _labelled_line(line) != Metadata() or _is_labelled(line):
            continue
        below = lines[index + 1][1] if index + 1 < len(lines) else ""
        stands = apart or below == masthead or _is_furniture(below)
        return line if below and stands and looks_like_headline(line) else None
    return None


def _is_furniture(line: str) -> bool:
    """True for the lines that stand between a headline and its text."""
    if _labelled_line(line) != Metadata() or _BYLINE.match(line) or names_day(line):
        return True
    return _dateline(iter([line])) != Metadata()
