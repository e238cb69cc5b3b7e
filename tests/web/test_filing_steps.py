"""Filing over the site, step by step: what is asked, what is refused and how, what is public afterwards."""

from __future__ import annotations

import itertools
import re

import pytest

from catalog.comparison.codec import report_to_json
from catalog.comparison.reports import VerdictKind
from catalog.services.comparing import compare_sides, side_of_file
from catalog.services.filing import COMMITMENT
from tests.importers.documents.word_files import word_file
from tests.web.visiting import (
    BENCHMARK,
    FIRMS,
    PASSWORD,
    commit,
    demo,
    fill,
    form_of,
    one_error,
    send,
    shown_errors,
    start,
    upload,
    words_of,
)

MEGABYTE = 1 << 20
STEPS = ("standard", "rows", "products", "benchmark", "publish")
FREE_CODE = "91440300708461136T"


def sign_up(client, **changes):
    fields = {"uscc": FREE_CODE, "firm": "虚构纺织示例有限公司", "name": "weaver", "password": PASSWORD}
    return client.post("/account/sign-up", data=fields | changes)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", "18 位"),
        ("91350203M0001QAY9", "18 位"),
        ("91350203M0001QAY9BB", "18 位"),
        ("91350203M0001QAY9B", "校验位"),
        ("9135020IM0001QAY9B", "不允许"),
        ("913502O3M0001QAY9B", "不允许"),
        ("统一社会信用代码统一社会信用代码统一", "不允许"),
    ],
)
def test_a_wrong_credit_code_is_said_with_its_fault_and_nothing_typed_is_lost(nobody, code, why):
    answer = sign_up(nobody, uscc=code)
    assert why in one_error(answer, "uscc")
    assert 'value="虚构纺织示例有限公司"' in answer.text
    assert 'value="weaver"' in answer.text
    assert f'value="{code}"' in answer.text
    assert PASSWORD not in answer.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "maker"}, "name"),
        ({"name": " MAKER "}, "name"),
        ({"name": "ab"}, "name"),
        ({"name": "<b>x</b>"}, "name"),
        ({"uscc": FIRMS["maker"][0]}, "uscc"),
        ({"firm": "  "}, "firm"),
        ({"password": "short"}, "password"),
        ({"password": "x" * 201}, "password"),
    ],
)
def test_what_stops_signing_up_is_one_error_at_its_field(nobody, changes, field):
    answer = sign_up(nobody, **changes)
    one_error(answer, field)
    assert "<b>x</b>" not in answer.text
    assert "set-cookie" not in answer.headers


def test_signing_up_leads_to_ones_own_work(nobody):
    answer = sign_up(nobody, name="spinner")
    assert answer.headers["location"] == "/file"
    page = words_of(nobody.get("/file"))
    assert "虚构纺织示例有限公司" in page
    assert "身份未经核验" in page or "未核验" in page


