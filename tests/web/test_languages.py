"""Which language a page has: the address decides, then the switch, then the browser, then Chinese."""

from __future__ import annotations

import httpx
import pytest

from catalog.web.dependencies import preferred_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,en;q=0.9,zh-CN;q=0.8", "en"),
        ("zh;q=0.5,en;q=0.7", "en"),
        ("fr,de;q=0.9,en;q=0.4", "en"),
        ("fr,de", "zh"),
        ("*", "zh"),
        ("en;q=0", "zh"),
        ("en;q=nonsense", "zh"),
        ("EN-us;Q=1.0", "en"),
        (",;,=;q,en ; q=0.1", "en"),
    ],
)
def test_the_browser_says_which_language_it_prefers(header: str, language: str) -> None:
    assert preferred_language(header) == language


def language_of_page(client: httpx.Client, **more: dict[str, str]) -> str:
    answer = client.get("/about", **more)
    assert "Accept-Language" in answer.headers["Vary"]
    return answer.headers["Content-Language"]


def test_the_switch_and_the_address_come_before_the_browser(nobody: httpx.Client) -> None:
    english = {"Accept-Language": "en-US,en"}
    assert language_of_page(nobody) == "zh-CN"
    assert language_of_page(nobody, headers=english) == "en"
    assert language_of_page(nobody, headers=english, params={"lang": "zh"}) == "zh-CN"  # and the switch is kept
    assert language_of_page(nobody, headers=english) == "zh-CN"
