"""What differs between two revisions: every kind of fact, rows by what they limit, sentences in both languages."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from catalog.comparison.codec import requirement_to_json
from catalog.comparison.reading import read_requirement
from catalog.comparison.reports import Words
from declarations import (
    Approval,
    AttachedFile,
    AuditEntry,
    BenchmarkChoice,
    Change,
    Chooser,
    Commitment,
    DeclarationState,
    Explanation,
    Firm,
    Product,
    Revision,
    RevisionContent,
    RevisionState,
)
from declarations.change_words import change_lines, changes_to_json
from declarations.changes import revision_changes
from declarations.standing import standing_on
from tests.declarations.filings import OTHER_USCC, USCC, content

FIRM = Firm(USCC, "某某电机有限公司", "150101", "机电")
BASE = content(files=(AttachedFile("a" * 64, "标准.md", "text/markdown", 10),))


def revision(said=BASE, *, number=1, firm=FIRM, at="2026-05-01T02:00:00.000Z"):
    return Revision("d1", number, Change.FIRST, RevisionState.CURRENT, at, "x", firm, said)


def with_rows(*texts, **more):
    rows = [requirement_to_json(read_requirement(text, id=f"r{n}")) for n, text in enumerate(texts)]
    return revision(replace(BASE, document={"requirements": rows}, **more))


def lines(old, new):
    return change_lines(revision_changes(old, new))


def test_nothing_differs_between_a_revision_and_itself():
    changes = revision_changes(revision(), revision())
    assert changes.is_empty
    assert changes.unchanged_rows == 1


CONTENT_CHANGES = {
    "standard.designation": {"standard": replace(BASE.standard, designation="Q/ABC 2-2026")},
    "standard.title": {"standard": replace(BASE.standard, title="别的")},
    "standard.issued": {"standard": replace(BASE.standard, issued="2026-01-01")},
    "standard.effective": {"standard": replace(BASE.standard, effective="2026-06-01")},
    "standard.replaces": {"standard": replace(BASE.standard, replaces=("Q/ABC 1-2020",))},
    "product": {"products": (*BASE.products, Product("另一产品"))},
    "product.name": {"products": (replace(BASE.products[0], name="电机"),)},
    "product.model": {"products": (replace(BASE.products[0], model="X"),)},
    "product.specification": {"products": (replace(BASE.products[0], specification="12 V"),)},
    "product.product_class": {"products": (replace(BASE.products[0], product_class="B"),)},
    "product.gtin": {"products": (replace(BASE.products[0], gtin="6901234567885"),)},
    "reference": {"references": ("GB/T 755-2019",)},
    "benchmark": {"benchmarks": (BenchmarkChoice("ISO 1:2020", "ISO 1:2020", Chooser.FIRM),)},
    "benchmark.chosen_by": {"benchmarks": (replace(BASE.benchmarks[0], chosen_by=Chooser.CURATOR),)},
    "notice.zh": {"notice": Words("无。", BASE.notice.en)},
    "notice.en": {"notice": Words(BASE.notice.zh, "None.")},
    "commitment.version": {"commitment": replace(BASE.commitment, version="2")},
    "commitment.text.zh": {"commitment": Commitment(Words("另文", BASE.commitment.text.en), "1")},
    "approval.post": {"approval": replace(BASE.approval, post="总经理")},
    "approval.date": {"approval": Approval("总工程师", "2026-04-09")},
    "file": {"files": (AttachedFile("b" * 64, "标准.md", "text/markdown", 10),)},
    "file.name": {"files": (replace(BASE.files[0], name="新名.md"),)},
    "file.media_type": {"files": (replace(BASE.files[0], media_type="text/plain"),)},
    "reason": {"reasons": (("below-mandatory", "另有原因"),)},
    "document": {"document": None},
    "document.scope_text": {"document": {**BASE.document, "scope_text": "本标准适用于"}},
}


@pytest.mark.parametrize("field", CONTENT_CHANGES)
def test_every_kind_of_fact_shows_up(field):
    new = revision(replace(BASE, **CONTENT_CHANGES[field]))
    changes = revision_changes(revision(), new)
    assert field in {change.field for change in changes.fields}
    for line in change_lines(changes):
        assert line.sentence.zh.endswith("。")
        assert line.sentence.en.endswith(".")
        assert line.field == "row" or "document" in line.field or line.sentence.zh != line.sentence.en
    back = revision_changes(new, revision())
    assert field in {change.field for change in back.fields}


def test_no_field_of_a_revision_is_forgotten():
    covered = {next(iter(change)) for change in CONTENT_CHANGES.values()}
    # the explanation says why there is a revision: it stands above its changes and is none
    assert {field.name for field in fields(RevisionContent)} - covered == {"explanation"}
    parts = {field.rpartition(".")[2] for field in CONTENT_CHANGES if field.startswith("product.")}
    assert {field.name for field in fields(Product)} == parts


@pytest.mark.parametrize("name", ["uscc", "name", "region", "industry"])
def test_what_the_firm_is_called_shows_up(name):
    other = {"uscc": OTHER_USCC, "name": "新名有限公司", "region": "110000", "industry": "纺织"}
    new = revision(firm=replace(FIRM, **{name: other[name]}))
    assert [change.field for change in revision_changes(revision(), new).fields] == [f"firm.{name}"]


def test_a_limit_that_changed_is_said_with_its_direction():
    old = with_rows("甲醛含量 ≤ 75 mg/kg，GB/T 2912.1", "绝缘电阻 ≥ 50 MΩ", "噪声 ≤ 60 dB(A)")
    new = with_rows("噪声 ≤ 60 dB(A)", "绝缘电阻 ≥ 20 MΩ", "甲醛含量 ≤ 20 mg/kg，GB/T 2912.1")
    found = lines(old, new)
    assert [(line.kind, line.direction) for line in found] == [("changed", "LOOSER"), ("changed", "STRICTER")]
    assert found[1].sentence.zh == "甲醛含量由 ≤ 75 mg/kg 改为 ≤ 20 mg/kg：更严。"
    assert found[1].sentence.en.endswith("changed from ≤ 75 mg/kg to ≤ 20 mg/kg: stricter.")
    assert found[0].sentence.zh == "绝缘电阻由 ≥ 50 MΩ 改为 ≥ 20 MΩ：更宽。"


def test_rows_are_matched_by_what_they_limit_and_not_by_position():
    old = with_rows("绝缘电阻 ≥ 50 MΩ", "噪声 ≤ 60 dB(A)")
    new = with_rows("噪声 ≤ 60 dB(A)", "甲醛含量 ≤ 75 mg/kg", "绝缘电阻 ≥ 50 MΩ")
    changes = revision_changes(old, new)
    assert [line.kind for line in change_lines(changes)] == ["added"]
    assert changes.unchanged_rows == 2


def test_the_same_limit_in_another_unit_is_the_same():
    assert [line.direction for line in lines(with_rows("断裂强力 ≥ 300 N"), with_rows("断裂强力 ≥ 0.3 kN"))] == [
        "EQUAL"
    ]


def test_a_method_that_changed_shows_up_by_itself():
    (line,) = lines(with_rows("甲醛含量 ≤ 75 mg/kg，GB/T 2912.1"), with_rows("甲醛含量 ≤ 75 mg/kg，GB/T 2912.2"))
    assert "试验方法由“GB/T 2912.1”改为“GB/T 2912.2”" in line.sentence.zh


def test_rows_gone_stand_before_rows_that_are_stricter():
    old = with_rows("甲醛含量 ≤ 75 mg/kg", "噪声 ≤ 60 dB(A)")
    assert [line.kind for line in lines(old, with_rows("甲醛含量 ≤ 20 mg/kg"))] == ["removed", "changed"]


def test_changes_are_data_too():
    described = changes_to_json(revision_changes(with_rows("噪声 ≤ 60 dB(A)"), with_rows("噪声 ≤ 50 dB(A)")))
    (row,) = described["rows"]
    assert (row["verdict"], row["kind"], row["parts"]) == ("STRICTER", "changed", ["limit", "wording"])
    assert row["sentence"]["zh"] == "噪声由 ≤ 60 dB(A) 改为 ≤ 50 dB(A)：更严。"


def act(at, action, **details):
    return AuditEntry(1, at, "abc", action, "d1", details)


def test_what_was_in_force_on_a_day_follows_the_days_of_china():
    first = revision(at="2026-04-30T17:00:00.000Z")  # May 1st in China
    second = revision(number=2, at="2026-06-01T02:00:00.000Z")
    acts = [
        act(first.published_at, "publish"),
        act(second.published_at, "amendment"),
        act("2026-07-01T02:00:00.000Z", "withdraw"),
    ]
    on = {day: standing_on(date.fromisoformat(day), [first, second], acts) for day in DAYS}
    assert [(it.revision and it.revision.number, it.state, it.is_in_force) for it in on.values()] == list(DAYS.values())


DAYS = {
    "2026-04-30": (None, None, False),
    "2026-05-01": (1, DeclarationState.PUBLISHED, True),
    "2026-05-31": (1, DeclarationState.PUBLISHED, True),
    "2026-06-01": (2, DeclarationState.AMENDED, True),
    "2026-06-30": (2, DeclarationState.AMENDED, True),
    "2026-07-01": (2, DeclarationState.WITHDRAWN, False),
}


def test_a_declaration_binds_from_its_own_day_and_until_that_of_its_successor():
    one = revision(replace(BASE, standard=replace(BASE.standard, effective="2026-06-01")))
    acts = [act(one.published_at, "publish"), act("2026-08-01T00:00:00.000Z", "supersede")]
    stands = [
        standing_on(date.fromisoformat(day), [one], acts, successor_from="2026-09-01").is_in_force
        for day in ("2026-05-31", "2026-06-01", "2026-08-31", "2026-09-01")
    ]
    assert stands == [False, True, True, False]


def test_an_explanation_is_kept_and_is_no_change():
    new = revision(replace(BASE, explanation=Explanation("改正错字")))
    assert revision_changes(revision(), new).is_empty


def test_of_long_texts_the_part_that_differs_is_quoted():
    old, new = ("起" * 200 + words + "止" * 200 for words in ("旧的", "新的"))
    changed = revision(replace(BASE, notice=Words(new, "x")))
    (line,) = change_lines(revision_changes(revision(replace(BASE, notice=Words(old, "x"))), changed))
    assert f"由“…{'起' * 16}旧的{'止' * 15}…”改为“…{'起' * 16}新的{'止' * 15}…”" in line.sentence.zh
