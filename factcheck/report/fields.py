"""The types as plain JSON values: the public contract of every command that prints data."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from factcheck.model import Claim, DocumentInfo, Label, Opposition, Party, Span
from factcheck.opposition.weights import withheld
from factcheck.report.safe import safe_json

if TYPE_CHECKING:
    from factcheck.report.view import Finding, NearMiss

_DECIMALS = 4
_MAX_DEPTH = 20


def plain(value: object, depth: int = 0) -> object:
    """``value`` in JSON's own types.

    Numbers are rounded to four decimals (those that are not finite become null), sets are
    sorted, and what JSON does not know is written as its ``str``.
    """
    if depth > _MAX_DEPTH:
        return str(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return round(float(value), _DECIMALS) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, AbstractSet):
        return [plain(item, depth + 1) for item in sorted(value, key=str)]
    if isinstance(value, Sequence):
        return [plain(item, depth + 1) for item in value]
    return str(value)


def dumps(value: object, *, indent: int | None = None) -> str:
    """``value`` as JSON without a line end; on one line unless ``indent`` is given.

    Readable in any script, and safe to print: characters that are invisible, reorder text or
    cannot be encoded are escaped.
    """
    text = json.dumps(plain(value), ensure_ascii=False, indent=indent, allow_nan=False)
    return safe_json(text)


def span_fields(span: Span) -> dict[str, object]:
    """A span: half-open code point offsets and the text between them."""
    return {"start": span.start, "end": span.end, "text": span.text}


def document_fields(document: DocumentInfo) -> dict[str, object]:
    """A document without its text; unknown fields are null."""
    return {
        "path": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "url": document.url,
    }


def party_fields(party: Party) -> dict[str, object]:
    """A party: its id and its name."""
    return {"id": party.id, "name": party.name}


def claim_fields(claim: Claim) -> dict[str, object]:
    """A claim with all that the contract names, and ``sentence`` and ``reports`` besides."""
    return {
        "id": claim.id,
        "document": document_fields(claim.document),
        "source": span_fields(claim.source) if claim.source else None,
        "cue": span_fields(claim.cue) if claim.cue else None,
        "content": [span_fields(span) for span in claim.content],
        "sentence": span_fields(claim.sentence),
        "statement": claim.statement,
        "speaker": claim.speaker,
        "party": party_fields(claim.party) if claim.party else None,
        "form": str(claim.form),
        "act": str(claim.act),
        "targets": list(claim.targets),
        "reports": claim.reports,
        "confidence": plain(claim.confidence),
    }


def opposition_fields(opposition: Opposition) -> dict[str, object]:
    """An opposition with all that the contract names, and ``matter`` besides."""
    return {
        "id": opposition.id,
        "a": opposition.a,
        "b": opposition.b,
        "relation": str(opposition.relation),
        "score": plain(opposition.score),
        "unsure": withheld(opposition.score),
        "evidence": plain(opposition.evidence),
        "reason": opposition.reason,
        "matter": opposition.matter,
    }


def finding_fields(finding: Finding) -> dict[str, object]:
    """An opposition, and besides the words of both claims that carry it.

    ``words`` holds for ``a`` and for ``b`` a list of spans of their documents, which is empty
    where no words can be pointed at.  ``label``, ``note`` and ``labelled`` are there where a
    reviewer labelled the finding.
    """
    first, second = finding.words
    a, b = (second, first) if finding.swapped else (first, second)
    words = {"a": [span_fields(span) for span in a], "b": [span_fields(span) for span in b]}
    label = label_fields(finding.label) if finding.label is not None else {}
    return opposition_fields(finding.opposition) | {"words": words} | label


def near_miss_fields(matter: str, miss: NearMiss) -> dict[str, object]:
    """Two claims, by id, that come near to an opposition, in which matter, and why they are none.

    ``kind`` names the reason for programs (:class:`factcheck.opposition.near_miss.Kind`), ``why``
    says it in half a sentence.
    """
    a, b = sorted((miss.first.id, miss.second.id))
    return {
        "a": a,
        "b": b,
        "matter": matter,
        "kind": str(miss.kind),
        "why": miss.why,
    }


def label_fields(label: Label) -> dict[str, object]:
    """What a reviewer said, without the finding: the label, a note that may be empty, and when."""
    return {"label": str(label.label), "note": label.note, "labelled": label.labelled}
