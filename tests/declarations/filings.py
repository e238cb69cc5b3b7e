"""A made-up firm and what it files, for the tests of declarations; its code has a right check digit."""

from __future__ import annotations

from catalog.comparison.reports import Words
from declarations import (
    Approval,
    BenchmarkChoice,
    Chooser,
    Commitment,
    DeclaredStandard,
    Firm,
    ImportedFrom,
    ImportedRecord,
    Product,
    RevisionContent,
    SiteKeys,
)

USCC = "91150101MAGCP0MQ20"
OTHER_USCC = "91110000600037341L"
PASSWORD = "long enough words"


def site_keys(folder):
    """Return the keys of a site, made where there are none yet."""
    folder.mkdir(parents=True, exist_ok=True)
    keys = SiteKeys(folder / "signing-keys.json")
    keys.make()
    return keys


def content(designation="Q/ABC 001-2026", *, title="无刷直流力矩电动机", **more):
    return RevisionContent(
        standard=DeclaredStandard(designation, designation.replace("-", ":"), title, "2026-04-10", "2026-04-15"),
        products=(Product("力矩电动机", "J70LWX02", "27 V", gtin="6901234567892"),),
        document={"designation": designation, "requirements": [{"id": "r1", "name": "绝缘电阻"}]},
        references=("GB/T 755-2019", "GB/T 2423.1-2008"),
        benchmarks=(BenchmarkChoice("GB/T 43726:2024", "GB/T 43726-2024", Chooser.FIRM, "runid"),),
        notice=Words("少于推荐性标准的项目：……", "Fewer than the recommended standard: …"),
        commitment=Commitment(Words("本企业对公开内容的真实性负责。", "The firm answers for what it publishes."), "1"),
        approval=Approval("总工程师", "2026-04-10"),
        reasons=(("below-mandatory", "仅供出口"),),
        **more,
    )


def sign_up(accounts, *, name="abc", uscc=USCC, firm_name="某某电机有限公司"):
    return accounts.sign_up(name, PASSWORD, uscc=uscc, firm_name=firm_name)


def record(number="Q/OLD 12-2015", *, name="1", uscc=OTHER_USCC, **more):
    return ImportedRecord(
        firm=Firm(uscc, "老字号食品厂", "110000"),
        content=RevisionContent(DeclaredStandard(number, number.replace("-", ":"), "豆腐乳")),
        imported=ImportedFrom("some-platform", name, "2020-01-31"),
        **more,
    )
