"""Pages for other uses than a visit: a comparison as one file that needs no server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.web.contexts.compare import ComparisonPage
from catalog.web.contexts.comparisons import build_comparison
from catalog.web.contexts.site import Site
from templates import Renderer

if TYPE_CHECKING:
    from catalog.comparison.reports import Report

__all__ = ["comparison_page"]


def comparison_page(report: Report, language: str) -> str:
    """Return the comparison page of a report as one HTML text with its style sheet inside, without script."""
    renderer = Renderer()
    view = build_comparison(report, filter_href=lambda _verdict: "#rows")
    page = renderer.render(ComparisonPage(view, None, None, None), Site(language=language, switch_href="#"), language)
    style = f"<style>{renderer.assets.text('duibiao.css')}</style>"
    page = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: style, page)
    page = re.sub(r"<script\b[^>]*></script>|<link rel=\"(?:icon|alternate)\"[^>]*>\n?", "", page)
    return re.sub(r'<header class="masthead">.*?</header>|<footer class="foot">.*?</footer>', "", page, flags=re.DOTALL)