def test_a_full_width_code_is_the_same_code(nobody):
    answer = sign_up(nobody, uscc="９１１５０１０１ＭＡＧＣＰ０ＭＱ２０", name="another")
    assert "已有账号" in one_error(answer, "uscc")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.md"),
        (b" \n\t\n", "blank.md"),
        (bytes(range(256)) * 40, "binary.md"),
        (b"\x89PNG\r\n\x1a\n" + bytes(400), "picture.md"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "standard.pdf"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "renamed.md"),
        (b"PK\x03\x04" + bytes(200), "standard.docx"),
        ("# 标准".encode()[:-1], "cut.md"),
        ("1 范围\n".encode("utf-16"), "wide.exe"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_error_and_no_draft(firm, data, name):
    before = firm.get("/file").text.count('href="/file/')
    sentence = one_error(upload(firm, data, name), "document")
    assert len(sentence) > 8
    assert firm.get("/file").text.count('href="/file/') == before


def test_nothing_handed_in_is_one_error(firm):
    assert "请选择文件" in one_error(firm.post("/file/new", data={"text": "  "}), "document")


def test_a_file_a_little_over_the_limit_is_one_error_at_its_field(firm):
    line = "5.1 绝缘电阻应不小于 50 MΩ。\n".encode()
    answer = upload(firm, line * (20 * MEGABYTE // len(line) + 1000))
    assert "20 MB" in one_error(answer, "document")


def test_a_file_far_over_the_limit_is_said_to_be_too_large(firm):
    answer = upload(firm, b"a" * 21 * MEGABYTE)
    assert answer.status_code == 413
    assert "20 MB" in words_of(answer)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_documents_are_read_in_the_encodings_that_firms_use(firm, encoding):
    draft = start(firm, demo("Q/DEMO 007-2026").encode(encoding), "标准 文本.txt")
    page = firm.get(f"{draft}/standard").text
    assert 'value="Q/DEMO 007-2026"' in page
    assert "无刷直流力矩电动机" in page
    assert "标准 文本.txt" in page


def test_text_can_be_pasted_however_long(firm):
    text = demo("Q/DEMO 008-2026") + "\n\n附录 A\n" + "说明文字。\n" * 120_000
    assert len(text.encode()) > MEGABYTE
    answer = firm.post("/file/new", files={"text": (None, text)})
    assert answer.status_code == 303, words_of(answer)
    assert 'value="Q/DEMO 008-2026"' in firm.get(answer.headers["location"]).text


def test_pasted_text_comes_back_where_it_cannot_be_read(firm):
    answer = firm.post("/file/new", files={"text": (None, "\x00\ud7ff x")})
    assert answer.status_code in {303, 400}
    if answer.status_code == 400:
        one_error(answer, "text")


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.md", "C:\\Documents\\标准.md", "a" * 900 + ".md", "\u202egpj.md", "=cmd|'x'!A1.md"]
)
def test_the_name_of_a_file_is_only_a_name(firm, name):
    draft = start(firm, demo(), name)
    page = firm.get(f"{draft}/standard")
    assert page.status_code == 200
    assert "/etc" not in page.text
    assert "C:\\" not in page.text
    assert "\u202e" not in page.text
    assert len(page.text) < 20_000


def test_every_step_has_an_address_and_says_where_one_is(firm):
    draft = start(firm)
    assert firm.get(draft).headers["location"] == f"{draft}/standard"
    for step in STEPS:
        page = firm.get(f"{draft}/{step}")
        assert page.status_code == 200
        assert page.text.count('aria-current="step"') == 1
        assert "<h1" in page.text
        for other in STEPS:
            assert other == step or f'href="{draft}/{other}"' in page.text


def test_every_step_leads_to_the_next(firm):
    draft = start(firm)
    for step, following in itertools.pairwise(STEPS):
        answer = send(firm, f"{draft}/{step}", **({"benchmark": BENCHMARK} if step == "benchmark" else {}))
        assert answer.status_code == 303, shown_errors(answer)
        assert answer.headers["location"] == f"{draft}/{following}"


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("", "缺少"),
        ("Q/ABC 001-19", "四位"),
        ("Q/公司 01-2020", "字母和数字"),
        ("Q/ABC-001-2020", "空格"),
        ("Q/ABC 001-2027", "晚于今年"),
        ("Q/ABC 001-2025", "不一致"),
        ("GB/T 43726-2024", "Q/"),
        ("Q/ABC 001", "年号"),
        ("<script>alert(1)</script>", "Q/"),
    ],
)
def test_a_number_that_cannot_be_filed_is_said_and_kept(firm, number, why):
    draft = start(firm)
    answer = send(firm, f"{draft}/standard", designation=number)
    assert why in one_error(answer, "designation")
    assert "<script>" not in answer.text.replace('<script src="', "")
    kept = form_of(firm.get(f"{draft}/standard").text, f"{draft}/standard")
    assert kept["designation"] == number


@pytest.mark.parametrize("number", ["Q/12ABC 003-2026", "Q／ABC 0001S—2026", "q/byd 12.3-2026"])
def test_legal_numbers_in_any_spelling_are_taken(firm, number):
    assert send(firm, f"{start(firm)}/standard", designation=number).status_code == 303


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"issued__year": "", "issued__month": "", "issued__day": ""}, "issued", "发布日期"),
        ({"issued__year": "2026", "issued__month": "2", "issued__day": "30"}, "issued", "无法识别"),
        ({"issued__year": "2026", "issued__month": "13", "issued__day": "1"}, "issued", "无法识别"),
        ({"issued__year": "二〇二六"}, "issued", "无法识别"),
        ({"effective__year": "2026", "effective__month": "3", "effective__day": "1"}, "effective", "早于"),
        ({"effective__month": ""}, "effective", "无法识别"),
        ({"issued__month": "12", "issued__day": "31", "effective__year": "2027"}, "issued", "晚于今天"),
    ],
)  # fmt: skip
def test_a_wrong_date_is_one_error_at_its_field(firm, changes, field, why):
    answer = send(firm, f"{start(firm)}/standard", **changes)
    assert why in one_error(answer, field)


