"""Receipts: one for each publication, chained and signed; forged, altered, reordered and missing ones are found."""

from __future__ import annotations

import base64
import hashlib
import json
import stat
from dataclasses import replace

import orjson
import pytest
import sqlalchemy as sa

from catalog.errors import UnusableInputError
from declarations import Change, SiteKeys
from declarations.receipts import ReceiptFile, canonical, canonical_sha256, receipt_from_json
from declarations.signing import read_public_keys
from declarations.verifying import check_chain, check_files, check_receipt, read_receipts
from tests.declarations.filings import USCC, content


def broken(findings):
    return [finding.code for finding in findings if not finding.holds]


@pytest.fixture
def chain(store):
    """Publish three declarations and amend the first; return the receipts."""
    ids = [store.publish(content(f"Q/ABC {n}-2026"), uscc=USCC, by="abc") for n in (1, 2, 3)]
    store.revise(ids[0], content("Q/ABC 1-2026", title="改"), uscc=USCC, by="abc", change=Change.AMENDMENT)
    return list(store.iter_receipts())


def test_every_publication_has_a_receipt_that_names_the_one_before_it(store, chain):
    assert [receipt.number for receipt in chain] == [1, 2, 3, 4]
    assert chain[0].before == ""
    assert [receipt.before for receipt in chain[1:]] == [receipt.sha256 for receipt in chain[:3]]
    assert (chain[3].declaration, chain[3].revision, chain[3].change) == (chain[0].declaration, 2, "amendment")
    assert chain[3].uscc == USCC
    keys = store.keys.public()
    assert [finding.code for finding in check_chain(chain, keys)] == ["chain"]
    for receipt in chain:
        signed = store.signed_revision(receipt.declaration, receipt.revision)
        assert hashlib.sha256(canonical(signed)).hexdigest() == receipt.revision_sha256


def test_a_receipt_names_the_files_and_finds_an_altered_one(store):
    data = "甲醛 ≤ 20 mg/kg".encode()
    file = store.add_file(USCC, data, name="标准.md", media_type="text/markdown")
    store.publish(content(files=(file,)), uscc=USCC, by="abc")
    receipt = store.get_receipt(1)
    assert [(it.name, it.sha256, it.size) for it in receipt.files] == [
        ("标准.md", hashlib.sha256(data).hexdigest(), len(data))
    ]
    revision = json.dumps(store.signed_revision(receipt.declaration, 1), ensure_ascii=True, indent=3).encode()
    found = list(check_files(receipt, [("a", data), ("b", data.replace(b"20", b"25")), ("c", revision)]))
    assert [(finding.code, finding.holds) for finding in found] == [("file", True), ("file", False), ("revision", True)]


@pytest.mark.parametrize(
    "change",
    [
        {"time": "2020-01-01T00:00:00.000Z"},
        {"title": "别的"},
        {"uscc": "91110000600037341L"},
        {"revision_sha256": "0" * 64},
        {"files": (ReceiptFile("a", "0" * 64, 1),)},
        {"before": "0" * 64},
        {"number": 3},
        {"signature": "AAAA"},
        {"signature": "no base64"},
    ],
)
def test_an_altered_receipt_is_found(store, chain, change):
    altered = replace(chain[1], **change)
    assert broken(check_receipt(altered, store.keys.public())) == ["signature"]
    assert broken(check_chain([chain[0], altered, *chain[2:]], store.keys.public()))


def test_a_forged_receipt_is_found(store, chain, tmp_path):
    forger = SiteKeys(tmp_path / "forged.json")
    forger.make()
    signer = forger.signer()
    forged = replace(chain[1], key=signer.id)
    assert broken(check_receipt(forged, store.keys.public())) == ["key-unknown"]
    under_our_name = replace(chain[1], title="伪造")
    signature = base64.b64encode(signer.sign(under_our_name.signed_bytes())).decode()
    assert broken(check_receipt(replace(under_our_name, signature=signature), store.keys.public())) == ["signature"]


def test_missing_doubled_and_reordered_receipts_are_found(store, chain):
    keys = store.keys.public()
    one, two, three, four = chain
    assert "chain-order" in broken(check_chain([one, three, four], keys))
    assert "chain-order" in broken(check_chain([one, two, two, three], keys))
    assert "chain-order" in broken(check_chain([one, three, two, four], keys))
    assert broken(check_chain([two, three], keys)) == []
    assert broken(check_chain([four, three, two, one], keys))


