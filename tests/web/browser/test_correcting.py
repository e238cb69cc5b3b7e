"""A firm looks through the rows of its PDF in a real browser, beside the page, with script and without."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.web.browser.test_the_whole_way import sign_up

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LINES = (
    "Q/DEMO 950-2026",
    "4  技术要求",
    "4.1  绝缘电阻",
    "绝缘电阻应不小于 50 MΩ。",
    "4.2  径向间隙",
    "径向间隙应不大于 0.02 mm。",
    "4.3  温升",
    "温升应不大于 80 K。",
    "4.4  质量",
    "质量应不大于 12 kg。",
)


def printed() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.setFont("STSong-Light", 12)
    for number, line in enumerate(LINES):
        canvas.drawString(72, 760 - 30 * number, line)
    canvas.save()
    return file.getvalue()


def link(page: Page, words: str):
    return page.locator("a.item-link").filter(has_text=words)


def take(page: Page) -> None:
    page.get_by_role("button", name="无误，下一行").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_rows_are_looked_through_beside_their_page(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    sign_up(page)
    page.goto("/file/new")
    page.locator("#f-document").set_input_files(
        {"name": "standard.pdf", "mimeType": "application/pdf", "buffer": printed()}
    )
    page.get_by_role("button", name="读取").click()
    page.goto(page.url.replace("/standard", "/rows"))
    expect(page.get_by_role("status")).to_contain_text("已核对 0 / 4 行")

    link(page, "径向间隙").click()
    expect(page.locator(".item-here")).to_contain_text("径向间隙")
    shown = page.locator(".source-part" if width < 900 else ".source-page")
    expect(shown).to_be_visible()
    frame, picture = shown.locator(".source-frame").bounding_box(), shown.bounding_box()
    assert frame and picture  # noqa: PT018 - one question: are both drawn
    assert picture["x"] <= frame["x"] < frame["x"] + frame["width"] <= picture["x"] + picture["width"]
    if width > 900:  # line 6 of the page stands 842 − (760 − 150) points from its top, the frame around it
        middle = (frame["y"] + frame["height"] / 2 - picture["y"]) / picture["height"] * 842
        assert 842 - 610 - 16 < middle < 842 - 610 + 8
    answer = page.request.get(shown.locator("image").get_attribute("href") or "")
    assert answer.headers["content-type"] == "image/png"
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.locator("#f-limit-0").fill("≤ 0.03 mm")
    take(page)
    expect(link(page, "≤ 0.03 mm")).to_contain_text("已更正")
    expect(page.get_by_role("status")).to_contain_text("已核对 1 / 4 行")
    page.reload()
    expect(link(page, "≤ 0.03 mm")).to_contain_text("已更正")

    link(page, "温升").click()
    expect(page.locator(".item-here")).to_contain_text("温升")
    page.get_by_role("link", name="拆成两行").click()
    page.locator("#f-name-2").fill("绕组温升")
    page.locator("#f-limit-2").fill("≤ 75 K")
    page.get_by_role("button", name="拆分").click()
    expect(link(page, "绕组温升")).to_contain_text("≤ 75 K")
    expect(page.get_by_role("status")).to_contain_text("已核对 3 / 5 行")

    page.get_by_role("link", name="与另一行合并").click()
    value = page.locator("#f-other option").filter(has_text="绕组温升").get_attribute("value")
    page.locator("#f-other").select_option(value)
    page.get_by_role("button", name="继续").click()
    page.locator("#f-limit-0").fill("≤ 78 K")
    page.get_by_role("button", name="合并", exact=True).click()
    expect(link(page, "≤ 78 K")).to_contain_text("温升")
    expect(link(page, "绕组温升")).to_have_count(0)

    link(page, "12 kg").click()
    expect(page.locator(".item-here")).to_contain_text("质量")
    page.get_by_role("button", name="略去此行").click()
    expect(page.get_by_role("heading", name="略去了 1 行")).to_be_visible()
    page.get_by_role("button", name="恢复").click()
    expect(link(page, "12 kg")).to_have_count(1)


def press(page: Page, key: str) -> None:
    """Press a key once the page's script listens; a key before that is nobody's."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def test_rows_are_looked_through_by_keyboard(page: Page) -> None:
    sign_up(page)
    if page.locator("html.js").count() == 0:
        return  # without script there are no keys: the test above goes the same way by links and buttons
    page.goto("/file/new")
    words = "\n\n".join(f"## {line}" if line[0].isdigit() else line for line in LINES[1:])
    page.locator("#f-text").fill(f"# Q/DEMO 951-2026 电机\n\n{words}")
    page.get_by_role("button", name="读取").click()
    page.goto(page.url.replace("/standard", "/rows"))
    here = page.locator(".item-here")
    expect(here).to_contain_text("绝缘电阻")
    press(page, "j")
    expect(here).to_contain_text("径向间隙")
    press(page, "ArrowUp")
    expect(here).to_contain_text("绝缘电阻")
    press(page, "a")
    expect(page.get_by_role("status")).to_contain_text("已核对 1 / 4 行")
    expect(here).to_contain_text("径向间隙")
    press(page, "Enter")
    expect(page.locator("#f-limit-0")).to_be_focused()
    page.locator("#f-limit-0").fill("≤ 0.05 mm")
    page.reload()
    expect(page.locator("#f-limit-0")).to_have_value("≤ 0.05 mm")
    page.locator("#f-limit-0").press("Enter")
    expect(link(page, "≤ 0.05 mm")).to_contain_text("已更正")
    expect(here).to_contain_text("温升")
    press(page, "x")
    expect(page.get_by_role("heading", name="略去了 1 行")).to_be_visible()
    press(page, "n")
    expect(page.locator("#f-row-name")).to_be_focused()
