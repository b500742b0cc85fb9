"""The gold annotation of a fixture story: derived from marked-up reports, checked when read.

A story is a folder of reports with a folder ``gold`` beside them.  ``gold/<report>.gold`` is the
report's text with its spans marked ``⟦handle.role:words⟧``, where role is ``source``, ``cue`` or
``content``; marks nest, and one mark may carry several labels (``⟦c1.cue c2.cue:accused⟧``).
``gold/claims.toml`` says who makes each claim, ``gold/pairs.toml`` which claims oppose each other.
``python -m factcheck.bench.gold STORY...`` writes what follows from them to ``gold.json``, which
is all that :func:`load_story` reads besides the reports.  See ``fixtures/README.md``.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Any

from factcheck.errors import InputError
from factcheck.model import Act, Document, Form, Relation, Span

_MARK = re.compile(r"⟦([^:⟦⟧\n]*):|⟧")
_LABEL = re.compile(r"([a-z]+[0-9]+)\.(source|cue|content)")
_REPORT_SUFFIXES = (".txt", ".md")
_ATTRIBUTES: dict[str, Any] = {
    "party": None,
    "speaker": None,
    "form": None,
    "act": None,
    "targets": [],
}

Marks = dict[str, dict[str, list[Span]]]
"""Handle of a claim → role → spans in the order of the text."""


class Trap(StrEnum):
    """Why two claims that are no opposition look like one."""

    SAME_SIDE_PARAPHRASE = "same_side_paraphrase"
    CROSS_SIDE_AGREEMENT = "cross_side_agreement"
    CHANGE_OVER_TIME = "change_over_time"
    DIFFERENT_OBJECT = "different_object"
    DIFFERENT_SCOPE = "different_scope"
    QUOTED_OPPONENT = "quoted_opponent"
    SYNDICATED_COPY = "syndicated_copy"
    UNRELATED_FIGURES = "unrelated_figures"
    REVISED_TOLL = "revised_toll"
    ATTITUDE_ONLY = "attitude_only"
    DEMAND_AGAINST_FACT = "demand_against_fact"


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One annotated claim; ``document`` is the report's file name, ``party`` and ``targets`` ids.

    Offsets count code points of the report's file, decoded as UTF-8 and otherwise untouched.
    """

    handle: str
    document: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    party: str | None
    speaker: str | None
    form: Form
    act: Act
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldOpposition:
    """Two claims that oppose each other; ``a`` and ``b`` are handles."""

    a: str
    b: str
    relation: Relation
    why: str


@dataclass(frozen=True, slots=True)
class GoldNegative:
    """Two claims that are easily taken for an opposition and are none."""

    a: str
    b: str
    trap: Trap
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """A story's reports and their annotation.

    ``texts`` holds the annotated reports by file name.  ``undecided`` lists the pairs on which
    careful readers may differ: a finding there is neither right nor wrong.
    """

    name: str
    texts: Mapping[str, str]
    claims: tuple[GoldClaim, ...]
    oppositions: tuple[GoldOpposition, ...]
    negatives: tuple[GoldNegative, ...]
    undecided: tuple[tuple[str, str], ...]

    @property
    def sha256s(self) -> dict[str, str]:
        """The name of the report for the hash of its text."""
        return {Document(text, name).sha256: name for name, text in self.texts.items()}


def strip_markup(marked: str) -> tuple[str, Marks]:
    """Split a marked text into the text itself and the spans that were marked in it.

    Raises ``InputError`` for a label that cannot be read and for marks that do not balance.
    """
    pieces: list[str] = []
    length = position = 0
    opened: list[tuple[list[tuple[str, str]], int]] = []
    found: list[tuple[str, str, int, int]] = []
    for mark in _MARK.finditer(marked):
        piece = marked[position : mark.start()]
        pieces.append(piece)
        length += len(piece)
        position = mark.end()
        if mark.group(1) is not None:
            opened.append((_labels(mark.group(1)), length))
        elif opened:
            labels, start = opened.pop()
            found.extend((handle, role, start, length) for handle, role in labels)
        else:
            raise InputError(f"a ⟧ closes nothing after {piece[-30:]!r}; remove it")
    if opened:
        raise InputError(f"the mark {opened[-1][0][0][0]} is never closed; add its ⟧")
    text = "".join([*pieces, marked[position:]])
    if "⟦" in text:
        raise InputError("a ⟦ is not followed by labels and a colon; write ⟦c1.cue:said⟧")
    marks: Marks = {}
    for handle, role, start, end in sorted(found, key=lambda item: item[2:]):
        roles = marks.setdefault(handle, {"source": [], "cue": [], "content": []})
        roles[role].append(Span(start, end, text[start:end]))
    return text, marks


