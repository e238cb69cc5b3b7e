"""Checks of what stands in the form: number, title, days, firm, products, commitment."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from stdnum import ean

from catalog.designations import designation_key
from catalog.errors import UnusableInputError
from declarations.check_results import Severity, passed, result
from declarations.model import read_uscc
from declarations.numbers import NumberProblem, read_filed_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declarations.check_results import Check, Filing, Lookups

__all__ = [
    "check_commitment",
    "check_dates",
    "check_number",
    "check_products",
    "check_replaces",
    "check_title",
    "check_uscc",
]

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def check_number(filing: Filing, today: date, known: Lookups) -> Iterator[Check]:
    """Check the form of the number, its year, and whether it is taken."""
    standard = filing.content.standard
    printed = standard.designation
    number = read_filed_number(printed)
    if isinstance(number, NumberProblem):
        yield result(
            "number-form",
            number.code,
            Severity.STOP,
            (f"编号“{printed}”不能提交：{number.zh}。", f"The number “{printed}” cannot be filed: {number.en}."),
            ("按“Q/ABC 001-2026”的形式填写。", "Write it like Q/ABC 001-2026."),
        )
        return
    yield passed("number-form", "编号形式符合要求。", "The number has the right form.")
    if filing.is_food is not None and filing.is_food != number.is_food:
        wanted = filing.is_food
        yield result(
            "number-food",
            "food-without-s" if wanted else "s-without-food",
            Severity.WARN,
            ("食品企业标准编号的顺序号后通常有 S。", "The number of a food standard usually has S after its sequence.")
            if wanted
            else ("编号带 S，而产品不是食品。", "The number has the S of food standards, and the product is no food."),
            ("核对编号，例如 Q/ABC 0001S-2026。", "Check the number, for example Q/ABC 0001S-2026."),
        )
    yield from _number_year(number.year, standard.issued, today)
    yield _unique(filing, known)


def _number_year(year: int, issued: str, today: date) -> Iterator[Check]:
    todo = ("核对编号与发布日期。", "Check the number and the day of publication.")
    published = _day(issued)
    if year > today.year:
        words = (f"编号的年号 {year} 晚于今年。", f"The year of the number, {year}, lies in the future.")
        yield result("number-year", "future", Severity.STOP, words, todo)
    elif published is None:
        words = ("缺少发布日期，未核对年号。", "The day of publication is missing, so the year was not checked.")
        yield result("number-year", "no-date", Severity.NOT_CHECKED, words, todo)
    elif year != published.year:
        words = (
            f"编号的年号 {year} 与发布年份 {published.year} 不一致。",
            f"The year of the number, {year}, is not the year of publication, {published.year}.",
        )
        yield result("number-year", "other-year", Severity.STOP, words, todo)
    else:
        yield passed("number-year", "年号与发布年份一致。", "The year is that of publication.")


def _unique(filing: Filing, known: Lookups) -> Check:
    if known.declared_as is None:
        words = ("未核对编号是否重复。", "Whether the number is declared already was not checked.")
        return result("number-unique", "no-store", Severity.NOT_CHECKED, words)
    other = known.declared_as(filing.content.standard.key)
    if other is not None and other != filing.revises:
        words = (
            f"编号 {filing.content.standard.designation} 已有有效声明（{other}）。",
            f"{filing.content.standard.designation} is declared already and in force ({other}).",
        )
        todo = ("修订原声明，或核对编号。", "Revise that declaration, or check the number.")
        return result("number-unique", "duplicate", Severity.STOP, words, todo)
    return passed("number-unique", "编号未被占用。", "No other declaration in force has this number.")


def check_title(filing: Filing) -> Iterator[Check]:
    """Check that there is a title."""
    if filing.content.standard.title.strip():
        yield passed("title", "有标准名称。", "The title is there.")
        return
    words = ("缺少标准名称。", "The title of the standard is missing.")
    yield result("title", "missing", Severity.STOP, words, ("填写标准名称。", "Write the title."))


def check_uscc(filing: Filing) -> Iterator[Check]:
    """Check the firm's code."""
    if not filing.uscc:
        words = ("缺少统一社会信用代码。", "The unified social credit code is missing.")
        todo = ("按营业执照填写。", "Copy it from the business licence.")
        yield result("uscc", "missing", Severity.STOP, words, todo)
        return
    try:
        read_uscc(filing.uscc)
    except UnusableInputError as error:
        yield result("uscc", "invalid", Severity.STOP, (error.zh, error.en))
        return
    yield passed("uscc", "统一社会信用代码的校验位正确。", "The check digit of the code is right.")