def test_a_date_can_be_pasted_whole(firm):
    draft = start(firm)
    assert send(firm, f"{draft}/standard", issued__year="2026-03-05", issued__month="", issued__day="").is_redirect
    assert 'name="issued-day" type="text" inputmode="numeric" value="05"' in firm.get(f"{draft}/standard").text


def row_address(page, name, nth=0):
    """Return the address at which the nth row of that name is corrected."""
    found = re.findall(
        rf'href="(/file/[^"]+/rows/r\d+)#r\d+"[^>]*>(?:(?!</a>).)*?{name}(?: |</span>)', page.text, re.DOTALL
    )
    return found[nth]


def test_a_simple_row_is_corrected(firm):
    draft = start(firm)
    address = row_address(firm.get(f"{draft}/rows"), "定子绕组温升")
    page = firm.get(address)
    assert "<mark>" in page.text
    assert "定子绕组温升应不大于 80 K" in words_of(page)
    answer = send(firm, address, limit__0="≤ 75 K")
    assert answer.status_code == 303
    body = re.search(rf'href="{address}#r\d+".*?</a>', firm.get(f"{draft}/rows").text, re.DOTALL)
    assert body is not None
    assert "≤ 75 K" in body[0]
    assert "已更正" in body[0]


def test_a_row_of_a_table_is_corrected_class_by_class(firm):
    draft = start(firm)
    address = row_address(firm.get(f"{draft}/rows"), "径向间隙")
    fields = form_of(firm.get(address).text, address)
    limits = [name for name in fields if name.startswith("limit-")]
    assert len(limits) == 4
    assert send(firm, address, limit__2="≤ 0.025").status_code == 303
    after = form_of(firm.get(address).text, address)
    assert "0.025" in after["limit-2"]
    assert [after[name] for name in limits if name != "limit-2"] == [fields[n] for n in limits if n != "limit-2"]


@pytest.mark.parametrize("typed", ["差不多就行", "≤ 0.03 左右", "<script>alert(1)</script>", "", "=1+1"])
def test_a_limit_that_cannot_be_read_is_said_at_its_field_and_kept(firm, typed):
    draft = start(firm)
    address = row_address(firm.get(f"{draft}/rows"), "径向间隙")
    answer = send(firm, address, limit__1=typed, name="径向间隙（改）")
    one_error(answer, "limit-1")
    kept = form_of(answer.text, address)
    assert kept["limit-1"] == typed
    assert kept["name"] == "径向间隙（改）"
    assert "<script>alert" not in answer.text
    assert form_of(firm.get(address).text, address)["name"] == "径向间隙"


def test_a_row_keeps_its_name(firm):
    address = row_address(firm.get(f"{start(firm)}/rows"), "定子绕组温升")
    one_error(send(firm, address, name=" "), "name")


def test_a_row_is_deleted_and_another_typed(firm):
    draft = start(firm)
    address = row_address(firm.get(f"{draft}/rows"), "定子绕组温升")
    assert send(firm, address, delete="yes").headers["location"] == f"{draft}/rows"
    assert firm.get(address).status_code == 404
    adding = {"row__name": "防护等级", "row__limit": "IP54", "row__method": "GB/T 4942", "row__clause": "4.15"}
    answer = firm.post(
        f"{draft}/rows/add",
        data=form_of(firm.get(f"{draft}/rows").text, f"{draft}/rows/add")
        | {name.replace("__", "-"): value for name, value in adding.items()},
    )
    assert answer.status_code == 303
    page = words_of(firm.get(f"{draft}/rows"))
    assert "防护等级" in page
    assert "IP54" in page


