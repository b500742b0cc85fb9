"""Whether a line of plain text is a headline, judged by its shape alone."""

from __future__ import annotations

import re

MAX_LENGTH = 200
_MIN_WORDS = 3
_MAX_WORDS = 28
_LONGEST_NAME = 7

# A question or an exclamation may be the first half of a headline.
_SENTENCE_ENDS_INSIDE = re.compile(r"(?<!\w)[a-z]{2,}\.['\"’”»)]*\s+\S")
_ENDS_LIKE_PROSE = re.compile(r"[.…,;:\-–—][\"'’”»)\]]*$|[.!?,][\"'’”»]$")
_WHOLE_QUOTATION = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]$")
_NOT_A_HEADLINE = re.compile(
    r"(?:By\s+[A-Z]\w*|Photo|Image|Picture|File\s+photo|Caption|Video|Watch|Credit|Getty|Copyright"
    r"|Read\s+more|Share|Advertisement|Updated|Last\s+updated)\b|https?:|www\.|©|[-*•|>#]\s",
    re.IGNORECASE,
)
# In a run of capitalised words, one of these tells a headline from a name with its title.
_FUNCTION_WORD = re.compile(
    "a|after|against|amid|an|are|as|at|be|before|but|by|from|has|have|how|in|into|is|it|its|no|not"
    "|off|on|or|out|over|says|that|to|up|was|were|what|when|who|why|will|with",
    re.IGNORECASE,
)
_WORD_IN_NAMES = re.compile("of|the|for|and", re.IGNORECASE)


def looks_like_headline(line: str) -> bool:
    """True for a line that stands as a headline does: some words, no sentence's end.

    A line that could as well be a sentence, a caption, a byline or a person's name with a
    title is none: an unknown title does no harm, a wrong one does.
    """
    line = line.strip()
    words = line.split()
    if not (_MIN_WORDS <= len(words) <= _MAX_WORDS and len(line) <= MAX_LENGTH):
        return False
    if not any(char.isalpha() for char in line) or line[0].islower():
        return False
    if _NOT_A_HEADLINE.match(line) or _ENDS_LIKE_PROSE.search(line):
        return False
    if _SENTENCE_ENDS_INSIDE.search(line) or _WHOLE_QUOTATION.match(line):
        return False
    return not _is_name(words)


def _is_name(words: list[str]) -> bool:
    """True for some capitalised words alone, as in a name after a title or an office."""
    if len(words) > _LONGEST_NAME or any(
        re.search(r"[\d,:;?!‘“\"–—]|['’](?!s$)", word) for word in words
    ):
        return False
    for word in words:
        lower = word[0].islower() and not _WORD_IN_NAMES.fullmatch(word)
        if _FUNCTION_WORD.fullmatch(word) or lower:
            return False
    return True
