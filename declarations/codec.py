"""Declarations as JSON, the form in which the store keeps them, and back. What is empty is left out."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from catalog.comparison.reports import Words
from declarations.model import (
    Approval,
    AttachedFile,
    AuthorityOrder,
    BenchmarkChoice,
    Chooser,
    Commitment,
    DeclaredStandard,
    Explanation,
    Firm,
    ImportedFrom,
    Product,
    RevisionContent,
    Weight,
    Withdrawal,
)

__all__ = [
    "content_from_json",
    "content_to_json",
    "firm_from_json",
    "firm_to_json",
    "flat_to_json",
    "imported_from_json",
    "order_from_json",
    "withdrawal_from_json",
]

_Flat = (
    Approval
    | AttachedFile
    | AuthorityOrder
    | BenchmarkChoice
    | DeclaredStandard
    | Explanation
    | Firm
    | ImportedFrom
    | Product
    | Withdrawal
    | Words
)


def flat_to_json(value: _Flat) -> dict[str, Any]:
    """Return a value whose fields are plain as a JSON object, without the fields that have their default."""
    document = {}
    for field in fields(value):
        found = getattr(value, field.name)
        if field.default is MISSING or found != field.default:
            document[field.name] = list(found) if isinstance(found, tuple) else found
    return document


def content_to_json(content: RevisionContent) -> dict[str, Any]:
    """Return what a revision says as plain JSON values; :func:`content_from_json` gives the equal value back."""
    document: dict[str, Any] = {"standard": flat_to_json(content.standard)}
    for name in ("products", "benchmarks", "files"):
        values = getattr(content, name)
        if values:
            document[name] = [flat_to_json(value) for value in values]
    for name in ("references", "reasons"):
        words = getattr(content, name)
        if words:
            document[name] = list(words)
    if content.document is not None:
        document["document"] = content.document
    if content.notice is not None:
        document["notice"] = flat_to_json(content.notice)
    if content.commitment is not None:
        document["commitment"] = {"text": flat_to_json(content.commitment.text), "version": content.commitment.version}
    if content.approval is not None:
        document["approval"] = flat_to_json(content.approval)
    if content.explanation is not None:
        document["explanation"] = flat_to_json(content.explanation)
    return document


def content_from_json(document: dict[str, Any]) -> RevisionContent:
    """Return the content that :func:`content_to_json` described."""
    standard = document["standard"]
    notice, commitment, approval = (document.get(name) for name in ("notice", "commitment", "approval"))
    return RevisionContent(
        standard=DeclaredStandard(**{**standard, "replaces": tuple(standard.get("replaces", ()))}),
        products=tuple(Product(**product) for product in document.get("products", ())),
        document=document.get("document"),
        references=tuple(document.get("references", ())),
        benchmarks=tuple(
            BenchmarkChoice(**{**choice, "chosen_by": Chooser(choice["chosen_by"])})
            for choice in document.get("benchmarks", ())
        ),
        notice=Words(**notice) if notice else None,
        commitment=Commitment(Words(**commitment["text"]), commitment["version"]) if commitment else None,
        approval=Approval(**approval) if approval else None,
        files=tuple(AttachedFile(**file) for file in document.get("files", ())),
        explanation=_explanation(document.get("explanation")),
        reasons=tuple((check, reason) for check, reason in document.get("reasons", ())),
    )


def _explanation(document: dict[str, Any] | None) -> Explanation | None:
    if not document:
        return None
    weight = document.get("weight")
    return Explanation(document["words"], Weight(weight) if weight else None)


def firm_to_json(firm: Firm) -> dict[str, Any]:
    """Return a firm as plain JSON values."""
    return flat_to_json(firm)


def firm_from_json(document: dict[str, Any]) -> Firm:
    """Return the firm that :func:`firm_to_json` described."""
    return Firm(**document)


def withdrawal_from_json(document: dict[str, Any] | None) -> Withdrawal | None:
    """Return a withdrawal, if there is one."""
    return Withdrawal(**document) if document else None


def order_from_json(document: dict[str, Any] | None) -> AuthorityOrder | None:
    """Return an authority's order, if there is one."""
    return AuthorityOrder(**document) if document else None


def imported_from_json(document: dict[str, Any] | None) -> ImportedFrom | None:
    """Return where a record was imported from, if it was."""
    return ImportedFrom(**document) if document else None
