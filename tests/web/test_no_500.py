"""Odd input anywhere: never a failure of the server, never a trace, never a script that a browser would run."""

from __future__ import annotations

import re

import httpx
import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog import errors
from catalog.settings import Settings
from catalog.web.app import create_app
from catalog.web.downloads import csv_response
from catalog.web.errors import STATUS_CODES, status_of
from catalog.web.guards import load_visitor, refuse_foreign_requests, require_account
from tests.web.visiting import start

SCRIPT = "<script>alert('d')</script>"
ODD = (
    *(
        "",
        " ",
        "0",
        "-1",
        "9" * 30,
        "9" * 5000,
        "1e999",
        "NaN",
        "\x00",
        "\x00\x1b[31m",
        "\ufeff",
        "\ufffe",
        "\U0001f600",
    ),
    *(SCRIPT, '"><img src=x onerror=alert(1)>', "'--", "' OR 1=1 --", "=1+1", "=cmd|' /C calc'!A0", "+1+cmd|'x'!A0"),
    *("../../../../etc/passwd", "..\\..\\x", "/", "//", "%2e%2e", "{{7*7}}", "${7*7}", "%s%n", "a" * 20_000),
    *(
        "GB/T 43726-2024",
        "Q/HKT 16016-2026",
        "gb-t-43726-2024",
        "标准",
        "\u202e\u2066",
        "(" * 300,
        "[" * 300,
        '"' * 301,
    ),
    *("AND OR NOT", "*", "title:*", "~", "a^9999999999", "1970-01-01", "x\r\nset-cookie: a=b"),
)
QUERY = ("q", "sort", "limit", "cursor", "level", "status", "year", "kind", "declared", "benchmark", "verdict", "lang",
         "then", "run", "more")  # fmt: skip
FIELDS = ("version", "designation", "title", "issued-year", "issued-month", "issued-day", "effective-year", "replaces",
          "row-name", "row-limit", "row-method", "row-clause", "name", "limit-0", "limit-1", "method", "delete",
          "product-name-0", "product-model-0", "product-gtin-0", "more", "benchmark", "commitment", "approver_post",
          "approved_on-year", "uscc", "firm", "password", "then", "benchmark_held", "text", "document")  # fmt: skip
odd = st.one_of(st.sampled_from(ODD), st.text(max_size=60))


def routes():
    """Return every route with a method, of the routers inside too."""
    found = []

    def walk(items):
        for item in items:
            if isinstance(item, APIRoute):
                found.append(item)
            else:
                inner = getattr(item, "original_router", None)
                walk(getattr(inner, "routes", None) or getattr(item, "routes", None) or ())

    walk(create_app(Settings()).routes)
    return found


def quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def check(answer: httpx.Response) -> None:
    assert answer.status_code < 500, (answer.request.method, str(answer.request.url)[:300], answer.text[:300])
    assert "Traceback" not in answer.text
    assert "sqlalchemy" not in answer.text.lower()
    assert "alert('d')</script>" not in answer.text
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert "<img src=x" not in answer.text
    assert "a" not in answer.cookies


@st.composite
def requests(draw):
    pattern, methods = draw(st.sampled_from(TARGETS))
    path = re.sub(r"\{[^}]+\}", lambda _: quoted(draw(odd)) or "x", pattern)
    query = draw(st.lists(st.tuples(st.sampled_from(QUERY), odd), max_size=3))
    fields = draw(st.dictionaries(st.sampled_from(FIELDS), odd, max_size=6))
    return methods, path, "&".join(f"{name}={quoted(value)}" for name, value in query), fields, draw(st.booleans())


TARGETS = tuple(
    (prefix + pattern, method)
    for prefix, pattern, method in (
        *(("", path, "GET") for path in (
            "/", "/search", "/search.json", "/search.csv", "/standards/{s}", "/standards/{s}.json", "/firms/{u}",
            "/firms/{u}.json", "/benchmarks", "/benchmarks/{b}", "/benchmarks.json", "/compare", "/compare.json",
            "/compare.csv", "/runs/{r}", "/runs/{r}.json", "/runs/{r}.csv", "/declarations/{d}",
            "/declarations/{d}.json", "/declarations/{d}/revisions/{n}", "/declarations/{d}/rows.csv",
            "/declarations/{d}/files/{f}",
            "/static/{n}", "/account/sign-in", "/account/sign-up", "/account", "/file", "/file/{d}", "/{x}", "/about",
        )),
        *(("", path, "POST") for path in (
            "/compare", "/account/sign-in", "/account/sign-up", "/account/sessions/{s}/end", "/file/new",
            "/file/{d}/standard", "/file/{d}/delete",
        )),
        *(("/file/DRAFT", path, method) for method in ("GET", "POST") for path in (
            "/standard", "/rows", "/rows/{r}", "/rows/r1", "/products", "/benchmark", "/publish",
        )),
        ("/file/DRAFT", "/rows/add", "POST"),
    )
)  # fmt: skip


