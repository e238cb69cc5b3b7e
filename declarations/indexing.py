"""What the index holds of a declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalog.designations import designation_level, find_designations
from catalog.standards import Level
from declarations.model import DeclarationState
from search import SearchDocument

if TYPE_CHECKING:
    from declarations.model import PublishedDeclaration

__all__ = ["declaration_document"]

_LAST_STATES = {
    DeclarationState.SUPERSEDED: "superseded",
    DeclarationState.WITHDRAWN: "withdrawn",
    DeclarationState.NUMBER_REVOKED: "withdrawn",
    DeclarationState.ANNULLED: "withdrawn",
}
"""The word of :class:`catalog.standards.Status` for a state, so that one filter serves standards and declarations."""


def declaration_document(published: PublishedDeclaration) -> SearchDocument:
    """Return what the index holds of a declaration: its standard, firm, products and the names of its indicators."""
    declaration, content = published.declaration, published.revision.content
    standard = content.standard
    numbers = find_designations(standard.designation)
    document: dict[str, Any] = content.document or {}
    words = [word for product in content.products for word in (product.name, product.model, product.specification)]
    extra: dict[str, Any] = {
        "state": declaration.state.value,
        "declared": declaration.kind.value,
        "verified": declaration.firm.verified,
        "published_at": declaration.published_at,
    }
    if declaration.imported:
        extra["source"] = declaration.imported.source
    return SearchDocument(
        kind="declaration",
        record_id=published.id,
        designation=standard.designation,
        number=numbers[0] if numbers else None,
        titles={"zh": standard.title} if standard.title else {},
        level=designation_level(numbers[0]) if numbers else Level.ENTERPRISE.value,
        status=_LAST_STATES.get(declaration.state, "current"),
        date=standard.issued or declaration.published_at[:10],
        publisher=declaration.firm.name,
        firm=declaration.firm.name,
        uscc=declaration.firm.uscc,
        region=declaration.firm.region or None,
        products=tuple(dict.fromkeys(word for word in words if word)),
        characteristics=tuple(dict.fromkeys(row["name"] for row in document.get("requirements", ()) if row["name"])),
        scope=document.get("scope_text"),
        extra=extra,
    )
