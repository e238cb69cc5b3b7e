"""Templates: strict names, documented macros, no inline style or script, static files under hashed names."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar

import pytest
from jinja2 import UndefinedError, meta

from catalog.web.contexts.site import Site
from templates import LANGUAGES, Assets, Renderer, UnknownLanguageError
from tests.web import factory

FOLDER = Path(__file__).resolve().parents[2] / "templates"
HTML = sorted(FOLDER.rglob("*.html"))
PAGES = {type(make()): make for make in factory.PAGES}
SITE = Site(language="zh", switch_href="/?lang=en")


@pytest.fixture(scope="module")
def renderer():
    return Renderer()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_asks_only_for_what_its_page_has(page, renderer):
    environment = renderer.environment("en")
    source = (FOLDER / page.template).read_text("utf-8")
    own = set(re.findall(r"{% (?:import \"[^\"]+\" as|macro|set) (\w+)", source))
    known = set(environment.globals) | own
    asked = meta.find_undeclared_variables(environment.parse(source)) - known
    assert asked <= {field.name for field in fields(page)} | {"site"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_page_gives_nothing_that_its_template_leaves_alone(page, renderer):
    environment = renderer.environment("en")
    source = (FOLDER / page.template).read_text("utf-8")
    asked = meta.find_undeclared_variables(environment.parse(source))
    assert {field.name for field in fields(page)} <= asked


@pytest.mark.parametrize("file", HTML, ids=lambda file: file.name)
def test_no_template_has_style_or_script_of_its_own(file):
    source = file.read_text("utf-8")
    assert not re.search(r"\sstyle\s*=|\son\w+\s*=\s*[\"']|javascript:", source)
    assert len(re.findall(r"<script(?! src=)", source)) == 0
    assert "|safe }}" not in source


@pytest.mark.parametrize("file", sorted((FOLDER / "macros").glob("*.html")), ids=lambda file: file.name)
def test_every_macro_that_pages_may_call_is_explained_above_it(file):
    source = file.read_text("utf-8")
    for name in re.findall(r"\{% macro ([a-z]\w*)\(", source):
        above = source[: source.index("{% macro " + name + "(")].rstrip()
        comment = above[above.rindex("{#") :]
        assert comment.startswith(f"{{#\n{name}("), f"{file.name}: {name}"
        assert f".{name}(" in comment, f"{file.name}: {name} has no example"


@dataclass(frozen=True)
class BrokenPage:
    template: ClassVar[str] = "pages/error.html"
    status: int = 404


def test_a_name_that_a_page_lacks_is_an_error(renderer):
    with pytest.raises(UndefinedError):
        renderer.render(BrokenPage(), SITE, "en")


def test_a_language_that_the_pages_do_not_speak_is_an_error(renderer):
    with pytest.raises(UnknownLanguageError):
        renderer.render(factory.error_page(), SITE, "tlh")


def test_chinese_is_the_default():
    assert next(iter(LANGUAGES)) == "zh"


def test_static_files_are_found_by_name_and_hash_only():
    assets = Assets()
    url = assets.url("duibiao.css")
    hashed = url.removeprefix("/static/")
    assert re.fullmatch(r"/static/duibiao\.[0-9a-f]{12}\.css", url)
    assert assets.find(hashed).media_type == "text/css; charset=utf-8"
    assert assets.find("duibiao.css") is None
    assert assets.find("../rendering.py") is None
    assert set(assets.names()) == {"correcting.js", "duibiao.css", "duibiao.js", "icon.svg"}


def test_the_style_sheet_loads_nothing_from_elsewhere():
    css = (FOLDER / "static" / "duibiao.css").read_text("utf-8")
    assert "url(" not in css
    assert "@import" not in css
    assert css.count("{") == css.count("}")


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_words_in_every_tone_can_be_read(mode):
    css = (FOLDER / "static" / "duibiao.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    values = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    colours = values[0] | (values[1] if mode else {})
    tones = [name for name in colours if name.startswith("t-")] + ["ink", "soft", "accent", "alert"]
    assert len(tones) == 10
    for name in tones:
        for ground in ("paper", "sheet", "sunk"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
