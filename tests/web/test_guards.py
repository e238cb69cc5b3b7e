"""What stands before every route: who asks, from where, how much, and what every answer carries."""

from __future__ import annotations

import re
import shutil
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from catalog.settings import Settings
from catalog.web.app import create_app
from catalog.web.guards import SESSION_COOKIE
from tests.web.serving import served
from tests.web.visiting import (
    FIRMS,
    PASSWORD,
    Site,
    demo,
    fill,
    form_of,
    one_error,
    shown_errors,
    start,
    upload,
    words_of,
)

MEGABYTE = 1 << 20


def raw(site: Site, head: str | bytes, body: bytes = b"") -> bytes:
    """Send bytes as they are and return the whole answer: clients refuse to send some of what attackers send."""
    host, port = urlsplit(site.address).netloc.split(":")
    sent = head if isinstance(head, bytes) else head.replace("\n", "\r\n").encode("latin-1")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(sent + b"\r\nConnection: close\r\n\r\n" + body)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "{own}"},
        {"sec-fetch-site": "nonsense"},
        {"sec-fetch-site": "", "origin": "{own}"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "{own}.evil.example"},
        {"origin": "http://[broken"},
        {},
    ],
)
def test_a_form_sent_from_another_site_changes_nothing(site, firm, headers):
    draft = start(firm)
    del firm.headers["sec-fetch-site"]
    sent = {name: value.replace("{own}", site.address) for name, value in headers.items()}
    answer = firm.post(f"{draft}/standard", data={"version": "1", "title": "改掉"}, headers=sent)
    assert answer.status_code == 403
    assert "其他网站" in words_of(answer)
    assert "改掉" not in firm.get(f"{draft}/standard").text


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "{own}"}])
def test_a_form_of_this_site_is_taken(site, firm, headers):
    draft = start(firm)
    del firm.headers["sec-fetch-site"]
    sent = {name: value.replace("{own}", site.address) for name, value in headers.items()}
    fields = form_of(firm.get(f"{draft}/standard").text) | {"title": "另一个名称"}
    assert firm.post(f"{draft}/standard", data=fields, headers=sent).status_code == 303


def test_a_program_without_session_may_post_without_saying_where_from(nobody):
    del nobody.headers["sec-fetch-site"]
    answer = nobody.post("/account/sign-in", data={"name": "nobody-1", "password": PASSWORD})
    assert one_error(answer, "password")


@pytest.mark.parametrize("host", ["", "evil.example/x?", "[", "a b", "evil.example:99999", "user@evil.example", "\xff"])
@pytest.mark.parametrize("path", ["/", "/file", "/search?q=x", "/compare/", "/nothing"])
def test_a_strange_host_never_breaks_a_page_nor_changes_where_it_leads(site, host, path):
    answer = raw(site, f"GET {path} HTTP/1.1\nHost: {host}")
    assert status_of(answer) in {200, 303, 307, 400, 404}
    location = re.search(rb"\r\nlocation: ([^\r]*)", answer)
    if path == "/file" and status_of(answer) == 303:
        assert location is not None
        assert location[1] == b"/account/sign-in?then=/file"


def test_an_address_that_is_set_stands_whatever_host_is_named(furnished_home, tmp_path):
    shutil.copytree(furnished_home, tmp_path / "home")
    settings = Settings(home=tmp_path / "home", public_url="https://duibiao.example.cn")
    with served(create_app(settings)) as address:
        found = httpx.get(f"{address}/search.csv?q=GB/T 43726", headers={"host": "evil.example"}).text
        cookie = httpx.post(f"{address}/account/sign-in", data={"name": "maker", "password": PASSWORD})
    assert "https://duibiao.example.cn/standards/" in found
    assert "evil.example" not in found
    assert "secure" in cookie.headers["set-cookie"].lower()


@pytest.mark.parametrize("wrong", ["duibiao.example.cn", "ftp://x.cn", "https://x.cn/", "https://x.cn/a?b"])
def test_an_address_that_cannot_be_the_sites_is_refused(wrong):
    with pytest.raises(ValueError, match="public_url"):
        Settings(public_url=wrong)


def test_the_origin_is_held_against_a_host_that_is_named(site):
    answer = raw(site, f"POST /account/sign-in HTTP/1.1\nHost: \nOrigin: null\nCookie: {SESSION_COOKIE}=x")
    assert status_of(answer) in {400, 403}


def test_bytes_beyond_ascii_in_a_query_are_read_as_a_browser_would_have_sent_them(site):
    answer = raw(site, b"GET /search?q=\xe7\x94\xb5\xff HTTP/1.1\r\nHost: x")
    assert status_of(answer) in {200, 400}