@pytest.mark.parametrize(
    ("name", "limit", "field"),
    [("", "≥ 5 MΩ", "row-name"), ("绝缘电阻", "", "row-limit"), ("绝缘电阻", "很大", "row-limit")],
)
def test_a_typed_row_that_cannot_be_read_comes_back_as_typed(firm, name, limit, field):
    draft = start(firm)
    fields = form_of(firm.get(f"{draft}/rows").text, f"{draft}/rows/add")
    typed = fields | {"row-name": name, "row-limit": limit, "row-method": "GB/T 1", "row-clause": "9"}
    answer = firm.post(f"{draft}/rows/add", data=typed)
    one_error(answer, field)
    again = form_of(answer.text, f"{draft}/rows/add")
    assert {key: again[key] for key in typed if key.startswith("row-")} == {
        key: value for key, value in typed.items() if key.startswith("row-")
    }


def test_a_document_without_indicators_says_so(firm):
    draft = start(firm, "# Q/DEMO 900-2026 空的标准\n\n## 1 范围\n\n本文件适用于一切。\n")
    one_error(send(firm, f"{draft}/rows"), "row-name")


def test_products_are_kept_and_their_bar_codes_checked(firm):
    draft = start(firm)
    answer = send(firm, f"{draft}/products", product__name__0="电机", product__gtin__0="6901234567890")
    assert "校验位" in one_error(answer, "product-gtin-0")
    assert "6901234567890" in answer.text
    assert "缺少" in one_error(
        send(firm, f"{draft}/products", product__name__0="", product__gtin__0=""), "product-name-0"
    )

    more = send(firm, f"{draft}/products", product__name__0="电机", product__gtin__0="6901234567892", more="yes")
    assert more.status_code == 303
    page = firm.get(more.headers["location"].split("#")[0])
    assert 'name="product-name-1"' in page.text
    assert 'value="6901234567892"' in page.text


def test_what_stands_in_a_product_without_name_is_not_thrown_away(firm):
    draft = start(firm)
    answer = send(firm, f"{draft}/products", product__name__0="", product__gtin__0="6901234567892")
    one_error(answer, "product-name-0")
    assert 'value="6901234567892"' in firm.get(f"{draft}/products").text


def test_the_benchmark_is_the_firms_choice(firm):
    draft = start(firm)
    page = firm.get(f"{draft}/benchmark")
    choices = re.findall(r'name="benchmark" id="[^"]+" value="([^"]*)"( checked)?', page.text)
    assert choices[0] == (BENCHMARK, "")
    assert choices[-1] == ("none", "")
    assert not any(checked for _, checked in choices)
    for wrong in ("", "GB/T 1:1900", "'; drop table draft; --"):
        one_error(send(firm, f"{draft}/benchmark", benchmark=wrong), "benchmark")
    assert send(firm, f"{draft}/benchmark", benchmark="none").status_code == 303
    assert 'value="none" checked' in firm.get(f"{draft}/benchmark").text


def test_nothing_is_published_before_a_benchmark_is_chosen(firm):
    answer = commit(firm, start(firm))
    assert "比对的标准" in one_error(answer, "checks")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"commitment": None}, "commitment"),
        ({"approver_post": " "}, "approver_post"),
        ({"approved_on__year": ""}, "approved_on"),
        ({"approved_on__year": "2026", "approved_on__month": "4", "approved_on__day": "31"}, "approved_on"),
    ],
)
def test_nothing_is_published_without_commitment_and_approval(firm, nobody, changes, field):
    number = f"Q/DEMO {4000 + len(field)}-2026"
    draft = start(firm, demo(number))
    send(firm, f"{draft}/benchmark", benchmark=BENCHMARK)
    answer = commit(firm, draft, **changes)
    one_error(answer, field)
    assert firm.get(f"{draft}/publish").status_code == 200
    assert not nobody.get("/search.json", params={"q": number, "kind": "declaration"}).json()["hits"]


