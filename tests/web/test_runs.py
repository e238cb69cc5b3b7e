"""Kept comparisons on the web: shown as made, kept on demand, held side by side, decided rows, several benchmarks."""

from __future__ import annotations

import csv
import io

import httpx
import pytest
from lxml import html
from openpyxl import load_workbook

from catalog.services.comparing import compare_sides
from catalog.services.runs import decide_row
from catalog.services.workplace import Workplace

SIDES = {"declared": "Q/HKT 16016-2026", "benchmark": "GB/T 43726-2024"}
SET = {"declared": "GB 5749-2022", "benchmark": ["eu-2020-2184", "us-epa-mcl", "nl-drinkwaterbesluit"]}


@pytest.fixture
def run(workplace: Workplace) -> str:
    return compare_sides(*SIDES.values(), workplace=workplace, keep_as="person").run or ""


def text_of(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text[:500]
    return " ".join(html.fromstring(answer.text).text_content().split())


def test_a_comparison_is_kept_from_its_page_and_has_an_address_of_its_own(nobody: httpx.Client) -> None:
    page = nobody.get("/compare", params=SIDES)
    assert 'action="/runs"' in page.text
    kept = nobody.post("/runs", data=SIDES, headers={"Sec-Fetch-Site": "same-origin"})
    assert kept.status_code == 303
    address = kept.headers["Location"]
    again = nobody.post("/runs", data=SIDES, headers={"Sec-Fetch-Site": "same-origin"})
    assert again.headers["Location"] == address
    told = nobody.get(f"{address}.json").json()
    assert told["chosen_by"] == "person"
    assert told["inputs"]["benchmark"]["sha256"]
    assert "可能适用的基准" in text_of(nobody.get(address))


def test_nothing_is_kept_without_both_sides_or_for_another_site(nobody: httpx.Client) -> None:
    assert nobody.post("/runs", data={"declared": "GB 1"}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 400
    assert nobody.post("/runs", data=SIDES, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_decision_is_shown_beside_the_verdict_in_page_json_csv_and_workbook(
    nobody: httpx.Client, workplace: Workplace, run: str
) -> None:
    row = next(row["row"] for row in nobody.get(f"/runs/{run}.json").json()["rows"] if row["verdict"] == "LOOSER")
    reason = "=HYPERLINK(1) 不是公式，是理由"
    decide_row(workplace, run, row, "EQUAL", by="王芳", reason="两份文件的试验等效")
    decide_row(workplace, run, row, "STRICTER", by="李强", reason=reason)
    page = text_of(nobody.get(f"/runs/{run}", params={"lang": "en"}))
    assert "decided by 李强: stricter" in page
    assert "Before that, decided by 王芳" in page
    assert "The verdict of the program stays as it was: looser." in page
    told = nobody.get(f"/runs/{run}.json").json()
    line = next(one for one in told["rows"] if one["row"] == row)
    assert (line["verdict"], line["decision"]["verdict"], line["decision"]["reason"]) == ("LOOSER", "STRICTER", reason)
    assert len(told["decisions"]) == 2
    body = nobody.get(f"/runs/{run}.csv")
    assert body.content.startswith("\ufeff".encode())
    lines = list(csv.DictReader(io.StringIO(body.text.removeprefix("\ufeff"))))
    assert [(one["decided"], one["decided_by"]) for one in lines if one["decided"]] == [("STRICTER", "李强")]
    assert next(one["decided_reason"] for one in lines if one["decided"]) == f"'{reason}"
    book = load_workbook(io.BytesIO(nobody.get(f"/runs/{run}.xlsx", params={"lang": "en"}).content))
    assert {"rows", "summary", "decisions"} <= set(book.sheetnames)
    cells = [cell for row in book["decisions"].iter_rows() for cell in row]
    assert reason in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_two_runs_are_held_side_by_side(nobody: httpx.Client, workplace: Workplace, run: str) -> None:
    other = compare_sides(
        *SIDES.values(), workplace=workplace, product_classes={"frame_size": "130"}, keep_as="person"
    ).run
    page = text_of(nobody.get(f"/runs/{run}/changes/{other}", params={"lang": "en"}))
    assert "Two runs side by side" in page
    assert "another class of product" in page
    told = nobody.get(f"/runs/{run}/changes/{other}.json").json()
    assert [one["what"] for one in told["differences"]] == ["classes"]
    assert f"/runs/{run}/changes/{other}" in nobody.get(f"/runs/{run}").text
    assert nobody.get(f"/runs/{run}/changes/nothing").status_code == 404
    assert nobody.get("/runs/nothing").status_code == 404


def test_several_benchmarks_give_the_strictest_with_its_source(nobody: httpx.Client) -> None:
    page = nobody.get("/compare", params=SET | {"lang": "en"})
    assert "The strictest, row by row" in text_of(page)
    told = nobody.get("/compare.json", params=SET).json()
    assert len(told["comparisons"]) == 3
    antimony = next(row for row in told["strictest"] if row["name"] == "Antimony")
    assert [one["benchmark"] for one in antimony["strictest"]] == ["nl-drinkwaterbesluit"]
    whole = nobody.get("/compare.json", params={"declared": "GB 5749-2022", "benchmark": "set:drinking-water"}).json()
    assert len(whole["benchmarks"]) == 4
    assert nobody.get("/compare.csv", params=SET).content.startswith("\ufeff".encode())
    book = load_workbook(io.BytesIO(nobody.get("/compare.xlsx", params=SET | {"lang": "en"}).content))
    assert book.sheetnames[0] == "strictest"


@pytest.mark.parametrize("path", ["/compare.json", "/compare.csv", "/compare.xlsx"])
def test_a_download_without_a_benchmark_says_so(nobody: httpx.Client, path: str) -> None:
    assert nobody.get(path, params={"declared": "GB 5749-2022"}).status_code == 400
    unknown = nobody.get(path, params={"declared": "GB 5749-2022", "benchmark": "set:nothing"})
    assert unknown.status_code in (400, 404)


def test_an_english_page_says_the_english_name_with_the_printed_one_beside_it(nobody: httpx.Client, run: str) -> None:
    page = html.fromstring(nobody.get(f"/runs/{run}", params={"lang": "en"}).text)
    row = next(one for one in page.find_class("row-name") if "绝缘电阻" in one.text_content())
    assert "insulation resistance" in row.text_content()
    assert [one.get("lang") for one in row.find_class("printed")] == ["zh-CN"]
    chinese = html.fromstring(nobody.get(f"/runs/{run}", params={"lang": "zh"}).text)
    assert not any(name.find_class("printed") for name in chinese.find_class("row-name"))


def test_the_lists_of_the_notice_tell_rows_of_one_name_apart(nobody: httpx.Client, run: str) -> None:
    page = html.fromstring(nobody.get(f"/runs/{run}").text)
    named = [" ".join(link.text_content().split()) for link in page.xpath("//*[contains(@class,'notice')]//dd/a")]
    assert len(named) == len(set(named))
    assert any("（5.9）" in name and "绝缘电阻" in name for name in named)


def test_a_row_that_binds_some_products_only_says_which(nobody: httpx.Client, run: str) -> None:
    page = text_of(nobody.get(f"/runs/{run}", params={"lang": "en"}))
    assert "only if: 组装式电机" in page
    assert "only if: “组装式电机”" in page  # and so in the notice