def _labels(written: str) -> list[tuple[str, str]]:
    labels = []
    for label in written.split(" "):
        match = _LABEL.fullmatch(label)
        if match is None:
            raise InputError(f"{label!r} is not a label; write it as c1.source, c1.cue, c1.content")
        labels.append((match.group(1), match.group(2)))
    return labels


def derive_story(folder: Path) -> Story:
    """Work a story out from its marked-up reports and the two TOML files beside them.

    Raises ``InputError`` where these are missing, unreadable or at odds with each other.
    """
    sources = sorted((folder / "gold").glob("*.gold"))
    if not sources:
        raise InputError(f"{folder}: no gold/*.gold here; name a story's folder")
    attributes = _read_toml(folder / "gold" / "claims.toml").get("claims", {})
    pairs = _read_toml(folder / "gold" / "pairs.toml")
    texts: dict[str, str] = {}
    claims: dict[str, dict[str, Any]] = {}
    for path in sources:
        report = _report_of(folder, path.stem)
        texts[report.name] = _read(report)
        try:
            text, marks = strip_markup(_read(path))
        except InputError as error:
            raise InputError(f"{path}: {error}") from error
        if text != texts[report.name]:
            raise InputError(f"{path}: differs from {report.name} without its marks; align them")
        for handle, roles in marks.items():
            if handle in claims:
                raise InputError(f"{path}: {handle} is used in two reports; rename one")
            if handle not in attributes:
                raise InputError(f"{path}: {handle} is not in claims.toml; describe it there")
            claims[handle] = _raw_claim(handle, report.name, roles, attributes[handle])
    if unmarked := sorted(attributes.keys() - claims.keys()):
        raise InputError(f"{folder}/gold/claims.toml: {unmarked[0]} is marked in no report")
    try:
        raw = {
            "claims": list(claims.values()),
            "oppositions": list(_expand(pairs.get("oppositions", []))),
            "negatives": list(_expand(pairs.get("negatives", []))),
            "undecided": [(p["a"], p["b"]) for p in _expand(pairs.get("undecided", []))],
        }
    except (KeyError, TypeError) as error:
        raise InputError(f"{folder}/gold/pairs.toml: a pair lacks {error}; add it") from error
    return _from_json(folder.name, raw, texts)


def _raw_claim(
    handle: str, document: str, roles: Mapping[str, list[Span]], attributes: Mapping[str, Any]
) -> dict[str, Any]:
    for role in ("source", "cue"):
        if len(roles[role]) > 1:
            raise InputError(f"{document}: {handle} has more than one {role}; keep one")
    if unknown := sorted(attributes.keys() - _ATTRIBUTES.keys()):
        raise InputError(f"{document}: {handle} has an unknown attribute {unknown[0]}; remove it")
    spans = {role: [asdict(span) for span in found] for role, found in roles.items()}
    return {
        "handle": handle,
        "document": document,
        "source": next(iter(spans["source"]), None),
        "cue": next(iter(spans["cue"]), None),
        "content": spans["content"],
        **_ATTRIBUTES,
        **attributes,
    }


