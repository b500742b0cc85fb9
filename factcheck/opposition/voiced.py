"""Claims as the inference model is asked about them together with who makes them.

Two sentences can oppose each other only because of who says them: "the dam was sound" from its
owner, "nobody heard our warnings" from the village.  And who is blamed is often not in the words
for blame: "an escort that the army had promised never came".  The model has learnt both from
annotated stories, in these very forms of words; asked about bare sentences it judges inference.
"""

from __future__ import annotations

#: Who speaks where no party is known.
SOMEBODY = "Somebody"


def voiced(name: str, text: str) -> str:
    """A statement with its maker.

    >>> voiced("Kestria", "The boat was in our waters.")
    'Kestria: The boat was in our waters.'
    """
    return f"{name[:1].upper()}{name[1:]}: {text}"


def blames(name: str, blamed: str) -> str:
    """The hypothesis that a claim of ``name`` lays blame on ``blamed``.

    >>> blames("Kestria", "Norland")
    'Kestria blames Norland.'
    """
    return f"{name[:1].upper()}{name[1:]} blames {blamed}."
