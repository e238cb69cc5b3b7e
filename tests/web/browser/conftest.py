"""A served site with the sample data, and a real headless Chromium that visits it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.needs import find_chromium

ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-extensions"),
)
MOMENT = 15_000
"""How long a page may take on a busy machine, in milliseconds."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an installation with the sample data; give its address."""
    home = tmp_path_factory.mktemp("site") / "home"
    program = (sys.executable, "-m", "catalog.cli", "--home", str(home))
    subprocess.run([*program, "init", "--samples"], check=True, capture_output=True, timeout=120)
    log = home / "serve.log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [*program, "serve", "--port", "0", "--workers", "1"],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        ) as server,
    ):
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            address = re.search(r"http://[^ ]+?(?=/\s)", line)
            assert address, line + log.read_text()
            yield address.group()
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one Chromium for the session."""
    program = find_chromium()
    if program is None:
        message = "no Chromium; Debian: apt-get install chromium fonts-noto-cjk"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def context(request: pytest.FixtureRequest, chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """Open a fresh visitor's window, with script and without."""
    opened = chromium.new_context(java_script_enabled=request.param, base_url=site, locale="zh-CN")
    opened.set_default_timeout(MOMENT)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open one tab."""
    return context.new_page()


@pytest.fixture(scope="session")
def demo_standard() -> Path:
    """Return the made-up standard that is shipped for trying things out."""
    return Path(__file__).parents[3] / "catalog" / "data" / "samples" / "demo-standard.md"
