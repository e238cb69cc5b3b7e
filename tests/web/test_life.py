"""The life of a declaration over the site: published, amended, corrected, replaced, withdrawn; receipts and changes."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from catalog.services.checking import today
from catalog.services.life import mark_changed_bases, record_decision
from catalog.services.receipts import verify_store
from declarations import AuthorityOrder
from tests.web.visiting import commit, demo, fill, one_error, send, shown_errors, start, words_of

WHY = "绝缘电阻提高"


@pytest.fixture
def published(firm):
    """Publish the made-up standard and give the address of its declaration."""
    answer = fill(firm, start(firm))
    assert answer.status_code == 303, shown_errors(answer)
    return answer.headers["location"]


def open_revision(firm, address, **typed):
    answer = firm.post(f"/file{address}/revise", data=typed)
    assert answer.status_code == 303, shown_errors(answer)
    return answer.headers["location"].removesuffix("/standard")


def receipt_of(client, number):
    return client.get(f"/receipts/{number}.json").content


def last_receipt(client):
    return json.loads(client.get("/receipts/chain.jsonl").text.splitlines()[-1])


def test_a_publication_has_a_receipt_that_the_site_and_anybody_can_check(firm, nobody, published, workplace):
    receipt = last_receipt(nobody)
    assert f"/declarations/{receipt['declaration']}" == published
    page = nobody.get(f"/receipts/{receipt['number']}")
    assert page.status_code == 200
    assert receipt["revision_sha256"][:32] in page.text
    assert "签名有效" in words_of(page)
    assert f'href="/receipts/{receipt["number"]}"' in nobody.get(published).text
    keys = nobody.get("/receipts/keys.json").json()["keys"]
    assert receipt["key"] in {key["id"] for key in keys}
    assert "private" not in json.dumps(keys)
    document = nobody.get(f"{published}/files/{receipt['files'][0]['sha256']}").content
    revision = nobody.get(f"{published}/revisions/1.json").content
    files = [("receipt", ("r.json", receipt_of(nobody, receipt["number"])))]
    good = nobody.post("/receipts/verify", files=[*files, ("files", ("a.md", document)), ("files", ("b", revision))])
    assert "提交的内容全部有效" in words_of(good)
    bad = nobody.post("/receipts/verify", files=[*files, ("files", ("a.md", document + b" "))])
    assert "未通过核验" in words_of(bad)
    forged = json.dumps(receipt | {"title": "别的"})
    assert "伪造" in words_of(nobody.post("/receipts/verify", data={"text": forged}))
    assert nobody.post("/receipts/verify", data={"text": "{}"}).status_code == 400
    assert nobody.post("/receipts/verify", data={}).status_code == 400
    assert all(finding.holds for finding in verify_store(workplace))


def test_a_receipt_that_there_is_not_is_not_found(nobody):
    for number in (999_999, 0, -1, 10**12, "x"):
        assert nobody.get(f"/receipts/{number}").status_code in {400, 404}


def test_an_amendment_keeps_the_number_and_says_what_changed(firm, nobody, published):
    draft = open_revision(firm, published, how="amendment", words=WHY)
    rows = firm.get(f"{draft}/rows").text
    assert "绝缘电阻" in rows
    assert send(firm, f"{draft}/standard", title="虚构电机新名").status_code == 303
    answer = commit(firm, draft)
    assert answer.status_code == 303, shown_errors(answer)
    assert answer.headers["location"] == published
    page = nobody.get(published)
    words = words_of(page)
    assert WHY in words
    assert "修改单" in words
    changes = nobody.get(f"{published}/revisions/1/changes/2")
    assert "虚构电机新名" in words_of(changes)
    assert nobody.get(f"{published}/revisions/1/changes/2?lang=en").status_code == 200
    data = nobody.get(f"{published}/revisions/1/changes/2.json").json()
    assert "standard.title" in {change["field"] for change in data["fields"]}
    assert data["rows"] == []
    assert last_receipt(nobody)["revision"] == 2
    assert nobody.get(f"{published}/revisions/1/changes/9").status_code == 404


def test_a_correction_carries_its_weight(firm, nobody, published):
    answer = firm.post(f"/file{published}/revise", data={"how": "correction", "words": WHY})
    assert "程度" in one_error(answer, "weight")
    draft = open_revision(firm, published, how="correction", words=WHY, weight="critical")
    answer = commit(firm, draft)
    assert answer.status_code == 303, shown_errors(answer)
    assert "重大" in words_of(nobody.get(published))


@pytest.mark.parametrize(
    ("typed", "field"), [({}, "how"), ({"how": "x", "words": "x"}, "how"), ({"how": "amendment"}, "words")]
)
def test_a_revision_says_what_it_is_and_why(firm, published, typed, field):
    one_error(firm.post(f"/file{published}/revise", data=typed), field)


def test_a_new_version_takes_the_place_of_the_old_one(firm, nobody, published):
    draft = open_revision(firm, published, how="new_version", words=WHY)
    refused = commit(firm, draft)
    assert refused.status_code == 400  # the number is that of the version before it
    number = json.loads(nobody.get(f"{published}.json").text)["designation"].replace("Q/DEMO ", "Q/DEMO 9")
    assert send(firm, f"{draft}/standard", designation=number).status_code == 303
    answer = commit(firm, draft)
    assert answer.status_code == 303, shown_errors(answer)
    new = answer.headers["location"]
    assert new != published
    assert f'href="{new}"' in nobody.get(published).text
    assert nobody.get(f"{published}.json").json()["state"] == "superseded"


def test_a_withdrawal_leaves_the_page_with_day_and_reason(firm, nobody, published):
    one_error(firm.post(f"/file{published}/withdraw", data={"reason": " "}), "reason")
    assert firm.post(f"/file{published}/withdraw", data={"reason": "产品停产"}).status_code == 303
    page = nobody.get(published)
    assert page.status_code == 200
    assert "产品停产" in words_of(page)
    assert nobody.get(f"{published}/revisions/1").status_code == 200
    assert firm.post(f"/file{published}/revise", data={"how": "amendment", "words": "x"}).status_code == 400
    assert nobody.get(published, params={"on": today().isoformat()}).status_code == 200


def test_what_was_in_force_on_a_day_has_one_address(firm, nobody, published):
    day = today()
    now = nobody.get(f"{published}.json", params={"on": day.isoformat()}).json()
    assert (now["on"], now["in_force"], now["revision"]) == (day.isoformat(), True, 1)
    assert "有效的是" in words_of(nobody.get(published, params={"on": day.isoformat()}))
    before = day - timedelta(days=1)
    for address in (published, f"{published}.json"):
        assert nobody.get(address, params={"on": before.isoformat()}).status_code == 404
        assert nobody.get(address, params={"on": "yesterday"}).status_code == 400


def test_nobody_revises_or_withdraws_what_is_anothers(other_firm, nobody, published):
    for act in ("revise", "withdraw"):
        assert other_firm.get(f"/file{published}/{act}").status_code == 403
        assert other_firm.post(f"/file{published}/{act}", data={"reason": "x", "how": "amendment"}).status_code == 403
        assert nobody.post(f"/file{published}/{act}", data={"reason": "x"}).headers["location"].startswith("/account")
    assert nobody.get(f"{published}.json").json()["state"] == "published"


def test_my_work_leads_to_revising_and_withdrawing(firm, published):
    page = firm.get("/file").text
    assert f'href="/file{published}/revise"' in page
    assert firm.get(f"/file{published}/withdraw").status_code == 200


def test_a_decision_of_an_authority_stands_on_the_page_and_nothing_is_deleted(nobody, published, workplace):
    identity = published.rsplit("/", 1)[1]
    order = AuthorityOrder("虚构市市场监督管理局", "虚市监〔2026〕1号", "2026-05-01", "2026-06-01")
    record_decision(workplace, identity, "correction_ordered", order, by="test")
    assert "虚市监〔2026〕1号" in words_of(nobody.get(published))
    record_decision(workplace, identity, "annulled", order, by="test")
    assert nobody.get(f"{published}.json").json()["state"] == "annulled"
    assert nobody.get(published).status_code == 200


def test_a_cited_standard_that_was_replaced_starts_the_clock(nobody, firm, workplace, monkeypatch):
    address = fill(firm, start(firm, demo())).headers["location"]
    identity = address.rsplit("/", 1)[1]
    cited = workplace.declarations.get_declaration(identity).revision.content.references
    assert cited
    monkeypatch.setattr("catalog.services.life._is_replaced", lambda _workplace, text: text == cited[0])
    assert (identity, (cited[0],)) in mark_changed_bases(workplace)
    due = date.fromisoformat(workplace.declarations.get_declaration(identity).declaration.basis_due)
    assert due == today() + timedelta(days=365)
    assert cited[0] in words_of(nobody.get(address))
    assert identity not in [noted for noted, _ in mark_changed_bases(workplace)]
