"""Turning a negated statement positive, to ask whether a contradiction hangs on more than "not".

Inference models read a bare negation as contradiction, whatever it negates.  If X truly
contradicts "S did not V", X must say that S did V; so the statement is asked again without
its negation, and only entailment counts.
"""

from __future__ import annotations

import re

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"^It is false that ", ""),
        (r"^.*\b(?:rejects?|denies|deny) (?:the |any )?(?:\w+ )?that ", ""),
        (r"\bneither (.+?) nor\b", r"both \1 and"),
        (r"\b(?:none of|not one of)\b", "some of"),
        (r"\b(?:nobody|no one)\b", "somebody"),
        (r"\bnothing\b", "something"),
        (r"\bno longer\b", "still"),
        (r"\bnever\b ?", ""),
        (r"\b(ca)n['’]t\b|\bcannot\b", "can"),
        (r"\bwon['’]t\b", "will"),
        (r"n['’]t\b", ""),
        (r"\bnot (?:a )?single\b", "a"),
        (r"\bnot\b ?", ""),
        (r"\bno (?=[\w-])", "a "),
        (r"\b(?:failed|refused) to\b", "managed to"),
        (r"\b(?:unable|unwilling) to\b", "able to"),
    )
)


#: Up to the first end of a sentence: what is said after it qualifies, and negates other things.
_SENTENCE = re.compile(r".{12,}?[.!?](?=\s)", re.DOTALL)


_IMPLIED = re.compile(r"\b(?:failed|refused|unable|unwilling) to\b", re.IGNORECASE)
_EXPLICIT = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nobody|nothing|cannot)\b|n['’]t\b", re.IGNORECASE
)


def implied(text: str) -> bool:
    """Whether the only negation is in a verb: "failed to", "was unable to"."""
    return bool(_IMPLIED.search(text)) and not _EXPLICIT.search(text)


def positive(text: str) -> str | None:
    """``text`` without its negation, first rule that fits; None where there is none to take away.

    >>> positive("Kestria did not fire on the boat.")
    'Kestria did fire on the boat.'
    """
    first = _SENTENCE.match(text)
    head = first.group() if first is not None else text
    for pattern, plain in _RULES:
        turned, count = pattern.subn(plain, head, count=1)
        turned += text[len(head) :]
        if count and any(c.isalnum() for c in turned):
            return turned[:1].upper() + turned[1:]
    return None
