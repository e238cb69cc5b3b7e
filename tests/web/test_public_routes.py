"""The public addresses over a real installation with the sample data."""

from __future__ import annotations

import csv
import io
import re

import httpx
import pytest

from catalog import errors
from catalog.services.indexing import drain_all
from catalog.services.samples import load_samples
from catalog.services.workplace import initialise, open_workplace
from catalog.settings import Settings
from catalog.web.app import create_app
from catalog.web.errors import STATUS_CODES
from tests.web.serving import served

SIDES = {"declared": "Q/HKT 16016-2026", "benchmark": "GB/T 43726-2024"}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    initialise(settings)
    workplace = open_workplace(settings)
    load_samples(workplace)
    drain_all(workplace)
    workplace.close()
    with served(create_app(settings)) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture(autouse=True)
def _no_language_chosen(client):
    client.cookies.clear()


@pytest.fixture
def declaration(client) -> str:
    hits = client.get("/search.json", params={"q": "Q/HKT 16016-2026", "kind": "declaration"}).json()["hits"]
    return hits[0]["id"].removeprefix("declaration:")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search",
        "/search?q=电动机",
        "/compare",
        "/benchmarks",
        "/benchmarks/drinking-water",
        "/about",
        "/method",
        "/glossary",
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_answer_in_both_languages(client, path, language):
    page = client.get(path, headers={"Cookie": f"duibiao-lang={language}"})
    assert page.status_code == 200
    assert page.headers["content-language"] == {"zh": "zh-CN", "en": "en"}[language]


def test_chinese_first_and_english_one_click_away(client):
    first = client.get("/about")
    assert '<html lang="zh-CN">' in first.text
    switch = re.search(r'hreflang="en" href="([^"]+)"', first.text)
    second = client.get(switch[1])
    assert '<html lang="en">' in second.text
    assert '<html lang="en">' in client.get("/about").text


def test_static_files_are_kept_for_a_year_under_hashed_names(client):
    address = re.search(r'href="(/static/duibiao\.[0-9a-f]{12}\.css)"', client.get("/").text)[1]
    answer = client.get(address)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/duibiao.css").status_code == 404


