"""Questions of a text that only sound like attributions: "Why do the unions say that?".

Who asks whether or why somebody says a thing does not report that it was said; who asks "Who is
to blame?" blames nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.attribution.setting import Setting
from factcheck.attribution.tree import SUBJECT, child, children
from factcheck.attribution.types import Attribution
from factcheck.model import Form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_ASKING = frozenset(("WP", "WRB", "WDT", "WP$"))


def only_asked(doc: Doc, setting: Setting, found: Attribution) -> bool:
    """Whether ``found`` stands in a question that asks for what it seems to report."""
    if found.verb is None or found.form is Form.DIRECT:
        return False
    verb = doc[found.verb]
    if setting.quoted(verb.idx) is not None or not _question(verb.sent):
        return False
    if _inverted(verb):
        return True
    first = next((t for t in verb.sent if t.is_alpha), verb)
    if first.tag_ not in _ASKING:
        return False
    source = found.source
    return source is None or source[0] == first.idx or not _before(doc, source[0], verb)


def _question(sentence: Span) -> bool:
    """Whether the sentence ends as a question does, outside of quotation marks."""
    last = next((t for t in reversed(list(sentence)) if not t.is_space), None)
    return last is not None and last.text == "?"


def _inverted(verb: Token) -> bool:
    """Whether an auxiliary stands before the subject of the verb: "did Norland deny that"."""
    subject = child(verb, *SUBJECT)
    if subject is None or subject.i > verb.i:
        return False
    return any(c.i < subject.i for c in children(verb, "aux", "auxpass"))


def _before(doc: Doc, offset: int, verb: Token) -> bool:
    """Whether what stands at the offset comes before the verb in its sentence."""
    return bool(doc[verb.sent.start].idx <= offset < verb.idx)
