"""A comparison printed by a real Chromium: A4, the answer first, the decision and the notice on paper."""

from __future__ import annotations

import io
import unicodedata

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

pytestmark = pytest.mark.browser

A4 = (595, 842)
"""Points."""


def test_a_comparison_prints_on_a4_with_answer_rows_and_notice(page: Page) -> None:
    page.goto("/compare?declared=Q/HKT+16016-2026&benchmark=GB/T+43726-2024&lang=zh")
    page.locator("details.row").first.evaluate("row => row.open = true")
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert 4 <= len(paper.pages) <= 20
    for sheet in paper.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(A4, abs=2)
    told = unicodedata.normalize("NFKC", "".join(sheet.extract_text() for sheet in paper.pages))
    words = "".join(told.split())  # a font may give a radical for a Han character that looks the same
    assert "GB/T43726-2024" in words
    assert "依据《企业标准化促进办法》第十四条" in words
    assert "下载工作簿" not in words


def test_the_filter_by_verdict_and_the_open_rows_work_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/compare?declared=Q/HKT+16016-2026&benchmark=GB/T+43726-2024&lang=en")
    everything = page.locator("details.row").count()
    page.locator("a.tally", has_text="looser").click()
    assert page.locator("details.row").count() == 1
    assert everything > 20
    page.locator("details.row summary").first.click()
    assert page.locator("details.row svg[role=img] desc").first.text_content()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_comparison_is_kept_by_a_button_and_shown_under_its_address(page: Page) -> None:
    page.goto("/compare?declared=Q/HKT+16016-2026&benchmark=GB/T+43726-2024&lang=en")
    page.get_by_role("button", name="Keep this comparison").click()
    page.wait_for_url("**/runs/*")
    assert page.get_by_role("heading", name="Benchmarks that could apply").is_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download as a workbook (XLSX)").click()
    assert saved.value.suggested_filename.endswith(".xlsx")
