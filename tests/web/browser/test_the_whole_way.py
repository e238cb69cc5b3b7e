"""The whole way in a real browser, with script and without: sign up, upload, correct, publish, find, open a row."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from stdnum.cn import uscc

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NUMBERS = itertools.count(1)


def made_up_code() -> str:
    """Return a credit code of no real firm: 99 is no region, the check character is right."""
    body = f"91990000MADEM{next(NUMBERS):04d}"
    return body + uscc.calc_check_digit(body)


def sign_up(page: Page) -> str:
    code = made_up_code()
    page.goto("/account/sign-up")
    page.get_by_label("统一社会信用代码", exact=True).fill(code)
    page.get_by_label("企业名称", exact=True).fill("虚构电机示例有限公司")
    page.get_by_label("用户名", exact=True).fill(f"firm-{code[-8:].lower()}")
    page.get_by_label("密码", exact=True).fill("a long made-up password")
    page.get_by_role("button", name="注册").click()
    expect(page).to_have_url(re.compile("/file$"))
    return code


def test_a_firm_files_and_the_public_finds_it(page: Page, demo_standard: Path) -> None:
    sign_up(page)
    page.get_by_role("link", name="新的声明").click()
    page.locator("#f-document").set_input_files(demo_standard)
    page.get_by_role("button", name="读取").click()

    expect(page.get_by_label("编号", exact=True)).to_have_value("Q/DEMO 001-2026")
    page.get_by_label("编号", exact=True).fill(f"Q/DEMO {next(NUMBERS):03d}-2026")
    number = page.get_by_label("编号", exact=True).input_value()
    page.get_by_role("button", name="保存并继续").click()

    page.locator("a.item-link").filter(has_text="绝缘电阻").first.click()
    expect(page.locator(".item-here mark").first).to_contain_text("绝缘电阻")
    page.locator("#f-limit-0").fill("≥ 120 MΩ")
    page.get_by_role("button", name="无误，下一行").click()
    expect(page.locator("a.item-link").filter(has_text="≥ 120 MΩ")).to_contain_text("已更正")
    page.get_by_role("button", name="继续").click()

    page.locator("#f-product-name-0").fill("虚构演示力矩电机")
    page.get_by_role("button", name="保存并继续").click()
    page.get_by_role("radio", name="GB/T 43726-2024").check()
    page.get_by_role("button", name="比对").click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("少于")
    page.get_by_label("批准人职务", exact=True).fill("总工程师")
    page.locator("#f-approved_on").fill("2026-04-01")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="公开").click()

    expect(page).to_have_url(re.compile(r"/declarations/[a-z0-9]+"))
    declaration = page.url
    expect(page.locator("main")).to_contain_text(number)
    page.goto("/account")
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("link", name="登录")).to_be_visible()

    for words in ("虚构演示力矩电机", number.replace("-", "—")):
        page.goto("/")
        page.get_by_role("searchbox").last.fill(words)
        page.get_by_role("searchbox").last.press("Enter")
        for _ in range(20):  # the index follows the publication within a second
            if page.get_by_role("link").filter(has_text=number).count():
                break
            page.wait_for_timeout(500)
            page.reload()
        page.get_by_role("link").filter(has_text=number).first.click()
        expect(page).to_have_url(re.compile(re.escape(declaration.split("?")[0])))

    row = page.locator("details").filter(has_text="绝缘电阻").filter(has_text="120").first
    row.locator("summary").click()
    expect(row.locator("ol.trail")).to_be_visible()
    expect(row.locator("ol.trail li").first).to_contain_text("特性")


def test_wrong_input_gets_one_clear_error_and_keeps_what_was_typed(page: Page, tmp_path: Path) -> None:
    page.goto("/account/sign-up")
    page.get_by_label("统一社会信用代码", exact=True).fill("91350203M0001QAY9B")  # fails the check digit of GB 32100
    page.get_by_label("企业名称", exact=True).fill("虚构示例有限公司")
    page.get_by_label("用户名", exact=True).fill("somebody")
    page.get_by_label("密码", exact=True).fill("a long made-up password")
    page.get_by_role("button", name="注册").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(1)
    expect(page.get_by_label("企业名称", exact=True)).to_have_value("虚构示例有限公司")

    sign_up(page)
    wrong = {
        "empty.md": b"",
        "binary.md": bytes(range(256)) * 40,
        "cut.md": "# 标准".encode()[:-1],
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(200),
    }
    for name, data in wrong.items():
        (tmp_path / name).write_bytes(data)
        page.goto("/file/new")
        page.locator("#f-document").set_input_files(tmp_path / name)
        page.get_by_role("button", name="读取").click()
        expect(page.get_by_role("alert").get_by_role("link")).to_have_count(1)
    page.goto("/file/new")
    page.get_by_role("button", name="读取").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(1)
