"""Pages as files of their own, for those who save or send them: no server, no links to static files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.web.contexts.compare import ComparisonPage
from catalog.web.contexts.comparisons import build_comparison
from catalog.web.contexts.site import Site
from templates import Renderer

if TYPE_CHECKING:
    from catalog.comparison.reports import Report

__all__ = ["comparison_page"]


def comparison_page(report: Report, language: str) -> str:
    """Return the comparison as one HTML document with its style inside."""
    view = build_comparison(report, filter_href=lambda _verdict: "#rows")
    site = Site(language=language, switch_href="", is_file=True)
    return Renderer().render(ComparisonPage(view, None, None, None), site, language)
