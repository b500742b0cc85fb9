"""Letters to an editor: what stands between "Dear Editor" and a signature is the signer's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.attribution.types import Range

_GREETING = re.compile(
    r"^[^\S\n]*(?:[*_]{1,2})?(?:Dear (?:Sir|Sirs|Madam|Sir or Madam|(?:the )?[Ee]ditors?|readers?)"
    r"|Sir|Sirs|Madam|To the [Ee]ditor)(?:[*_]{1,2})?[^\S\n]*"
    r"[,.:;–—-]+(?=\s)(?:[^\S\n]*[–—-]+(?=\s))?\s*",
    re.MULTILINE,
)
#: A name on a line of its own, with an office or a body after it: "— Ann Reed, chair of Elm Aid".
_SIGNATURE = re.compile(
    r"^[^\S\n]*(?:[–—-]+[^\S\n]*)?[*_]{0,2}(?P<signed>(?:(?:Dr|Mr|Mrs|Ms|Prof|Rev|Sir|Cllr)\.? )?"
    r"[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]+|de|van|von|der)){1,4}"
    r"(?:(?:,|[^\S\n][–—-])[^\S\n][^\n.?!:]{2,120}|[^\S\n]\([^()\n]{2,80}\))?)[*_]{0,2}[^\S\n]*$",
    re.MULTILINE,
)
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*")
_CLOSING = re.compile(r"(?:Yours|Sincerely|Kind|Best|With|Respectfully)\b[^\n.]{0,40},?\s*$")
#: Characters of a letter at most, from its greeting to its signature.
_LONGEST = 6_000


def letters(text: str) -> Iterator[tuple[Range, Range]]:
    """The paragraphs of each signed letter in ``text``, as (signature, words)."""
    past = 0
    for greeting in _GREETING.finditer(text):
        begin = greeting.end()
        signed = _SIGNATURE.search(text, begin, begin + _LONGEST)
        if greeting.start() < past or signed is None:
            continue
        if _GREETING.search(text, begin, signed.start()) is not None:
            continue
        past = signed.end()
        for paragraph in _PARAGRAPH.finditer(text, begin, signed.start()):
            words = paragraph.group().rstrip()
            if _CLOSING.match(words) is None and any(map(str.isalnum, words)):
                start = paragraph.start()
                yield signed.span("signed"), (start, start + len(words))
