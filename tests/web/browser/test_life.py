"""A declaration's life in a real browser: published, revised, compared, its receipt checked, withdrawn."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.web.browser.test_the_whole_way import NUMBERS, sign_up

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

A4 = (595, 842)
"""Points."""


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def finish(page: Page) -> None:
    page.get_by_label("批准人职务", exact=True).fill("总工程师")
    page.locator("#f-approved_on").fill("2026-04-01")
    page.get_by_role("checkbox").check()
    press(page, "公开")
    expect(page).to_have_url(re.compile(r"/declarations/[a-z0-9]+$"))


def amend(page: Page) -> None:
    page.goto("/file")
    page.get_by_role("link", name=re.compile("^修订")).click()
    press(page, "建立草稿")
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(1)
    page.get_by_role("radio", name="修改单").check()
    page.locator("#f-words").fill("产品名称统一")
    press(page, "建立草稿")
    page.get_by_label("名称", exact=True).fill("虚构电机改名")
    press(page, "保存并继续")
    page.goto(page.url.replace("/rows", "/publish"))
    finish(page)


def download_and_check(page: Page, demo_standard: Path, tmp_path: Path) -> Path:
    with page.expect_download() as saved:
        page.get_by_role("link", name="下载回执（JSON）").click()
    receipt = tmp_path / "receipt.json"
    saved.value.save_as(receipt)
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps(page.request.get("/receipts/keys.json").json()))
    checked = verify(receipt, demo_standard, keys)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    altered = tmp_path / "altered.json"
    altered.write_text(receipt.read_text().replace("虚构电机改名", "虚构电机"))
    assert verify(altered, demo_standard, keys).returncode == 1
    return receipt


def test_a_firm_publishes_revises_and_withdraws_and_anybody_checks_the_receipt(
    page: Page, demo_standard: Path, tmp_path: Path
) -> None:
    sign_up(page)
    page.goto("/file/new")
    page.locator("#f-document").set_input_files(demo_standard)
    press(page, "读取")
    page.get_by_label("编号", exact=True).fill(f"Q/DEMO {7000 + next(NUMBERS)}-2026")
    press(page, "保存并继续")
    page.goto(page.url.replace("/rows", "/benchmark"))
    page.get_by_role("radio", name="GB/T 43726-2024").check()
    press(page, "比对")
    finish(page)
    declaration = page.url

    amend(page)
    assert page.url == declaration
    expect(page.locator("main")).to_contain_text("产品名称统一")

    page.get_by_role("link", name="修改内容").first.click()
    expect(page.locator("main")).to_contain_text("虚构电机改名")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.goto(declaration)
    page.get_by_role("link", name=re.compile("号回执")).last.click()
    expect(page.locator("main")).to_contain_text("签名有效")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    assert (float(paper.pages[0].mediabox.width), float(paper.pages[0].mediabox.height)) == pytest.approx(A4, abs=2)
    receipt = download_and_check(page, demo_standard, tmp_path)

    page.goto("/receipts/verify")
    page.locator("#f-receipt").set_input_files(receipt)
    page.locator("#f-files").set_input_files(demo_standard)
    press(page, "核验")
    expect(page.get_by_role("status")).to_contain_text("全部有效")

    page.goto("/file")
    page.get_by_role("link", name=re.compile("^废止")).click()
    page.locator("#f-reason").fill("产品停产")
    press(page, "确认废止")
    assert page.url == declaration
    expect(page.locator("main")).to_contain_text("产品停产")


def verify(receipt: Path, document: Path, keys: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "catalog.cli", "verify", str(receipt), str(document), "--keys", str(keys)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
