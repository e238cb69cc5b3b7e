"""Values of declarations refuse what cannot be, and go to JSON and back."""

from __future__ import annotations

import dataclasses

import orjson
import pytest

from catalog.errors import UnusableInputError
from declarations import (
    AttachedFile,
    AuthorityOrder,
    DeclaredStandard,
    Firm,
    ImportedFrom,
    RevisionContent,
    Withdrawal,
    read_uscc,
)
from declarations.codec import (
    content_from_json,
    content_to_json,
    firm_from_json,
    firm_to_json,
    flat_to_json,
    imported_from_json,
    order_from_json,
    withdrawal_from_json,
)
from declarations.model import Explanation, Weight, new_identity
from tests.declarations.filings import content

FILES = (AttachedFile("0" * 64, "标准.pdf", "application/pdf", 12345),)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("91150101MAGCP0MQ20", "91150101MAGCP0MQ20"),
        (" ９１１５０１０１ＭＡＧＣＰ０ＭＱ２０ ", "91150101MAGCP0MQ20"),
        ("91110000600037341l", "91110000600037341L"),
    ],
)
def test_a_right_code_is_read_in_any_width_and_case(typed, plain):
    assert read_uscc(typed) == plain
    assert Firm(typed, "某某公司").uscc == plain


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("91350203M0001QAY9B", "check digit"),
        ("911501", "18 letters"),
        ("9115010IMAGCP0MQ20", "not allowed"),
        ("", "18 letters"),
    ],
)
def test_a_wrong_code_says_what_is_wrong(typed, why):
    with pytest.raises(UnusableInputError, match=why):
        read_uscc(typed)
    with pytest.raises(UnusableInputError, match=why):
        Firm(typed, "某某公司")


@pytest.mark.parametrize(
    "said",
    [
        content(),
        content(files=FILES),
        content(explanation=Explanation("更正单位", Weight.SUBSTANTIAL)),
        RevisionContent(DeclaredStandard("Q/A 1-2020", "Q/A 1:2020", "x", replaces=("Q/A 1-2010",))),
    ],
)
def test_what_a_revision_says_comes_back_equal(said):
    assert content_from_json(orjson.loads(orjson.dumps(content_to_json(said)))) == said


def test_every_field_of_a_revision_is_written():
    full = content(files=FILES, explanation=Explanation("更正单位", Weight.SUBSTANTIAL))
    assert {field.name for field in dataclasses.fields(full)} == set(content_to_json(full))


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (Firm("91150101MAGCP0MQ20", "某某公司", "150101", "3812", verified=True), firm_from_json),
        (Withdrawal("2026-05-01", "停产"), withdrawal_from_json),
        (AuthorityOrder("某局", "1号", "2026-05-01", "2026-06-01"), order_from_json),
        (ImportedFrom("platform", "1", "2020-01-31", licence="CC0"), imported_from_json),
    ],
)
def test_small_values_come_back_equal(value, read):
    document = firm_to_json(value) if isinstance(value, Firm) else flat_to_json(value)
    assert read(orjson.loads(orjson.dumps(document))) == value


def test_ids_are_short_and_have_no_letter_that_looks_like_another():
    ids = {new_identity() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(identity) for identity in ids} == {10}
    assert not set("".join(ids)) & set("ilouILOU")