def test_a_published_declaration_says_what_it_must(firm, nobody, workplace):
    text = demo()
    draft = start(firm, text)
    answer = fill(firm, draft)
    assert answer.status_code == 303, shown_errors(answer)
    address = answer.headers["location"]
    page = nobody.get(address)
    assert page.status_code == 200
    words = words_of(page)
    assert "企业身份未经核验" in words
    assert FIRMS["maker"][1] in words
    assert COMMITMENT.text.zh in words
    assert "总工程师" in words
    assert "少于" in words
    assert "低于" in words

    for method in ("get", "post"):
        gone = getattr(firm, method)(f"{draft}/publish", **({"data": {"version": "1"}} if method == "post" else {}))
        assert gone.status_code == 404
        assert 'href="/file"' in gone.text, "from a draft that is gone one finds one's own work"
    assert address in firm.get("/file").text
    assert draft not in firm.get("/file").text

    kept = nobody.get(f"{address}.json").json()["comparisons"][0]
    expected = report_to_json(
        compare_sides(side_of_file(text.encode(), "standard.md"), "GB/T 43726-2024", workplace=workplace)
    )
    for part in ("counts", "applicable", "extra", "coverage", "assessed", "meets_or_exceeds", "scope"):
        assert kept[part] == expected[part], part
    assert [(row["name"], row["verdict"], row["code"]) for row in kept["rows"]] == [
        (row["name"], row["verdict"], row["code"]) for row in expected["rows"]
    ]
    assert kept["notice"]["fewer"] == expected["notice"]["fewer"]
    assert kept["notice"]["lower"] == expected["notice"]["lower"]
    assert kept["chosen_by"] == "firm"
    assert kept["candidates_left_out"]
    assert set(kept["counts"]) <= {kind.value for kind in VerdictKind} | {"EXTRA"}


def test_the_preview_is_what_becomes_public(firm, nobody):
    draft = start(firm)
    send(firm, f"{draft}/benchmark", benchmark=BENCHMARK)
    preview = words_of(firm.get(f"{draft}/publish"))
    page = words_of(nobody.get(fill(firm, draft).headers["location"]))
    counts = re.search(r"在所持有的 GB/T 43726-2024 的 \d+ 项中[^。]*。", preview)
    assert counts is not None
    assert counts[0] in page


def test_a_declaration_without_counterpart_says_so(firm, nobody):
    answer = fill(firm, start(firm), "none")
    assert answer.status_code == 303, shown_errors(answer)
    assert "无对应的推荐性标准" in words_of(nobody.get(answer.headers["location"]))


def test_the_same_number_twice_is_one_clear_error(firm, other_firm):
    number = "Q/DEMO 5001-2026"
    assert fill(firm, start(firm, demo(number))).status_code == 303
    for client in (firm, other_firm):
        draft = start(client, demo(number))
        sentence = one_error(send(client, f"{draft}/standard"), "designation")
        assert number in sentence
        send(client, f"{draft}/benchmark", benchmark=BENCHMARK)
        assert number in one_error(commit(client, draft), "checks")


def test_pressing_publish_twice_publishes_once(firm):
    draft = start(firm)
    for step in STEPS[:3]:
        send(firm, f"{draft}/{step}")
    send(firm, f"{draft}/benchmark", benchmark=BENCHMARK)
    fields = form_of(firm.get(f"{draft}/publish").text, f"{draft}/publish")
    fields |= {"commitment": "yes", "approver_post": "总工程师", "approved_on-year": "2026-04-01"}
    assert firm.post(f"{draft}/publish", data=fields).status_code == 303
    again = firm.post(f"{draft}/publish", data=fields)
    assert again.status_code == 404
    assert "可能已公开" in words_of(again)


def test_two_windows_cannot_overwrite_each_other(firm):
    draft = start(firm)
    stale = form_of(firm.get(f"{draft}/standard").text, f"{draft}/standard")
    assert send(firm, f"{draft}/standard", title="第一个窗口的名称").status_code == 303
    answer = firm.post(f"{draft}/standard", data=stale | {"title": "第二个窗口的名称"})
    assert answer.status_code == 409
    assert "另一窗口" in words_of(answer)
    assert f'href="{draft}/standard"' in answer.text, "the page leads on to the draft as it is now"
    assert "第一个窗口的名称" in firm.get(f"{draft}/standard").text


@pytest.mark.parametrize("step", ["standard", "rows", "rows/add", "products", "benchmark", "publish", "rows/r1"])
def test_a_stale_version_is_refused_on_every_step(firm, step):
    draft = start(firm)
    send(firm, f"{draft}/standard", title="改过的名称")
    stale = {"version": "1", "benchmark": BENCHMARK, "row-name": "噪声", "row-limit": "≤ 50 dB", "delete": "yes"}
    answer = firm.post(f"{draft}/{step}", data=stale)
    assert answer.status_code == 409
    way_on = re.search(rf'href="({draft}/[a-z]+)"', answer.text)
    assert way_on is not None
    assert firm.get(way_on[1]).status_code == 200


