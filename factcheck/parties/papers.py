"""Newspapers, agencies and broadcasters that a text names in full and then by a word."""

from __future__ import annotations

from collections import defaultdict

from factcheck.parties.gazetteer import Form
from factcheck.parties.lexical import Lexical
from factcheck.parties.speakers import Speaker
from factcheck.parties.titles import outlet_party


def papers(lex: Lexical) -> dict[str, Speaker]:
    """Outlets by the last word of their names: "the Post" is the New York Post.

    Where two of the text end in a word, it means neither.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for start, (hit, past) in lex.hit_at.items():
        if hit.form is Form.OUTLET and past - start > 1:
            found[lex.words[past - 1].text].add(hit.name)
    alone = {word: names.pop() for word, names in found.items() if len(names) == 1}
    return {word: Speaker(name, outlet_party(name)) for word, name in alone.items()}