def test_a_body_beyond_the_limit_is_refused_by_its_length(firm):
    answer = upload(firm, b"a" * (22 * MEGABYTE), "large.md")
    assert answer.status_code == 413
    assert "20 MB" in words_of(answer)


def test_a_body_beyond_the_limit_is_refused_though_it_does_not_say_its_length(firm):
    def chunks():
        yield b'--b\r\nContent-Disposition: form-data; name="document"; filename="a.md"\r\n\r\n'
        for _ in range(22):
            yield b"a" * MEGABYTE
        yield b"\r\n--b--\r\n"

    headers = {"content-type": "multipart/form-data; boundary=b"}
    answer = firm.post("/file/new", content=chunks(), headers=headers)
    assert answer.status_code == 413
    assert "20 MB" in words_of(answer)


def test_only_documents_may_be_large(nobody, firm):
    draft = start(firm)
    answer = firm.post(f"{draft}/standard", data={"version": "1", "title": "长" * MEGABYTE})
    assert answer.status_code == 413
    answer = nobody.post("/account/sign-in", data={"name": "n" * 3 * MEGABYTE, "password": "x"})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/nothing", 404),
        ("GET", "/search.json?q=x", 200),
        ("GET", "/search.csv?q=x", 200),
        ("DELETE", "/search", 405),
        ("GET", "/file", 303),
        ("POST", "/file/new", 303),
        ("GET", "/compare.json", 400),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/api/v1/openapi.json", 200),
        ("GET", "/compare/", 307),
    ],
)
def test_every_answer_says_what_a_browser_may_do_with_it(nobody, method, path, status):
    answer = nobody.request(method, path)
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    for part in ("base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert part in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


def test_a_failure_of_the_server_carries_the_headers_and_no_trace(site, nobody, monkeypatch):
    monkeypatch.delattr(site.app.state.web.workplace.search.__class__, "search")
    answer = nobody.get("/search?q=x")
    assert answer.status_code == 500
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Traceback" not in answer.text
    assert "AttributeError" not in answer.text


def test_head_is_answered_like_get_without_a_body(nobody):
    answer = nobody.head("/about")
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize(
    "then",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "/x\r\nset-cookie: a=b",
        "http:evil.example",
        "",
    ],
)
def test_signing_in_leads_to_this_site_only(nobody, then):
    assert 'value="/file"' in nobody.get("/account/sign-in", params={"then": then}).text
    answer = nobody.post("/account/sign-in", data={"name": "maker", "password": PASSWORD, "then": then})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/file"
    assert "a" not in answer.cookies


