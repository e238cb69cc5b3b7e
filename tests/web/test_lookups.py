"""The gap question, the trees and publishers over the real application with the sample data."""

from __future__ import annotations

import csv
import io

import pytest

from tests.adoptions.made_up import INTERNATIONAL, NATIONAL


@pytest.fixture(autouse=True)
def _made_up_records(workplace):
    workplace.catalog.put_standards([*INTERNATIONAL, *NATIONAL])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "/gaps",
        "/gaps?from=ISO&to=CN&field=59.080&as_of=2026-01-01",
        "/browse/ics",
        "/browse/ics/59.080",
        "/browse/ccs",
        "/browse/ccs/W",
        "/browse/ccs/A00/09",
    ],
)
def test_pages_answer_in_both_languages(nobody, path, language):
    page = nobody.get(path, headers={"Cookie": f"duibiao-lang={language}"})
    assert page.status_code == 200


def test_the_gap_page_says_first_that_no_source_is_complete(nobody):
    page = nobody.get("/gaps?field=59.080&as_of=2026-01-01&lang=en").text
    assert "No source declares itself complete" in page
    assert "GB/T 90002-2012" in page


def test_the_gap_twins_have_the_same_members(nobody):
    asked = {"from": "ISO", "to": "CN", "field": "59.080", "as_of": "2026-01-01"}
    answer = nobody.get("/gaps.json", params=asked).json()
    rows = list(csv.DictReader(io.StringIO(nobody.get("/gaps.csv", params=asked).text.lstrip("\ufeff"))))
    assert answer["rate"] is None
    assert {row["designation"] for row in rows} == {it["designation"] for it in answer["members"]}


@pytest.mark.parametrize("query", ["field=cloth", "field=59.080&from=XX", "field=59.080&as_of=never"])
def test_a_question_that_cannot_be_asked_is_shown_beside_the_form(nobody, query):
    page = nobody.get(f"/gaps?{query}&lang=en")
    assert page.status_code == 422
    assert 'name="field"' in page.text


def test_a_class_counts_everything_below_it(nobody):
    textiles = nobody.get("/browse/ics/59.json").json()
    below = {it["code"]: it["records"] for it in textiles["classes"]}
    assert below["59.080"] >= 22
    assert textiles["records"] >= below["59.080"] + below["59.060"] - 1


def test_a_class_that_is_none_is_not_found(nobody):
    assert nobody.get("/browse/ics/00.000").status_code == 404
    assert nobody.get("/publishers/nobody-at-all").status_code == 404


def test_a_publisher_has_a_page_with_the_fill_of_its_fields(nobody, workplace):
    name = next(it.publisher for it in workplace.catalog.iter_standards() if it.publisher)
    shown = nobody.get(f"/publishers/{name}.json").json()
    assert shown["records"] >= 1
    assert nobody.get(f"/publishers/{name}").status_code == 200
