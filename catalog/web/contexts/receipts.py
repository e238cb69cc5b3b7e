"""The page of a receipt, and the page that checks one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from catalog.web.contexts.pictures import qr_path

if TYPE_CHECKING:
    from catalog.comparison.reports import Words
    from catalog.web.contexts.account import FieldError
    from declarations import Receipt

__all__ = ["FindingShown", "ReceiptCheckPage", "ReceiptPage", "build_receipt"]


@dataclass(frozen=True, slots=True)
class FindingShown:
    """One thing that was checked."""

    holds: bool
    words: Words


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """A receipt, made to be printed: ``findings`` are what the site itself finds when it checks it."""

    template: ClassVar[str] = "pages/receipt.html"
    receipt: Receipt
    sha256: str
    findings: tuple[FindingShown, ...]
    holds: bool
    declaration_href: str
    revision_href: str
    before_href: str | None
    after_href: str | None
    address: str
    qr_path: str
    qr_size: int


@dataclass(frozen=True, slots=True)
class ReceiptCheckPage:
    """The form that takes a receipt and files, and what was found of them."""

    template: ClassVar[str] = "pages/receipt_check.html"
    receipts: tuple[Receipt, ...] = ()
    findings: tuple[FindingShown, ...] = ()
    holds: bool | None = None
    text: str = ""
    errors: tuple[FieldError, ...] = ()


def build_receipt(receipt: Receipt, findings: tuple[FindingShown, ...], site: str, *, has_next: bool) -> ReceiptPage:
    """Return the page of a receipt; ``site`` is the address of the site, for the QR code."""
    address = f"{site}/receipts/{receipt.number}"
    path, size = qr_path(address)
    declaration = f"/declarations/{receipt.declaration}"
    return ReceiptPage(
        receipt=receipt,
        sha256=receipt.sha256,
        findings=findings,
        holds=all(finding.holds for finding in findings),
        declaration_href=declaration,
        revision_href=f"{declaration}/revisions/{receipt.revision}",
        before_href=f"/receipts/{receipt.number - 1}" if receipt.number > 1 else None,
        after_href=f"/receipts/{receipt.number + 1}" if has_next else None,
        address=address,
        qr_path=path,
        qr_size=size,
    )