def test_every_answer_carries_a_strict_policy(client):
    for path in ("/", "/nothing-here", "/search.json"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize("spelling", ["GB/T 43726-2024", "gb/t43726—2024", "GB／T 43726-2024"])
def test_a_number_in_any_spelling_stands_apart_on_top(client, spelling):
    page = client.get("/search", params={"q": spelling}).text
    exact = page[page.index('class="exact"') :]
    assert exact.index("GB/T 43726-2024") < exact.index("</section>")


@pytest.mark.parametrize(
    "text", ["[", '"', "AND OR NOT", "a:b:c", "*", "\\", "<script>alert(1)</script>", "(" * 50, "%"]
)
def test_any_text_is_a_legal_search(client, text):
    page = client.get("/search", params={"q": text})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_the_examples_of_the_first_page_find_something(client):
    page = client.get("/").text
    examples = re.findall(r'href="(/search\?q=[^"]+)"><span class="nb">', page)
    assert len(examples) == 3
    for address in examples:
        assert client.get(address.replace("/search?", "/search.json?")).json()["total"] > 0


def test_results_page_on_by_cursor_without_repeating(client):
    seen: list[str] = []
    address = "/search?level=international"
    for _ in range(3):
        page = client.get(address).text
        hits = re.findall(r'<span class="hit-no">([^<]+)</span>', page)
        assert not set(hits) & set(seen)
        seen += hits
        address = re.search(r'href="([^"]+)" rel="next"', page)[1].replace("&amp;", "&")
    assert len(seen) == 60


def test_a_list_can_be_downloaded(client):
    answer = client.get("/search.csv", params={"q": "电动机"})
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(rows) == client.get("/search.json", params={"q": "电动机"}).json()["total"]
    assert all(row["address"].startswith(str(client.base_url)) for row in rows)


def test_a_standard_has_a_page_a_twin_and_an_address_without_year(client):
    assert "GB/T 43726-2024" in client.get("/standards/gb-t-43726-2024").text
    assert client.get("/standards/gb-t-43726-2024.json").json()["designation"] == "GB/T 43726-2024"
    moved = client.get("/standards/gb-t-43726")
    assert (moved.status_code, moved.headers["location"]) == (302, "/standards/gb-t-43726-2024")


def test_a_comparison_is_a_page_json_and_csv_that_agree(client):
    report = client.get("/compare.json", params=SIDES).json()
    page = client.get("/compare", params=SIDES | {"lang": "en"}).text
    lines = list(csv.DictReader(io.StringIO(client.get("/compare.csv", params=SIDES).text.removeprefix("\ufeff"))))
    assert f"<strong>{report['applicable']}</strong> rows held of" in page
    of_rows = [line for line in lines if not line["class"]]
    assert len(of_rows) == len(report["rows"])
    for verdict, count in report["counts"].items():
        assert sum(line["verdict"] == verdict for line in of_rows) == count


def test_rows_can_be_narrowed_to_one_verdict_by_a_plain_link(client):
    page = client.get("/compare", params=SIDES).text
    link = re.search(r'<a class="tally tone-missing" href="([^"]+)"', page)[1].replace("&amp;", "&")
    narrowed = client.get(link).text
    rows = re.findall(r'<details class="row tone-(\w+)"', narrowed)
    assert rows
    assert set(rows) == {"missing"}


@pytest.mark.parametrize(
    ("declared", "benchmark", "field"),
    [("nonsense", "GB/T 43726-2024", "declared"), ("Q/HKT 16016-2026", "GB/T 99999-2024", "benchmark")],
)
def test_a_number_that_cannot_be_compared_is_said_at_its_field(client, declared, benchmark, field):
    page = client.get("/compare", params={"declared": declared, "benchmark": benchmark})
    assert page.status_code == 404
    assert f'<a href="#f-{field}">' in page.text
    assert f'id="f-{field}-error"' in page.text
    assert f'value="{declared}"' in page.text


def test_two_files_are_compared_and_not_kept(client):
    one = "# Q/X 1-2026 某产品\n\n## 5 技术要求\n\n### 5.1 绝缘电阻\n\n绝缘电阻应不小于100 MΩ。\n"
    two = one.replace("Q/X 1-2026", "GB/T 1-2020").replace("100 MΩ", "50 MΩ")
    files = {"declared_file": ("a.md", one.encode()), "benchmark_file": ("b.md", two.encode())}
    page = client.post("/compare", files=files, headers={"Origin": str(client.base_url).rstrip("/")})
    assert page.status_code == 200
    assert "严于 1 项" in page.text


def test_a_file_that_cannot_be_read_is_said_at_its_field(client):
    files = {"declared_file": ("a.md", b"\x00\x01")}
    page = client.post("/compare", files=files, headers={"Origin": str(client.base_url).rstrip("/")})
    assert page.status_code == 400
    assert 'href="#f-declared_file"' in page.text


def test_a_declaration_has_its_sentence_rows_receipt_and_twin(client, declaration):
    page = client.get(f"/declarations/{declaration}", params={"lang": "en"}).text
    twin = client.get(f"/declarations/{declaration}.json").json()
    report = twin["comparisons"][0]
    assert f"<strong>{report['applicable']}</strong> rows held of" in page
    assert "The chain was recomputed for this page and holds." in page
    assert '<svg viewBox="0 0 320 56"' in page
    assert twin["designation"] == "Q/HKT 16016-2026"
    assert client.get(f"/runs/{report['run']}").status_code == 200
    assert client.get(f"/declarations/{declaration}/rows.csv").text.count("MISSING") >= report["counts"]["MISSING"]


def test_revisions_keep_their_addresses(client, declaration):
    assert client.get(f"/declarations/{declaration}/revisions/1").status_code == 200
    assert client.get(f"/declarations/{declaration}/revisions/99").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/standards/no-such",
        "/declarations/none",
        "/firms/91110108551385082Q",
        "/runs/none",
        "/benchmarks/none",
        "/nothing",
    ],
)
def test_what_is_not_there_is_404_in_words_and_for_programs(client, path):
    page = client.get(path)
    assert page.status_code == 404
    assert "<h1>" in page.text
    twin = client.get(f"{path}.json")
    assert twin.status_code == 404
    assert twin.json()["error"]["zh"]


def test_every_error_of_ours_has_a_status(client):
    for name in errors.__all__:
        assert any(kind in STATUS_CODES for kind in getattr(errors, name).__mro__)