def _try(site, count):
    with site.visitor("maker") as client:
        draft = start(client)

        @settings(
            max_examples=count, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(requests())
        def run(case):
            method, path, query, fields, is_multipart = case
            address = httpx.URL(site.address).copy_with(
                raw_path=(path.replace("/file/DRAFT", draft) + (f"?{query}" if query else "")).encode()[:60_000]
            )
            if method == "GET":
                check(client.get(address))
                return
            if "version" in fields:
                fields = fields | {"version": "1"}
            clean = {name: value.encode("utf-8", "replace").decode() for name, value in fields.items()}
            if is_multipart:
                parts = {name: (None, value) for name, value in clean.items() if name != "document"}
                name = re.sub(r'["\r\n\0]', "", clean.get("document", "")) or "x.md"
                check(client.post(address, files=parts | {"document": (name, clean.get("text", "x").encode())}))
            else:
                check(client.post(address, data=clean))

        run()


def test_odd_requests_never_fail(site):
    _try(site, 300)


@pytest.mark.long
def test_many_odd_requests_never_fail(site):
    _try(site, 5000)


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize(
    "address",
    [
        *(f"/search?{name}=" for name in ("q", "sort", "cursor", "year")),
        *(
            "/search.json?limit=",
            "/compare?benchmark=GB+5749-2022&declared=",
            "/declarations/x/revisions/",
            "/standards/",
        ),
        *("/search.csv?q=", "/benchmarks/", "/firms/", "/account/sign-in?then="),
    ],
)
def test_every_odd_value_at_the_places_that_parse(nobody, address, value):
    answer = nobody.get(httpx.URL(nobody.base_url).copy_with(raw_path=(address + quoted(value)).encode()))
    check(answer)


@pytest.mark.parametrize("number", ["0", "-1", "2", "9" * 30, "9" * 5000, "x", "1.5", "%00"])
def test_a_revision_that_there_is_not_is_not_found(nobody, number):
    hits = nobody.get("/search.json", params={"q": "Q/HKT 16016-2026", "kind": "declaration"}).json()["hits"]
    identity = hits[0]["id"].removeprefix("declaration:")
    assert nobody.get(f"/declarations/{identity}/revisions/1").status_code == 200
    assert nobody.get(f"/declarations/{identity}/revisions/{number}").status_code in {400, 404}


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "idna", "punycode", "hex", "utf-16", "nothing", "\xff"])
@pytest.mark.parametrize("path", ["/file/DRAFT/standard", "/file/new", "/account/sign-in"])
def test_a_form_in_any_character_set_is_read_or_refused(firm, charset, path):
    draft = start(firm)
    part = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    body = (
        part % (b"title", b"+2AA- \\ud800 xn--\xff.") + part % (b"text", b"+2AA- \\ud800") + part % (b"version", b"1")
    )
    headers = {"content-type": f"multipart/form-data; boundary=b; charset={charset}".encode("latin-1")}
    check(firm.post(path.replace("/file/DRAFT", draft), content=body + b"--b--\r\n", headers=headers))
    check(firm.get(f"{draft}/standard"))


@pytest.mark.parametrize("body", [b"", b"--b", b"--b\r\n\r\n", b"%%%", b"a=%ZZ&=&&", b"\xff\xfe=\xff", b"{}"])
@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=b", "application/json",
                                  "application/x-www-form-urlencoded", "text/plain", ""])  # fmt: skip
def test_a_broken_form_is_refused(firm, body, kind):
    for path in ("/file/new", "/account/sign-in", "/compare"):
        check(firm.post(path, content=body, headers={"content-type": kind}))


@pytest.mark.parametrize(
    "cell", ["=1+1", "@SUM(1)", "-2+3+cmd|' /C calc'!A0", '+1+HYPERLINK("http://x")', "-x", "\t=1"]
)
def test_no_cell_of_a_download_is_a_formula(cell):
    body = csv_response(("a",), [(cell,)], "x.csv").body.decode()
    assert body.splitlines()[1].strip('"').startswith("'")


@pytest.mark.parametrize("cell", ["-40 ℃", "-40 ℃～+85 ℃", "+60 ℃", "-", "≤ 0.02 mm"])
def test_numbers_with_a_sign_stay_numbers(cell):
    assert csv_response(("a",), [(cell,)], "x.csv").body.decode().splitlines()[1] == cell


def needs(dependant) -> set[object]:
    return {dependant.call} | {call for inner in dependant.dependencies for call in needs(inner)}


def test_every_route_that_changes_something_has_the_guards():
    changing = [route for route in routes() if route.methods - {"GET", "HEAD", "OPTIONS"}]
    assert len(changing) >= 10
    guards = {load_visitor, refuse_foreign_requests}
    assert [route.path for route in changing if not needs(route.dependant) >= guards] == []


def test_every_route_of_filing_needs_an_account():
    rooms = {"catalog.web.filing", "catalog.web.correcting", "catalog.web.life"}
    filing = [route for route in routes() if route.endpoint.__module__ in rooms]
    assert {route.endpoint.__module__ for route in filing} == rooms
    assert len(filing) >= 25
    assert [route.path for route in filing if require_account not in needs(route.dependant)] == []


def test_every_error_has_a_status():
    classes = [getattr(errors, name) for name in errors.__all__]
    assert {kind: STATUS_CODES[kind] for kind in classes}
    assert [status_of(kind("x")) for kind in classes if kind is errors.NotFoundError] == [404]
