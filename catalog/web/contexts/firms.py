"""The page of a firm: who it is and what it has declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from catalog.regions import region_path
from catalog.web.contexts.declarations import FirmView, declaration_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalog.web.contexts.declarations import DeclarationLine
    from declarations import Firm, PublishedDeclaration

__all__ = ["FirmPage", "build_firm"]


@dataclass(frozen=True, slots=True)
class FirmPage:
    """A firm. ``imported`` are records of other platforms, which the firm did not file here."""

    template: ClassVar[str] = "pages/firm.html"
    firm: FirmView
    in_force: int
    own: tuple[DeclarationLine, ...]
    past: tuple[DeclarationLine, ...]
    imported: tuple[DeclarationLine, ...]


def build_firm(firm: Firm, declarations: Iterable[PublishedDeclaration]) -> FirmPage:
    """Return the page of ``firm`` with its declarations."""
    lines = [declaration_line(published) for published in declarations]
    filed = [line for line in lines if line.kind != "imported"]
    return FirmPage(
        firm=FirmView(firm.name, firm.uscc, None, region_path(firm.region), firm.verified),
        in_force=sum(line.is_in_force for line in lines),
        own=tuple(line for line in filed if line.is_in_force),
        past=tuple(line for line in filed if not line.is_in_force),
        imported=tuple(line for line in lines if line.kind == "imported"),
    )
