"""Checking receipts: the signature, the chain, the files. Pure, so that it works without the site."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson

from catalog.errors import UnusableInputError
from declarations.receipts import canonical_sha256, receipt_from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from declarations.receipts import Receipt
    from declarations.signing import PublicKey

__all__ = ["Finding", "check_chain", "check_files", "check_receipt", "read_receipts"]

MOST_RECEIPTS = 1_000_000
UNDER_WAY = timedelta(minutes=15)
"""How long after its retirement a key may have signed: a publication that was under way then."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked of receipt ``number`` (none: of all of them): whether it holds, in both languages."""

    code: str
    holds: bool
    zh: str
    en: str
    number: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the finding as JSON values."""
        return {"code": self.code, "number": self.number, "holds": self.holds, "zh": self.zh, "en": self.en}


def read_receipts(data: bytes) -> list[Receipt]:
    """Return the receipt of a JSON file, or all those of a file with one on each line.

    Raises UnusableInputError where it holds none, or something else beside them.
    """
    lines = [data]
    try:
        documents = [orjson.loads(data)]
    except orjson.JSONDecodeError:
        lines = [line for line in data.splitlines() if line.strip()]
        try:
            documents = [orjson.loads(line) for line in lines[:MOST_RECEIPTS]]
        except orjson.JSONDecodeError as error:
            raise UnusableInputError(
                f"The receipt is no JSON ({error}): hand in the JSON file that its page offers.",
                f"回执不是 JSON（{error}）：请提交回执页面提供的 JSON 文件。",
                code="receipt-form",
            ) from None
    return [receipt_from_json(document) for document in documents or [None]]


def check_receipt(receipt: Receipt, keys: Iterable[PublicKey]) -> list[Finding]:
    """Return whether a key of the site signed exactly this receipt, and was in use at its time."""
    number = receipt.number
    key = next((key for key in keys if key.id == receipt.key), None)
    if key is None:
        return [
            _broken(
                "key-unknown",
                (
                    f"签名密钥 {receipt.key} 不在公钥文件中：不是本站签发，或公钥文件过旧。",
                    f"The key {receipt.key} is not among the site's keys: another one signed, or the keys are old.",
                ),
                number,
            )
        ]
    if not key.verifies(receipt.signature_bytes, receipt.signed_bytes()):
        words = ("签名与内容不符：回执被改动或伪造。", "The signature does not fit: the receipt was altered or forged.")
        return [_broken("signature", words, number)]
    found = [_fine("signature", (f"签名有效（密钥 {key.id}）。", f"The signature is valid (key {key.id})."), number)]
    if not _in_use(key, receipt.time):
        words = (
            f"回执时间 {receipt.time} 不在密钥使用期内。",
            f"The key was not in use at the time of the receipt, {receipt.time}.",
        )
        found.append(_broken("key-time", words, number))
    return found


def check_chain(receipts: Sequence[Receipt], keys: Sequence[PublicKey]) -> Iterator[Finding]:
    """Give what does not hold in a chain of receipts, and at the end how far it holds.

    A chain that begins later than with number 1 is a part of one: what stands before it is taken as it is.
    """
    broken = 0
    last: Receipt | None = None
    for receipt in receipts:
        problems = [finding for finding in check_receipt(receipt, keys) if not finding.holds]
        problems += _link(last, receipt)
        broken += len(problems)
        yield from problems
        last = receipt
    if not broken:
        first, end = (receipts[0].number, receipts[-1].number) if receipts else (0, 0)
        words = (
            f"共 {len(receipts)} 份回执（{first}–{end} 号），签名有效，首尾相连。",
            f"{len(receipts)} receipts (number {first} to {end}): every signature is valid and each follows the other.",
        )
        yield _fine("chain", words)


def _link(last: Receipt | None, receipt: Receipt) -> Iterator[Finding]:
    """Give what is wrong between a receipt and the one before it."""
    number = receipt.number
    if last is None:
        if (number == 1) != (receipt.before == ""):
            yield _broken(
                "chain-start",
                (
                    f"{number} 号回执的前一回执与其编号不符。",
                    f"Receipt {number} and what it names as the receipt before it do not fit.",
                ),
                number,
            )
        return
    if number != last.number + 1:
        yield _broken(
            "chain-order",
            (
                f"{last.number} 号之后是 {number} 号：有回执缺失、重复或顺序被改。",
                f"After receipt {last.number} comes {number}: a receipt is missing, doubled or out of order.",
            ),
            number,
        )
    elif receipt.before != last.sha256:
        yield _broken(
            "chain-before",
            (
                f"{number} 号回执记载的前一回执不是现有的 {last.number} 号：其中之一被替换。",
                f"Receipt {number} names another one before it than {last.number} as it is: one of them was replaced.",
            ),
            number,
        )
    if receipt.time < last.time:
        yield _broken(
            "chain-time",
            (
                f"{number} 号回执的时间早于 {last.number} 号。",
                f"Receipt {number} is of an earlier time than {last.number}.",
            ),
            number,
        )


def check_files(receipt: Receipt, files: Iterable[tuple[str, bytes]]) -> Iterator[Finding]:
    """Give for each file (name, content) whether the receipt vouches for it: as a file, or as the revision in JSON."""
    for name, data in files:
        sha256 = hashlib.sha256(data).hexdigest()
        listed = next((file for file in receipt.files if file.sha256 == sha256), None)
        if listed is not None:
            words = (f"{name}：与登记的文件“{listed.name}”一致。", f"{name}: is the file “{listed.name}” as published.")
            yield _fine("file", words, receipt.number)
        elif _revision_sha256(data) == receipt.revision_sha256:
            words = (f"{name}：与登记的修订内容一致。", f"{name}: is the revision as published.")
            yield _fine("revision", words, receipt.number)
        else:
            words = (
                f"{name}：不是回执登记的文件（SHA-256 {sha256}）：已被改动，或不属于此回执。",
                f"{name}: is not what the receipt vouches for (SHA-256 {sha256}): altered, or of another receipt.",
            )
            yield _broken("file", words, receipt.number)


def _revision_sha256(data: bytes) -> str | None:
    try:
        return canonical_sha256(orjson.loads(data))
    except (orjson.JSONDecodeError, UnusableInputError):
        return None


def _in_use(key: PublicKey, time: str) -> bool:
    try:
        at, since = (datetime.fromisoformat(text) for text in (time, key.since))
        until = datetime.fromisoformat(key.until) + UNDER_WAY if key.until else None
    except ValueError:
        return False
    return since <= at and (until is None or at <= until)


def _fine(code: str, words: tuple[str, str], number: int | None = None) -> Finding:
    return Finding(code, holds=True, zh=words[0], en=words[1], number=number)


def _broken(code: str, words: tuple[str, str], number: int | None = None) -> Finding:
    return Finding(code, holds=False, zh=words[0], en=words[1], number=number)