def test_a_receipt_replaced_by_another_one_of_the_site_is_found(store, chain, database, tmp_path):
    # the same number, rightly signed by the site's own key: only the chain tells
    other = replace(chain[1], title="另一标准")
    signature = store.keys.signer().sign(other.signed_bytes())
    other = replace(other, signature=base64.b64encode(signature).decode())
    keys = store.keys.public()
    assert broken(check_receipt(other, keys)) == []
    assert broken(check_chain([chain[0], other, *chain[2:]], keys)) == ["chain-before"]


def test_the_database_itself_refuses_to_change_or_delete_a_receipt(database, chain):
    for statement in ("UPDATE receipt SET sha256 = 'x'", "DELETE FROM receipt"):
        with pytest.raises(sa.exc.DBAPIError), database.begin() as connection:
            connection.execute(sa.text(statement))


def test_keys_are_for_their_owner_only_and_rotation_keeps_old_receipts_valid(store, chain):
    assert stat.S_IMODE(store.keys.file.stat().st_mode) == 0o600
    old = store.keys.signer()
    new = store.keys.rotate()
    assert stat.S_IMODE(store.keys.file.stat().st_mode) == 0o600
    assert new != old.id
    store.publish(content("Q/ABC 9-2026"), uscc=USCC, by="abc")
    receipts = list(store.iter_receipts())
    assert receipts[-1].key == new
    keys = store.keys.public()
    assert [key.until is None for key in keys] == [False, True]
    assert [finding.code for finding in check_chain(receipts, keys)] == ["chain"]
    # the private half of the old key is gone, so nothing new can be signed with it; a stolen one signs too late
    assert orjson.loads(store.keys.file.read_bytes())["keys"][0].keys().isdisjoint({"private"})
    late = replace(receipts[0], time="2099-01-01T00:00:00.000Z")
    late = replace(late, signature=base64.b64encode(old.sign(late.signed_bytes())).decode())
    assert broken(check_receipt(late, keys)) == ["key-time"]


def test_published_keys_are_read_back_without_anything_secret(store):
    public = [key.to_json() for key in store.keys.public()]
    assert all(set(key) == {"id", "kind", "key", "since", "until"} for key in public)
    assert read_public_keys({"keys": public}) == store.keys.public()
    for wrong in ({}, [], None, {"keys": []}, {"keys": [{**public[0], "id": "0" * 16}]}):
        with pytest.raises(UnusableInputError):
            read_public_keys(wrong)


def test_receipts_are_read_from_json_and_json_lines_and_nothing_else(chain):
    assert read_receipts(orjson.dumps(chain[0].to_json(), option=orjson.OPT_INDENT_2)) == [chain[0]]
    assert read_receipts(b"\n".join(orjson.dumps(it.to_json()) for it in chain)) == chain
    good = chain[0].to_json()
    for wrong in (
        b"",
        b"hello",
        b"[]",
        b"null",
        *(orjson.dumps(good | {name: None}) for name in good),
        *(orjson.dumps({key: value for key, value in good.items() if key != name}) for name in good),
        orjson.dumps(good | {"more": 1}),
        orjson.dumps(good | {"number": True}),
        orjson.dumps(good | {"files": [{"name": "x"}]}),
    ):
        with pytest.raises(UnusableInputError):
            read_receipts(wrong)
    assert receipt_from_json(good) == chain[0]


def test_the_canonical_form_is_that_of_rfc_8785_without_numbers_that_differ_between_readers():
    assert canonical({"b": 1, "a": "é\n", "€": None}) == '{"a":"é\\n","b":1,"€":null}'.encode()
    assert canonical({"x": 1.5}) == b'{"x":"1.5"}'
    assert canonical_sha256({}) == hashlib.sha256(b"{}").hexdigest()
    with pytest.raises(UnusableInputError):
        canonical({"n": 2**60})


def test_without_its_key_file_the_site_publishes_nothing(store):
    store.keys.file.unlink()
    with pytest.raises(Exception, match="signing key"):
        store.publish(content(), uscc=USCC, by="abc")
    assert store.count_declarations() == {}
