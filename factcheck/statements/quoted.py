"""Which words of a content stand between quotation marks, and which in a quotation within one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.attribution.tree import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENING, _CLOSING = frozenset("“«„"), frozenset("”»‟")
_SINGLE = frozenset("'‘’")


def in_quotation(token: Token) -> bool:
    """Whether the marks of its paragraph enclose ``token``: a speaker is "I" there, not "he"."""
    text = text_of(token.doc)
    at, inside = text.rfind("\n", 0, token.idx) + 1, False
    while at < token.idx:
        if text[at] in _OPENING:
            inside = True
        elif text[at] in _CLOSING:
            inside = False
        elif text[at] == '"' or text.startswith("''", at):
            inside = not inside
            at += text[at] == "'"
        at += 1
    return inside


def nested(doc: Doc, start: int, token: Token) -> bool:
    """Whether ``token`` stands in single marks that opened after the offset ``start``.

    Its "I" is whoever is quoted or imagined ("if they say, 'I am for peace'").  A mark after a
    letter is an apostrophe where a letter follows, else it closes.
    """
    text, inside, at = text_of(doc), False, start
    while at < token.idx:
        if text[at] in _SINGLE:
            if text.startswith("''", at):
                at += 2
                continue
            before, after = text[at - 1 : at], text[at + 1 : at + 2]
            if not before.isalnum() and (after.isalnum() or after == "["):
                inside = inside or _closed(text, at + 1)
            elif not after.isalnum():
                inside = False
        at += 1
    return inside


def _closed(text: str, start: int) -> bool:
    """Whether a single mark closes what opens at ``start``, in the same paragraph."""
    end = text.find("\n", start)
    for at in range(start, len(text) if end < 0 else end):
        if text[at] in _SINGLE and not text[at + 1 : at + 2].isalnum():
            return True
    return False
