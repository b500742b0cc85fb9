"""Claims and oppositions as rows of tables, and back; and how many there are."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from factcheck.model import (
    Act,
    Claim,
    Document,
    DocumentInfo,
    Form,
    Opposition,
    Party,
    Relation,
    Span,
)

Row = tuple[Any, ...]


class Counts(NamedTuple):
    """How much an index holds."""

    documents: int
    claims: int
    oppositions: int


def text_value(text: str | None) -> bytes | None:
    """``text`` for ``CAST(? AS TEXT)``: its bytes, lone surrogates included."""
    return None if text is None else text.encode("utf-8", "surrogatepass")


def document_row(document: Document) -> Row:
    """(sha256, path, title, outlet, published, url, text)."""
    info = document.info
    described = (info.path, info.title, info.outlet, info.published, info.url, document.text)
    return (info.sha256, *map(text_value, described))


def document_info(row: Row) -> DocumentInfo:
    """The document in (path, sha256, title, outlet, published, url)."""
    return DocumentInfo(*row)


def claim_row(claim: Claim, document: str) -> Row:
    """(id, document, start, party, act, body) of a claim of the document with that hash."""
    body = {
        "source": _span(claim.source),
        "cue": _span(claim.cue),
        "content": [_span(span) for span in claim.content],
        "sentence": _span(claim.sentence),
        "statement": claim.statement,
        "speaker": claim.speaker,
        "form": claim.form.value,
        "targets": list(claim.targets),
        "reports": claim.reports,
        "confidence": float(claim.confidence),
    }
    start = (claim.content[0] if claim.content else claim.sentence).start
    party = text_value(claim.party.id) if claim.party else None
    return (claim.id, document, start, party, claim.act.value, json.dumps(body, allow_nan=False))


def claim_of(row: Row, document: DocumentInfo) -> Claim:
    """The claim in (id, act, body, party id, party name).

    Raises ``ValueError``, ``KeyError`` or ``TypeError`` where ``claim_row`` did not make it.
    """
    identifier, act, encoded, party, name = row
    body = json.loads(encoded)
    sentence = _span_of(body["sentence"])
    content = tuple(_span_of(span) for span in body["content"])
    if sentence is None or None in content:
        raise ValueError(f"claim {identifier} lacks a span")
    return Claim(
        id=identifier,
        document=document,
        source=_span_of(body["source"]),
        cue=_span_of(body["cue"]),
        content=tuple(span for span in content if span),
        sentence=sentence,
        statement=body["statement"],
        speaker=body["speaker"],
        party=None if party is None else Party(party, name),
        form=Form(body["form"]),
        act=Act(act),
        targets=tuple(body["targets"]),
        reports=body["reports"],
        confidence=body["confidence"],
    )


def opposition_row(opposition: Opposition, rank: int) -> Row:
    """(id, rank, a, b, relation, score, reason, matter, evidence)."""
    return (
        opposition.id,
        rank,
        opposition.a,
        opposition.b,
        opposition.relation.value,
        float(opposition.score),
        text_value(opposition.reason),
        text_value(opposition.matter),
        json.dumps(dict(opposition.evidence), allow_nan=False),
    )


def opposition_of(row: Row) -> Opposition:
    """The opposition in (id, a, b, relation, score, reason, matter, evidence)."""
    identifier, a, b, relation, score, reason, matter, evidence = row
    return Opposition(
        identifier, a, b, Relation(relation), score, reason, matter, json.loads(evidence)
    )


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _span_of(value: dict[str, Any] | None) -> Span | None:
    return None if value is None else Span(value["start"], value["end"], value["text"])
