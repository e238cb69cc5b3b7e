"""Printed standards, read and held against what a person wrote down from their pages; every row found on its page."""

from __future__ import annotations

import re
from functools import cache

import pypdfium2
import pytest

from importers.documents import read_document
from importers.documents.markdown import read_blocks
from tests.importers.documents import printing
from tests.importers.documents.expectations import GOLDEN, compare, load
from tests.needs import find_chromium

NAMES = sorted(f"pdf/{path.stem}" for path in (GOLDEN / "pdf").glob("*.json"))
FIRMS = sorted(path.stem for path in GOLDEN.glob("*.json"))
TEXTS = [name for name in NAMES if "scan" not in load(name)]
SCANS = [name for name in NAMES if load(name).get("scan") == "no text"]

# Markdown has mark-up for formulas, print has not: where a title or a limit is a formula, the row has another name.
FORMULAS = {"Q_HKT_16016-2026": {"5.7.1", "5.15", "5.16", "5.17", "5.18"}}


@cache
def reading(data, name):
    return read_document((data / load(name)["file"]).read_bytes(), f"{name}.pdf")


def told(result):
    lines = [("missing", result.missing), ("not expected", result.wrong), ("incomplete", result.incomplete)]
    return "\n".join(f"{word}: {line}" for word, found in lines for line in found)


@pytest.mark.parametrize("name", NAMES)
def test_facts_are_those_of_the_pages(shared_data, name):
    facts = reading(shared_data, name).document
    wanted = {key: value for key, value in load(name)["document"].items() if "scan" not in load(name) or key == "pages"}
    assert {key: list(value) if isinstance(value := getattr(facts, key), tuple) else value for key in wanted} == wanted


@pytest.mark.parametrize("name", TEXTS)
def test_requirements_are_found_and_none_has_a_wrong_number_unit_or_operator(shared_data, name):
    result = compare(load(name), reading(shared_data, name).requirements)
    assert result.wrong == [], told(result)
    assert result.recall >= 0.95, told(result)
    assert result.incomplete == [], told(result)


@pytest.mark.parametrize("name", SCANS)
def test_a_scan_without_text_gives_no_row_and_says_so(shared_data, name):
    read = reading(shared_data, name)
    assert read.requirements == ()
    assert any("a picture with no text (a scan)" in issue.reason for issue in read.issues)


def test_a_recognised_text_layer_is_told_and_no_row_of_it_is_trusted(shared_data):
    read = reading(shared_data, "pdf/GBT19266-2008")
    assert all((row.grade, row.problem) == ("C", "OCR") for row in read.requirements)
    assert any("text that a machine recognised" in issue.reason for issue in read.issues)


@pytest.mark.parametrize("name", TEXTS)
def test_every_row_is_on_the_page_that_the_person_noted(shared_data, name):
    golden = load(name)
    for row in golden["requirements"]:
        for requirement in reading(shared_data, name).requirements:
            if compare({**golden, "requirements": [row]}, (requirement,)).found:
                assert requirement.source.page == row["page"]


@pytest.mark.parametrize("name", [*TEXTS, "pdf/GBT19266-2008"])
def test_the_box_of_every_row_has_the_printed_digits_in_it(shared_data, name):
    document = pypdfium2.PdfDocument((shared_data / load(name)["file"]).read_bytes())
    for row in reading(shared_data, name).requirements:
        assert digits_of(row) <= digits_in(document, row.source), f"{row.text}: {row.source}"


def digits_of(row):
    """Return the numbers of a row's limits, as printed."""
    intervals = [one for cell in row.cells for one in getattr(cell.constraint, "intervals", ())]
    numbers = [number.printed for one in intervals for number in (one.low, one.high) if number]
    return {re.sub(r"[^\d.]", "", number.replace(",", ".")) for number in numbers}


def digits_in(document, source):
    """Return the numbers that another library finds in the box on the page."""
    page = document[source.page - 1]
    left, top, right, bottom = source.box
    box = page.get_cropbox(fallback_ok=False) or (0, 0, *page.get_size())
    at = (left - 1 + box[0], box[3] - bottom - 2, right + 1 + box[0], box[3] - top + 2)
    text = page.get_textpage().get_text_bounded(*at)
    joined = re.sub(r"(?<=\d)[ \u2009\u00a0](?=\d{3}(?!\d))", "", text)
    return set(re.findall(r"\d+(?:\.\d+)?", f"{text} {joined}".replace(",", ".")))


# -- the same words printed by two producers -------------------------------------------------------------------------


def rows_of(read, without):
    return {
        (r.clause, r.name, repr([(c.classes, c.constraint) for c in r.cells]), r.unit)
        for r in read.requirements
        if r.clause not in without
    }


@pytest.fixture(params=["chromium", "reportlab"])
def printed(request, tmp_path):
    program = find_chromium()

    def print_(blocks):
        if request.param == "reportlab":
            return printing.by_reportlab(blocks)
        if program is None:
            pytest.fail("no Chromium; Debian: apt-get install chromium fonts-noto-cjk")
        return printing.by_chromium(program, printing.html_of(blocks), tmp_path)

    return print_


@pytest.mark.parametrize("name", FIRMS)
def test_a_printed_standard_gives_the_same_requirements_as_its_text(shared_data, printed, name):
    golden = load(name)
    data = (shared_data / "cn-enterprise-and-group" / golden["file"]).read_bytes()
    from_print = read_document(printed(list(read_blocks(data, "x.md").blocks)), "x.pdf")
    without = FORMULAS.get(name, set())
    assert rows_of(from_print, without) == rows_of(read_document(data, "x.md"), without)
    assert compare(golden, from_print.requirements).wrong == []
