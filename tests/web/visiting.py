"""What visitors of the tests do on the site: two made-up firms, and how a form is filled in and read."""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import dataclass
from pathlib import Path

import httpx
from fastapi import FastAPI

import catalog
from catalog.web.guards import SESSION_COOKIE

PASSWORD = "a long made-up password"
FIRMS = {
    "maker": ("91150101MAGCP0MQ20", "虚构电机示例有限公司"),
    "other": ("91110000600037341L", "虚构水务示例有限公司"),
}
tokens: dict[str, str] = {}
"""The session of each firm, by its user name; filled where the furnished home is made."""

DEMO = (Path(catalog.__file__).parent / "data" / "samples" / "demo-standard.md").read_text(encoding="utf-8")
BENCHMARK = "GB/T 43726:2024"


numbers = itertools.count(101)
"""Sequence parts of numbers of standards that no other test of this process files."""


@dataclass(frozen=True)
class Site:
    """A running site."""

    app: FastAPI
    address: str

    def visitor(self, name: str | None = None) -> httpx.Client:
        """Return a browser, signed in as a firm or not; it says where requests come from, as browsers do."""
        client = httpx.Client(base_url=self.address, timeout=60, headers={"sec-fetch-site": "same-origin"})
        if name:
            client.cookies.set(SESSION_COOKIE, tokens[name])
        return client


def upload(client: httpx.Client, data: bytes | str, name: str = "standard.md", **more: object) -> httpx.Response:
    content = data.encode() if isinstance(data, str) else data
    return client.post("/file/new", files={"document": (name, content)}, **more)


def demo(number: str | None = None) -> str:
    """Return the made-up standard under a number of its own."""
    return DEMO.replace("Q/DEMO 001-2026", number or f"Q/DEMO {next(numbers)}-2026")


def start(client: httpx.Client, data: bytes | str | None = None, name: str = "standard.md") -> str:
    """Hand in a document, the made-up standard where none is given; give the address of its draft."""
    answer = upload(client, data or demo(), name)
    assert answer.status_code == 303, shown_errors(answer)
    return answer.headers["location"].removesuffix("/standard")


def form_of(page: str, action: str | None = None) -> dict[str, str]:
    """Return the fields of the form of a page as a browser would send them, buttons left out."""
    forms = re.findall(r"<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", page, re.DOTALL)
    body = next(body for where, body in forms if where.startswith("/file/") and action in (None, where))
    fields: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", body):
        given = {name: html.unescape(value) for name, value in re.findall(r'([a-z]+)="([^"]*)"', tag)}
        if given.get("type") in {"radio", "checkbox"} and " checked" not in tag:
            continue
        if "name" in given:
            fields[given["name"]] = given.get("value", "")
    return fields


def send(client: httpx.Client, address: str, **changes: str | None) -> httpx.Response:
    """Open a step, change fields of its form (``a__b`` is ``a-b``), send it."""
    fields: dict[str, str] = form_of(client.get(address).text, address)
    for name, value in changes.items():
        fields[name.replace("__", "-")] = "" if value is None else value
    return client.post(address, data=fields)


def shown_errors(answer: httpx.Response) -> list[tuple[str, str]]:
    """Return the errors of the summary at the top of a page: (field, sentence)."""
    summary = re.search(r'<div class="error-summary".*?</ul>', answer.text, re.DOTALL)
    found = re.findall(r'<a href="#f-([^"]+)">(.*?)</a>', summary.group(), re.DOTALL) if summary else []
    return [(field, html.unescape(text)) for field, text in found]


def one_error(answer: httpx.Response, field: str) -> str:
    """Require that a form came back with one error, said at the top and at its field; give the sentence."""
    assert answer.status_code == 400, answer.status_code
    errors = shown_errors(answer)
    assert [name for name, _ in errors] == [field], errors
    assert f'id="f-{field}' in answer.text, f"the summary links to {field}, which is not on the page"
    return errors[0][1]


def words_of(answer: httpx.Response) -> str:
    """Return what a page says, without its marks."""
    text = re.sub(r"<(script|style).*?</\1>", "", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def fill(client: httpx.Client, draft: str, benchmark: str = BENCHMARK) -> httpx.Response:
    """Go through all steps of a draft as it was read and publish it; give the last answer."""
    for step in ("standard", "rows", "products"):
        answer = send(client, f"{draft}/{step}")
        assert answer.status_code == 303, shown_errors(answer)
    assert send(client, f"{draft}/benchmark", benchmark=benchmark).status_code == 303
    return commit(client, draft)


def commit(client: httpx.Client, draft: str, **changes: str | None) -> httpx.Response:
    fields: dict[str, str | None] = {
        "commitment": "yes",
        "approver_post": "总工程师",
        "approved_on__year": "2026-04-01",
        "approved_on__month": "",
        "approved_on__day": "",
    }
    return send(client, f"{draft}/publish", **(fields | changes))
