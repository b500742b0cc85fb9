"""Reports as nobody should write them: spliced, cut, and strewn with what breaks programs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from random import Random

#: Characters and marks that have broken readers of text.
HOSTILE = (
    "\x00", "\x07", "\x1b[31m", "\x1c", "\x7f", "\x85", "\u2028", "\u2029", "\u200b", "\u200d",
    "\u202e", "\u2066", "\ufeff", "\ufffe", "\ud800", "\udfff", "\u0301", "\u0301" * 50, "😀",
    "👨‍👩‍👧", "🇵🇪", "ﬁ", "ß", "İ", "ŉ", "ǆ", "\u1e9e", "𝗕", "Ａ", "مرحبا", "שלום", "你好", "\u3000",
    "<b>", "</script>", "<!--", "&amp;", "{{7*7}}", "%s", "$(id)", "`id`", "';--", "\\n", "\\", "|",
    "[x](y)", "![", "***", "___", "~~~", "```", "---\n", "# ", "> ", "http://" + "a" * 300,
    "(" * 60, ")" * 60, '"' * 60, "'" * 60, "“" * 60, "«" * 30, "." * 80, "—" * 40, ":" * 30,
    "x" * 3_000, "9" * 1_000, " " * 2_000, "\n" * 300, "\t" * 200, "\r\n" * 20, "a." * 300,
)  # fmt: skip
QUOTES = (
    ("“", "”"), ('"', '"'), ("'", "'"), ("‘", "’"), ("«", "»"), ("»", "«"), ("„", "“"), ("„", "”"),
    ("‹", "›"), ("``", "''"), ("「", "」"), ("", ""), ("”", "“"),
)  # fmt: skip
_MARKS = '“”"«»„‘’'
LABELS = (
    "VOSS: ", "Q: ", "A: ", "Q. ", "A\t", "QUESTION: ", "**VOSS:** ", "Interviewer: ",
    "[00:01:02] RENN: ", "RENN (shouting): ", "**Who did it?**\n\n", "### And why?\n\n",
    "TOM BECK, BYLINE: ", "VOSS:\n",
    "(Photo: ", "FILE PHOTO: ", "Read more: ", "By ", "LIMA, May 3 (AP) — ", "- ", "• ", "1. ",
    "| ", "> ", "# ", "— ", "@voss wrote: ", "Update: ", "KEY POINTS: ",
)  # fmt: skip
WORDS = (
    "said", "accused", "denied", "that", "according to", "it", "they", "we", "who", "and of",
    "told", "Russia", "the US", "Peru's foreign minister, Ana Voss,", "its ministry", "blamed",
    "for lying",
    "“we did not”", "not", "failing to", "a claim that", "rejected", "called", "a liar", "urged",
)  # fmt: skip
FOREIGN = (
    "Le ministre a déclaré que « nous ne céderons jamais » devant la presse réunie à Lima.",
    "Министр заявил, что «мы никогда не уступим», и отказался отвечать на вопросы.",
    "قال الوزير إن الطريق إلى الجنوب سيبقى مغلقا لمدة عشرة أيام",
    "部长表示，通往南方的道路将关闭十天，直到另行通知。",
)
_SPACES = (
    ("\n", " "), ("\n", "\r\n"), ("\n", "\r"), (" ", "\u00a0"), (" ", "\t"), (" ", "\n"), (" ", ""),
    ("\n\n", "\n"), (". ", "."), (" ", "  "), ("\n", "\u2028"), (" ", "\u200b"),
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"\w+")
_BLANK = re.compile(r"\n\s*\n")


def mutated(rng: Random, fixtures: Sequence[str]) -> str:
    """A text made of parts of ``fixtures`` and changed one to six times."""
    parts = []
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        cut = rng.choice((_SENTENCE, _BLANK)).split(rng.choice(fixtures))
        first = rng.randrange(len(cut))
        parts.append(rng.choice(("\n\n", " ", "\n")).join(cut[first : first + rng.randint(1, 8)]))
    text = rng.choice(("\n\n", " ", "\n", "")).join(parts)
    for _ in range(rng.randint(1, 6)):
        text = rng.choice(_WAYS)(rng, text)
    return text


def _strewn(rng: Random, text: str) -> str:
    for _ in range(rng.randint(1, 8)):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(HOSTILE) + text[at:]
    return text


def _worded(rng: Random, text: str) -> str:
    words = text.split(" ")
    for _ in range(rng.randint(1, 10)):
        words.insert(rng.randint(0, len(words)), rng.choice(WORDS))
    return " ".join(words)


def _shuffled(rng: Random, text: str) -> str:
    words = text.split(" ")
    first = rng.randrange(len(words))
    some = words[first : first + 30]
    rng.shuffle(some)
    return " ".join([*words[:first], *some, *words[first + 30 :]])


def _quoted_otherwise(rng: Random, text: str) -> str:
    opening, closing = rng.choice(QUOTES)
    kept = rng.random()
    return "".join(
        c
        if c not in _MARKS
        else ""
        if rng.random() > 0.5 + kept
        else rng.choice((opening, closing))
        for c in text
    )


def _quoted_more(rng: Random, text: str) -> str:
    words = text.split(" ")
    for _ in range(rng.randint(1, 6)):
        first = rng.randrange(len(words))
        last = min(len(words) - 1, first + rng.randint(0, 12))
        opening, closing = rng.choice(QUOTES)
        words[first], words[last] = opening + words[first], words[last] + closing
    return " ".join(words)


def _labelled(rng: Random, text: str) -> str:
    few = rng.sample(LABELS, 3)
    return "\n".join(
        (rng.choice(few) if rng.random() < 0.5 else "") + line for line in text.splitlines()
    )


def _spaced_otherwise(rng: Random, text: str) -> str:
    return text.replace(*rng.choice(_SPACES))


def _wrapped(rng: Random, text: str) -> str:
    width = rng.randint(5, 80)
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def _cased(rng: Random, text: str) -> str:
    return rng.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _cut(rng: Random, text: str) -> str:
    first, last = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
    return rng.choice((text[first:last], text[:first] + text[last:], text[:first] + text[:last]))


def _ended(rng: Random, text: str) -> str:
    ends = [found.end() for found in _WORD.finditer(text)]
    return text[: rng.choice(ends)] if ends else text


def _unicode(rng: Random, text: str) -> str:
    at = rng.randint(0, len(text))
    some = "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randint(1, 60)))
    return text[:at] + some + text[at:]


def _normalised(rng: Random, text: str) -> str:
    return unicodedata.normalize(rng.choice(("NFD", "NFKD", "NFKC")), text)


def _foreign(rng: Random, text: str) -> str:
    parts = text.split("\n\n")
    for _ in range(rng.randint(1, 4)):
        parts.insert(rng.randint(0, len(parts)), rng.choice(FOREIGN))
    return rng.choice(("\n\n", " ")).join(parts)


def _marked_up(rng: Random, text: str) -> str:
    mark = rng.choice(("*", "**", "_", "`", "<p>", "<i>", "[[", "~~"))
    return "".join(mark + w + mark if rng.random() < 0.1 else w for w in re.split(r"(\s+)", text))


def _headed(rng: Random, text: str) -> str:
    return rng.choice(("---\ntitle: x\n---\n", "---\ntitle: [\n", "\ufeff", "# \n", "\n\n")) + text


def _long(rng: Random, text: str) -> str:
    if rng.random() < 0.9:
        return text
    return (text + rng.choice((" ", "\n\n", ""))) * (1 + 20_000 // (len(text) + 1))


_WAYS: tuple[Callable[[Random, str], str], ...] = (
    _strewn, _strewn, _worded, _worded, _shuffled, _quoted_otherwise, _quoted_more, _labelled,
    _labelled, _spaced_otherwise, _wrapped, _cased, _cut, _ended, _unicode, _normalised, _foreign,
    _marked_up, _headed, _long,
)  # fmt: skip