def check_dates(filing: Filing, today: date) -> Iterator[Check]:
    """Check that both days are there, can be read and are in order."""
    standard = filing.content.standard
    found: dict[str, date] = {}
    for name, text, zh, en in (
        ("issued", standard.issued, "发布日期", "day of publication"),
        ("effective", standard.effective, "实施日期", "day from which it is in force"),
    ):
        day = _day(text)
        if day is None:
            code, state = (
                ("missing", ("缺少", "is missing")) if not text else ("unreadable", ("无法识别", "cannot be read"))
            )
            words = (f"{zh}{state[0]}。" if text else f"{state[0]}{zh}。", f"The {en} {state[1]}.")
            todo = ("按 2026-04-10 的形式填写。", "Write it like 2026-04-10.")
            yield result("dates", code, Severity.STOP, words, todo, at=name)
        else:
            found[name] = day
    issued, effective = found.get("issued"), found.get("effective")
    if issued is None or effective is None:
        return
    if effective < issued:
        words = ("实施日期早于发布日期。", "It would be in force before it is published.")
        todo = ("核对两个日期。", "Check both days.")
        yield result("dates", "order", Severity.STOP, words, todo, at="effective")
    elif issued > today:
        words = (f"发布日期 {issued} 晚于今天。", f"The day of publication, {issued}, lies in the future.")
        todo = ("发布后再公开声明。", "Declare it once it is published.")
        yield result("dates", "future", Severity.STOP, words, todo)
    else:
        yield passed("dates", "发布日期与实施日期的先后正确。", "The days are in order.")


def check_replaces(filing: Filing) -> Iterator[Check]:
    """Check that the replaced numbers can be read."""
    unreadable = [text for text in filing.content.standard.replaces if not designation_key(text)]
    if unreadable:
        named = "、".join(unreadable)
        words = (f"代替的编号无法识别：{named}。", f"The number that it replaces cannot be read: {named}.")
        todo = ("填写被代替标准的编号；首次发布请留空。", "Write the number, or nothing for a first edition.")
        yield result("replaces", "unreadable", Severity.WARN, words, todo)


def check_products(filing: Filing) -> Iterator[Check]:
    """Check that products are named and that bar codes are right."""
    products = filing.content.products
    if not products or not all(product.name.strip() for product in products):
        words = ("缺少产品或服务名称。", "The name of the product or service is missing.")
        yield result("products", "missing", Severity.STOP, words, ("至少填写一个产品。", "Name at least one product."))
    elif not all(product.model.strip() for product in products):
        number = next(number for number, product in enumerate(products) if not product.model.strip())
        words = (f"产品“{products[number].name}”没有型号。", f"The product “{products[number].name}” has no model.")
        todo = ("产品有型号的，请填写；服务可不填。", "Write the model if there is one; a service has none.")
        yield result("products", "no-model", Severity.WARN, words, todo, at=f"product-model-{number}")
    else:
        yield passed("products", "有产品名称和型号。", "Products have name and model.")
    for number, product in enumerate(products):
        if product.gtin and not ean.is_valid(product.gtin):
            words = (f"条码 {product.gtin} 的校验位不符。", f"The check digit of the bar code {product.gtin} is wrong.")
            todo = ("按包装上的条码填写。", "Copy it from the package.")
            yield result("gtin", "invalid", Severity.STOP, words, todo, at=f"product-gtin-{number}")


def check_commitment(filing: Filing) -> Iterator[Check]:
    """Check that the firm committed itself and who approved it."""
    if filing.content.commitment is None:
        words = ("尚未作出承诺。", "The commitment was not made.")
        todo = ("阅读并确认承诺。", "Read the commitment and confirm it.")
        yield result("commitment", "missing", Severity.STOP, words, todo)
    else:
        yield passed("commitment", "已作出承诺。", "The commitment was made.")
    approval = filing.content.approval
    if approval is None or not approval.post.strip():
        words = ("缺少批准人的职务。", "The post of the person who approved it is missing.")
        yield result("approver", "missing", Severity.STOP, words, ("填写批准人的职务。", "Write the post."))
    elif _day(approval.date) is None:
        words = ("缺少批准日期。", "The day of approval is missing.")
        todo = ("按 2026-04-10 的形式填写。", "Write it like 2026-04-10.")
        yield result("approver", "no-date", Severity.STOP, words, todo, at="approved_on")
    else:
        yield passed("approver", "有批准人职务和批准日期。", "Post and day of approval are there.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None