def test_signing_in_leads_back_to_where_one_was(nobody):
    asked = nobody.get("/file/new")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/account/sign-in?then=/file/new"
    page = nobody.get(asked.headers["location"])
    assert 'name="then" value="/file/new"' in page.text


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(nobody):
    answer = nobody.post("/account/sign-in", data={"name": "maker", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(f"{SESSION_COOKIE}=")
    for part in ("httponly", "samesite=lax", "path=/", "max-age="):
        assert part in cookie
    assert "secure" not in cookie, "a plain installation on loopback has no TLS"
    assert "domain" not in cookie

    behind_tls = {"x-forwarded-proto": "https"}
    answer = nobody.post("/account/sign-in", data={"name": "maker", "password": PASSWORD}, headers=behind_tls)
    assert "secure" in answer.headers["set-cookie"].lower()


def test_a_session_that_somebody_else_chose_is_never_taken_over(site, nobody):
    chosen = "chosen-by-an-attacker"
    nobody.cookies.set(SESSION_COOKIE, chosen)
    answer = nobody.post("/account/sign-in", data={"name": "maker", "password": PASSWORD})
    given = answer.cookies[SESSION_COOKIE]
    assert given != chosen
    assert len(given) >= 40
    with site.visitor() as attacker:
        attacker.cookies.set(SESSION_COOKIE, chosen)
        assert attacker.get("/file").status_code == 303


def test_signing_in_again_on_the_same_device_ends_the_session_before(site):
    with site.visitor() as device, site.visitor() as thief:
        device.post("/account/sign-in", data={"name": "maker", "password": PASSWORD})
        thief.cookies.set(SESSION_COOKIE, device.cookies[SESSION_COOKIE])
        assert thief.get("/file").status_code == 200
        device.post("/account/sign-in", data={"name": "maker", "password": PASSWORD})
        assert device.get("/file").status_code == 200
        assert thief.get("/file").status_code == 303


@pytest.mark.parametrize("forged", ["x", "", "a" * 5000, "%00", "' or 1=1 --", "\u00ff", "null"])
def test_a_forged_session_is_nobody(site, forged):
    answer = raw(site, f"GET /file HTTP/1.1\nHost: x\nCookie: {SESSION_COOKIE}={forged}")
    assert status_of(answer) == 303


def test_too_many_attempts_lock_a_name_and_say_for_how_long(site):
    with site.visitor() as visitor:
        visitor.post(
            "/account/sign-up",
            data={"uscc": "91440300708461136T", "firm": "被试企业", "name": "locked-one", "password": PASSWORD},
        )
        visitor.cookies.clear()
        for _ in range(10):
            answer = visitor.post("/account/sign-in", data={"name": "locked-one", "password": "a wrong password"})
            assert "用户名或密码不正确" in one_error(answer, "password")
        answer = visitor.post("/account/sign-in", data={"name": "locked-one", "password": PASSWORD})
        assert answer.status_code == 429
        assert shown_errors(answer) == [("name", "登录尝试次数过多：请 15 分钟后再试。")]
        assert SESSION_COOKIE not in answer.cookies
        assert visitor.post("/account/sign-in", data={"name": "maker", "password": PASSWORD}).status_code == 303


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(nobody):
    unknown = nobody.post("/account/sign-in", data={"name": "no-such-name", "password": "a wrong password"})
    known = nobody.post("/account/sign-in", data={"name": "other", "password": "a wrong password"})
    assert one_error(unknown, "password") == one_error(known, "password")
    assert 'value="no-such-name"' in unknown.text
    assert "a wrong password" not in unknown.text


def test_sessions_are_listed_and_can_be_ended(site):
    with site.visitor() as here, site.visitor() as there:
        for client, browser in ((here, "<b>Firefox</b>"), (there, "Safari")):
            client.headers["user-agent"] = browser
            client.post("/account/sign-in", data={"name": "other", "password": PASSWORD})
        page = here.get("/account")
        assert "&lt;b&gt;Firefox&lt;/b&gt;" in page.text
        assert "Safari" in page.text
        assert FIRMS["other"][1] in words_of(page)
        assert "未核验" in words_of(page)
        ends = dict(
            re.findall(
                r"<p>([^·<]*?)(?: ·[^<]*<.*?)?<br>.*?action=\"(/account/sessions/[^\"]+)\"", page.text, re.DOTALL
            )
        )
        assert here.post(ends["Safari"]).headers["location"] == "/account"
        assert there.get("/file").status_code == 303
        assert here.get("/file").status_code == 200
        assert here.post(ends["Safari"]).status_code == 404

        signed_out = here.post(ends["&lt;b&gt;Firefox&lt;/b&gt;"])
        assert signed_out.headers["location"] == "/"
        assert "max-age=0" in signed_out.headers["set-cookie"].lower()
        assert here.get("/file").status_code == 303


def test_nobody_ends_the_session_of_another_account(site, firm, other_firm):
    page = other_firm.get("/account").text
    address = re.search(r'action="(/account/sessions/[^"]+)"', page)
    assert address is not None
    assert firm.post(address[1]).status_code == 404
    with site.visitor() as stranger:
        assert stranger.post(address[1]).headers["location"] == "/account/sign-in"
    assert other_firm.get("/file").status_code == 200


def test_pages_of_somebody_signed_in_are_kept_by_no_shared_cache(firm, nobody):
    assert "private" in firm.get("/file").headers["cache-control"]
    assert "private" in firm.get("/about").headers["cache-control"]
    assert nobody.get("/about").headers["vary"] == "Cookie, Accept-Language"


def test_the_language_is_switched_by_address_and_remembered(nobody):
    assert nobody.get("/about").headers["content-language"] == "zh-CN"
    english = nobody.get("/about?lang=en")
    assert english.headers["content-language"] == "en"
    cookie = english.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=lax", "path=/"):
        assert part in cookie
    assert nobody.get("/method").headers["content-language"] == "en"
    assert nobody.get("/about?lang=zh").headers["content-language"] == "zh-CN"
    assert nobody.get("/method").headers["content-language"] == "zh-CN"


@pytest.mark.parametrize("language", ["fr", "", "en;evil", "../en", "zh%0d%0aset-cookie:a=b"])
def test_a_language_that_there_is_not_changes_nothing(nobody, language):
    answer = nobody.get(f"/about?lang={language}")
    assert answer.headers["content-language"] == "zh-CN"
    assert "set-cookie" not in answer.headers


def test_what_a_firm_handed_in_is_never_shown_from_the_sites_own_origin(firm, nobody):
    script = demo() + "\n\n<script>alert(1)</script>\n"
    declared = fill(firm, start(firm, script, '坏"; name.html.md'))
    page = nobody.get(declared.headers["location"])
    assert "<script>alert" not in page.text
    address = re.search(r'href="(/declarations/[^"]+/files/[0-9a-f]{64})"', page.text)
    assert address is not None
    answer = nobody.get(address[1])
    assert answer.content == script.encode()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert httpx.codes.is_success(answer.status_code)
