"""The rows of a draft over the site: their page as a picture for its firm alone, and what is done with them."""

from __future__ import annotations

import re

import pytest

from tests.importers.documents.test_pictures import printed
from tests.web.visiting import form_of, one_error, send, start, words_of

TEXT = """# Q/DEMO {n}-2026 演示电机

## 4 技术要求

## 4.1 绝缘电阻

绝缘电阻应不小于 50 MΩ。

## 4.2 温升

温升应不大于 80 K。

## 4.3 径向间隙

径向间隙应不小于 0.01 mm。

## 4.4 轴向间隙

轴向间隙应不大于 0.03 mm。
"""


@pytest.fixture
def draft(firm):
    return start(firm, TEXT.format(n=961))


def progress(client, draft):
    return re.search(r"已核对 (\d+) / (\d+) 行", words_of(client.get(f"{draft}/rows"))).groups()


def test_a_page_is_a_picture_for_its_firm_alone(firm, other_firm, nobody):
    draft = start(firm, printed("4 Requirements", "4.1 length"), "two.pdf")
    answer = firm.get(f"{draft}/pages/2.png")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"].startswith("private")
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert answer.content.startswith(b"\x89PNG")
    assert firm.get(f"{draft}/pages/2.png").content == answer.content
    again = firm.get(f"{draft}/pages/2.png", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    assert other_firm.get(f"{draft}/pages/2.png").status_code == 404
    assert nobody.get(f"{draft}/pages/2.png").status_code == 303
    for wrong in ("0.png", "3.png", "9999.png", "2", "x.png", "%E4%B8%80.png"):
        assert firm.get(f"{draft}/pages/{wrong}").status_code == 404


def test_a_document_that_is_no_pdf_has_no_pictures(firm, draft):
    assert firm.get(f"{draft}/pages/1.png").status_code == 404
    assert "<mark>绝缘电阻应不小于 50 MΩ。</mark>" in firm.get(f"{draft}/rows").text


def test_taking_a_row_leads_to_the_next_and_is_counted(firm, draft):
    assert progress(firm, draft) == ("0", "4")
    assert send(firm, f"{draft}/rows/r2").headers["location"] == f"{draft}/rows/r3#r3"
    assert progress(firm, draft) == ("1", "4")


def test_a_row_that_was_left_out_is_put_back(firm, draft):
    send(firm, f"{draft}/rows/r2", delete="yes")
    assert progress(firm, draft) == ("0", "3")
    page = firm.get(f"{draft}/rows").text
    assert "略去了 1 行" in page
    fields = form_of(page, f"{draft}/rows/r2") | {"restore": "yes"}
    assert firm.post(f"{draft}/rows/r2", data=fields).headers["location"] == f"{draft}/rows/r2#r2"
    assert progress(firm, draft) == ("0", "4")
    assert firm.post(f"{draft}/rows/r9", data=fields).status_code in {404, 409}


def test_a_row_is_split_in_two_that_stand_at_one_place(firm, draft):
    answer = send(firm, f"{draft}/rows/r2/split", name__2="轴承温升", limit__2="≤ 70 K")
    assert answer.status_code == 303
    fields = form_of(firm.get(f"{draft}/rows/r5").text, f"{draft}/rows/r5")
    assert (fields["name"], fields["limit-0"]) == ("轴承温升", "≤ 70 K")
    assert "<mark>温升应不大于 80 K。</mark>" in firm.get(f"{draft}/rows/r5").text
    assert form_of(firm.get(f"{draft}/rows/r2").text, f"{draft}/rows/r2")["limit-0"] == "≤ 80 K"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name__2": " "}, "name-2"), ({"limit__2": "很大"}, "limit-2"), ({"limit__1": ""}, "limit-1")],
)
def test_a_part_that_is_none_comes_back_as_typed(firm, draft, changes, field):
    answer = send(firm, f"{draft}/rows/r2/split", **changes)
    one_error(answer, field)
    assert progress(firm, draft) == ("0", "4")


def test_two_rows_become_one(firm, draft):
    page = firm.get(f"{draft}/rows/r3/merge?other=r4").text
    fields = form_of(page, f"{draft}/rows/r3/merge")
    assert fields["limit-0"] == "≥ 0.01 mm，≤ 0.03 mm"
    answer = firm.post(f"{draft}/rows/r3/merge", data=fields | {"name": "间隙"})
    assert answer.status_code == 303
    kept = form_of(firm.get(f"{draft}/rows/r3").text, f"{draft}/rows/r3")
    assert kept["name"] == "间隙"
    assert progress(firm, draft) == ("1", "3")
    assert firm.get(f"{draft}/rows/r4").status_code == 404


def test_a_row_is_not_merged_with_itself_or_none(firm, draft):
    fields = form_of(firm.get(f"{draft}/rows/r3/merge?other=r4").text, f"{draft}/rows/r3/merge")
    for wrong in ("", "r3", "r99"):
        one_error(firm.post(f"{draft}/rows/r3/merge", data=fields | {"other": wrong}), "other")
    assert progress(firm, draft) == ("0", "4")


def test_what_stood_in_the_way_of_reading_is_said_in_both_languages(firm):
    draft = start(firm, TEXT.format(n=962).replace("## 4.3 ", "## 4.6 ").replace("## 4.4 ", "## 4.7 "))
    assert "编号中缺少第 3、4.5 条" in words_of(firm.get(f"{draft}/rows"))
    assert "The numbering skips clause 3, 4.5" in words_of(firm.get(f"{draft}/rows?lang=en"))