def _expand(groups: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give every pair of a group its own entry: each of ``a`` with each of ``b``."""
    for group in groups:
        sides = [[side] if isinstance(side, str) else side for side in (group["a"], group["b"])]
        for a, b in product(*sides):
            yield {**group, "a": a, "b": b}


def load_story(folder: Path) -> Story:
    """Read a story's ``gold.json`` and check it against the reports.

    Raises ``InputError`` where a span's words are not at its offsets, a pair names an unknown
    claim or is listed twice, a relation or trap is unknown, or the file is damaged.
    """
    path = folder / "gold.json"
    try:
        raw = json.loads(_read(path))
        names = {claim["document"] for claim in raw["claims"]}
        texts = {name: _read(folder / name) for name in sorted(names)}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: damaged ({error!r}); derive it again") from error
    return _from_json(folder.name, raw, texts)


def _to_json(story: Story) -> dict[str, Any]:
    whole = asdict(story)
    return {key: whole[key] for key in ("claims", "oppositions", "negatives", "undecided")}


def _from_json(name: str, raw: Mapping[str, Any], texts: Mapping[str, str]) -> Story:
    try:
        claims = tuple(_claim_from_json(item) for item in raw["claims"])
        oppositions = tuple(
            GoldOpposition(item["a"], item["b"], Relation(item["relation"]), item["why"])
            for item in raw["oppositions"]
        )
        negatives = tuple(
            GoldNegative(item["a"], item["b"], Trap(item["trap"]), item["why"])
            for item in raw["negatives"]
        )
        undecided = tuple((str(a), str(b)) for a, b in raw["undecided"])
        story = Story(name, texts, claims, oppositions, negatives, undecided)
        _check_claims(story)
        _check_pairs(story)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{name}: damaged annotation ({error}); derive it again") from error
    return story


def _claim_from_json(item: Mapping[str, Any]) -> GoldClaim:
    source, cue = item["source"], item["cue"]
    return GoldClaim(
        handle=item["handle"],
        document=item["document"],
        source=None if source is None else Span(**source),
        cue=None if cue is None else Span(**cue),
        content=tuple(Span(**span) for span in item["content"]),
        party=item["party"],
        speaker=item["speaker"],
        form=Form(item["form"]),
        act=Act(item["act"]),
        targets=tuple(item["targets"]),
    )


def _check_claims(story: Story) -> None:
    seen: set[str] = set()
    for claim in story.claims:
        where = f"{story.name}: claim {claim.handle}"
        if claim.handle in seen:
            raise InputError(f"{where} is there twice; rename one")
        seen.add(claim.handle)
        if not claim.content:
            raise InputError(f"{where} has no content; mark what is claimed")
        text = story.texts[claim.document]
        for span in (claim.source, claim.cue, *claim.content):
            if span is not None and (not span.text or text[span.start : span.end] != span.text):
                raise InputError(f"{where}: {span.text[:40]!r} is not at its offset; derive again")


def _check_pairs(story: Story) -> None:
    claims = {claim.handle: claim for claim in story.claims}
    pairs = [
        *((pair.a, pair.b) for pair in story.oppositions),
        *((pair.a, pair.b) for pair in story.negatives),
        *story.undecided,
    ]
    seen: set[frozenset[str]] = set()
    for a, b in pairs:
        where = f"{story.name}: pair {a}, {b}"
        if missing := [handle for handle in (a, b) if handle not in claims]:
            raise InputError(f"{where}: there is no claim {missing[0]}; correct the handle")
        if a == b or frozenset((a, b)) in seen:
            raise InputError(f"{where} is there twice or pairs a claim with itself; keep one")
        seen.add(frozenset((a, b)))
    for pair in story.oppositions:
        same_side = claims[pair.a].party == claims[pair.b].party
        if same_side != (pair.relation is Relation.POSITION_CHANGE):
            raise InputError(
                f"{story.name}: pair {pair.a}, {pair.b}: {pair.relation} does not fit their "
                "parties; a position changes within one party, all else is between two"
            )


def _report_of(folder: Path, stem: str) -> Path:
    for suffix in _REPORT_SUFFIXES:
        path = folder / (stem + suffix)
        if path.is_file():
            return path
    raise InputError(f"{folder}: no report for gold/{stem}.gold; add {stem}.txt or {stem}.md")


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8; save it as UTF-8") from error


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}; mend the TOML") from error


def main(folders: Sequence[str]) -> int:
    """Derive ``gold.json`` in each story folder; returns the exit status, 2 after an error."""
    for folder in folders:
        try:
            story = derive_story(Path(folder))
        except InputError as error:
            print(error, file=sys.stderr)
            return 2
        written = json.dumps(_to_json(story), ensure_ascii=False, indent=1) + "\n"
        (Path(folder) / "gold.json").write_bytes(written.encode("utf-8"))
        print(
            f"{story.name}: {len(story.texts)} reports, {len(story.claims)} claims, "
            f"{len(story.oppositions)} oppositions, {len(story.negatives)} negatives",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
