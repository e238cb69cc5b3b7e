"""The page of a declaration: what a firm declares for which products, held against each benchmark."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from catalog.regions import region_path
from catalog.web.contexts.documents import language_of_text, standard_href

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalog.comparison.reports import DocumentRequirements, Words
    from catalog.web.contexts.comparisons import ComparisonView
    from declarations import (
        AttachedFile,
        AuthorityOrder,
        Declaration,
        DeclaredStandard,
        Explanation,
        ImportedFrom,
        Product,
        PublishedDeclaration,
        Receipt,
        Revision,
        Withdrawal,
    )
    from declarations.standing import Standing

__all__ = [
    "DeclarationLine",
    "DeclarationPage",
    "FirmView",
    "Link",
    "Past",
    "RevisionLine",
    "build_declaration",
    "declaration_line",
    "firm_view",
]


@dataclass(frozen=True, slots=True)
class Link:
    """A number with the address of its page, if it has one."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class FirmView:
    """A firm in a heading or a list; ``region`` are the names from province down."""

    name: str
    uscc: str | None
    href: str | None
    region: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class DeclarationLine:
    """A declaration in a list."""

    href: str
    designation: str
    title: str
    title_lang: str
    state: str
    kind: str
    firm: FirmView
    products: tuple[str, ...]
    published: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One revision in the history; ``here`` is the one that is shown."""

    number: int
    change: str
    published: str
    digest: str
    href: str
    here: bool
    receipt: int | None
    changes_href: str | None
    explanation: Explanation | None


@dataclass(frozen=True, slots=True)
class Past:
    """The chain behind a declaration: whether it adds up, the receipts by number of the revision.

    ``standing`` is there where a day was asked for.
    """

    revisions: tuple[Revision, ...]
    chain_holds: bool
    receipts: Mapping[int, Receipt] = field(default_factory=dict)
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class DeclarationPage:
    """A revision of a declaration; ``is_newest`` tells whether it is what counts today."""

    template: ClassVar[str] = "pages/declaration.html"
    id: str
    kind: str
    state: str
    is_in_force: bool
    is_newest: bool
    revision: int
    standard: DeclaredStandard
    title_lang: str
    replaces: tuple[Link, ...]
    firm: FirmView
    products: tuple[Product, ...]
    views: tuple[ComparisonView, ...]
    rows: tuple[Link, ...]
    references: tuple[Link, ...]
    notice: Words | None
    commitment: Words | None
    approved: str | None
    reasons: tuple[tuple[str, str], ...]
    files: tuple[AttachedFile, ...]
    history: tuple[RevisionLine, ...]
    chain_holds: bool
    imported: ImportedFrom | None
    withdrawal: Withdrawal | None
    order: AuthorityOrder | None
    basis: tuple[str, ...]
    basis_due: str
    change: str
    explanation: Explanation | None
    changes_href: str | None
    standing: Standing | None
    superseded_by: str | None
    qr_path: str | None
    qr_size: int
    address: str


def firm_view(declaration: Declaration) -> FirmView:
    """Return the firm of a declaration as pages show it."""
    firm = declaration.firm
    return FirmView(
        firm.name, firm.uscc, f"/firms/{firm.uscc}" if firm.uscc else None, region_path(firm.region), firm.verified
    )


def declaration_line(published: PublishedDeclaration) -> DeclarationLine:
    """Return a declaration as lists show it."""
    declaration, content = published.declaration, published.revision.content
    return DeclarationLine(
        href=f"/declarations/{declaration.id}",
        designation=content.standard.designation,
        title=content.standard.title,
        title_lang=language_of_text(content.standard.title),
        state=declaration.state.value,
        kind=declaration.kind.value,
        firm=firm_view(declaration),
        products=tuple(dict.fromkeys(" ".join(filter(None, (p.name, p.model))) for p in content.products)),
        published=content.standard.issued or ("" if declaration.imported else declaration.published_at[:10]),
        is_in_force=declaration.is_in_force,
    )


def build_declaration(
    declaration: Declaration,
    revision: Revision,
    *,
    past: Past,
    views: tuple[ComparisonView, ...],
    document: DocumentRequirements | None,
    address: str,
    qr: tuple[str, int] | None = None,
) -> DeclarationPage:
    """Return the page of one revision. ``address`` is the page's whole address, ``qr`` its picture as path and size."""
    content = revision.content
    return DeclarationPage(
        id=declaration.id,
        kind=declaration.kind.value,
        state=declaration.state.value,
        is_in_force=declaration.is_in_force,
        is_newest=revision.number == declaration.revision,
        revision=revision.number,
        standard=content.standard,
        title_lang=language_of_text(content.standard.title),
        replaces=_links(content.standard.replaces),
        firm=firm_view(declaration),
        products=content.products,
        views=views,
        rows=tuple(Link(row.text, row.clause) for row in document.requirements) if document else (),
        references=_links(content.references or (document.references if document else ())),
        notice=content.notice,
        commitment=content.commitment.text if content.commitment else None,
        approved=f"{content.approval.post}, {content.approval.date}" if content.approval else None,
        reasons=content.reasons,
        files=content.files,
        history=tuple(
            RevisionLine(
                other.number,
                other.change.value,
                other.published_at,
                other.digest,
                f"/declarations/{declaration.id}/revisions/{other.number}",
                other.number == revision.number,
                past.receipts[other.number].number if other.number in past.receipts else None,
                _changes_href(other),
                other.content.explanation,
            )
            for other in past.revisions
        ),
        chain_holds=past.chain_holds,
        imported=declaration.imported,
        withdrawal=declaration.withdrawal,
        order=declaration.order,
        basis=declaration.basis,
        basis_due=declaration.basis_due,
        change=revision.change.value,
        explanation=content.explanation,
        changes_href=_changes_href(revision),
        standing=past.standing,
        superseded_by=declaration.superseded_by,
        qr_path=qr[0] if qr else None,
        qr_size=qr[1] if qr else 0,
        address=address,
    )


def _changes_href(revision: Revision) -> str | None:
    """Return where a revision is held against the one before it."""
    number = revision.number
    if number == 1:
        return None
    return f"/declarations/{revision.declaration_id}/revisions/{number - 1}/changes/{number}"


def _links(designations: Iterable[str]) -> tuple[Link, ...]:
    return tuple(Link(text, standard_href(text)) for text in designations)