@pytest.mark.parametrize("version", ["", "x", "-1", "1.0", "9" * 5000, "٢"])
def test_a_form_without_a_usable_version_changes_nothing(firm, version):
    draft = start(firm)
    answer = firm.post(f"{draft}/standard", data={"version": version, "title": "改掉"})
    assert answer.status_code in {400, 409}
    assert "改掉" not in firm.get(f"{draft}/standard").text


def test_another_firms_draft_does_not_exist(firm, other_firm):
    draft = start(firm)
    for step in STEPS:
        assert other_firm.get(f"{draft}/{step}").status_code == 404
        assert other_firm.post(f"{draft}/{step}", data={"version": "1"}).status_code == 404
    assert other_firm.post(f"{draft}/rows/r1", data={"version": "1", "delete": "yes"}).status_code == 404
    assert other_firm.post(f"{draft}/delete").status_code == 404
    assert draft not in other_firm.get("/file").text
    assert firm.get(f"{draft}/standard").status_code == 200


def test_an_unpublished_document_is_nobody_elses(firm, other_firm, nobody):
    draft = start(firm)
    for client in (nobody, other_firm):
        assert "虚构示例" not in client.get("/search?q=DEMO").text or draft not in client.get("/search?q=DEMO").text


def test_who_is_not_signed_in_is_led_to_signing_in_and_back(nobody, firm):
    draft = start(firm)
    for step in ("", *(f"/{step}" for step in STEPS)):
        answer = nobody.get(f"{draft}{step}")
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/account/sign-in?then={draft}{step}"
    assert nobody.post(f"{draft}/publish", data={"version": "1"}).headers["location"].startswith("/account/sign-in")


def test_only_a_firm_files(site, workplace):
    from declarations import Role  # noqa: PLC0415 - only here

    workplace.accounts.add_account("keeper", PASSWORD, Role.CURATOR)
    with site.visitor() as curator:
        curator.post("/account/sign-in", data={"name": "keeper", "password": PASSWORD})
        answer = curator.get("/file")
        assert answer.status_code == 403
        assert "只有企业账号" in words_of(answer)


def test_a_draft_that_is_not_needed_is_thrown_away(firm):
    draft = start(firm)
    assert f'action="{draft}/delete"' in firm.get("/file").text
    assert firm.post(f"{draft}/delete").headers["location"] == "/file"
    assert firm.get(f"{draft}/standard").status_code == 404


def test_too_many_drafts_are_said_and_the_text_is_kept(site, workplace):
    uscc = "91370200163562681G"
    workplace.accounts.sign_up("hoarder", PASSWORD, uscc=uscc, firm_name="囤积示例有限公司")
    for _ in range(200):
        workplace.declarations.create_draft(uscc, {}, by="hoarder")
    with site.visitor() as client:
        client.post("/account/sign-in", data={"name": "hoarder", "password": PASSWORD})
        answer = client.post("/file/new", files={"text": (None, demo())})
        assert "200" in one_error(answer, "text")
        assert "虚构示例" in answer.text


def test_every_page_of_filing_is_there_in_english(firm):
    draft = start(firm)
    send(firm, f"{draft}/benchmark", benchmark=BENCHMARK)
    for path in ("/file", "/file/new", *(f"{draft}/{step}" for step in STEPS), "/account"):
        page = firm.get(f"{path}?lang=en")
        assert page.headers["content-language"] == "en"
        headings = re.findall(r"<(?:h1|h2|label|legend|button)[^>]*>(.*?)</", page.text, re.DOTALL)
        assert headings
    answer = firm.post(f"{draft}/standard?lang=en", data={"version": "x"})
    assert "the form is incomplete" in words_of(answer).lower()


def test_a_word_file_becomes_a_draft_with_its_rows(firm):
    draft = start(firm, word_file(demo("Q/DEMO 008-2026")), "标准.docx")
    assert 'value="Q/DEMO 008-2026"' in firm.get(f"{draft}/standard").text
    assert "绝缘电阻" in firm.get(f"{draft}/rows").text
