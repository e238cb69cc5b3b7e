"""Receipts for people: one with its public address, a check of handed-in ones, a check of the whole store."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import orjson

from catalog.errors import NotFoundError
from declarations.receipts import canonical_sha256
from declarations.signing import read_public_keys
from declarations.verifying import Finding, check_chain, check_files, check_receipt, read_receipts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from catalog.services.workplace import Workplace
    from declarations import PublicKey, Receipt

__all__ = ["check_handed_in", "keys_of", "published_keys", "verify_store"]


def published_keys(workplace: Workplace) -> dict[str, Any]:
    """Return the site's public keys as they are published."""
    return {"keys": [key.to_json() for key in workplace.declarations.keys.public()]}


def keys_of(data: bytes) -> tuple[PublicKey, ...]:
    """Return the keys of a file that a site published; raises UnusableInputError for anything else."""
    try:
        return read_public_keys(orjson.loads(data))
    except orjson.JSONDecodeError:
        return read_public_keys(None)


def check_handed_in(
    data: bytes, files: Sequence[tuple[str, bytes]], keys: Sequence[PublicKey], workplace: Workplace | None = None
) -> tuple[list[Receipt], list[Finding]]:
    """Return the receipts that somebody handed in and what holds of them: one with its files, or several in a chain.

    With a workplace each is also held against the site's own. Raises UnusableInputError for what is no receipt.
    """
    receipts = read_receipts(data)
    if len(receipts) == 1:
        found = [*check_receipt(receipts[0], keys), *check_files(receipts[0], files)]
    else:
        found = list(check_chain(receipts, keys))
    if workplace is not None:
        found += _of_this_site(workplace, receipts)
    return receipts, found


def _of_this_site(workplace: Workplace, receipts: Sequence[Receipt]) -> Iterator[Finding]:
    """Give whether the site's chain has the receipts; it speaks up once where all are there."""
    missing = 0
    for receipt in receipts:
        number = receipt.number
        try:
            held = workplace.declarations.get_receipt(number)
        except NotFoundError:
            held = None
        if held is None or held.sha256 != receipt.sha256:
            missing += 1
            yield Finding(
                code="not-in-chain",
                holds=False,
                zh=f"{number} 号回执与本站保存的不同，或本站没有该回执。",
                en=f"Receipt {number} is not the one that this site keeps under that number, or it keeps none.",
                number=number,
            )
    if not missing:
        yield Finding(code="in-chain", holds=True, zh="与本站保存的回执一致。", en="It is in the chain of this site.")


def verify_store(workplace: Workplace) -> Iterator[Finding]:
    """Give what does not hold in the store: receipts, revisions, files; at the end what was looked at."""
    store = workplace.declarations
    receipts = list(store.iter_receipts())
    chain = list(check_chain(receipts, store.keys.public()))
    yield from chain
    if receipts and receipts[0].number != 1:
        yield _broken(
            receipts[0].number, f"缺少 1–{receipts[0].number - 1} 号回执。", "The receipts before it are gone."
        )
    by_number = {receipt.number: receipt for receipt in receipts}
    first = receipts[0].time if receipts else ""
    revisions = 0
    for signed in store.iter_signed_revisions():
        place = f"{signed.declaration}/revisions/{signed.number}"
        if signed.receipt is None:
            if first and signed.document["published_at"] >= first:
                yield _broken(None, f"{place} 没有回执。", f"{place} has no receipt.", "receipt-missing")
            continue
        revisions += 1
        receipt = by_number[signed.receipt]
        if receipt.revision_sha256 != canonical_sha256(signed.document):
            yield _broken(
                receipt.number,
                f"{place} 的内容与回执不符。",
                f"{place} says something else than its receipt.",
                "revision",
            )
    yield from _files(workplace, receipts)
    if all(finding.holds for finding in chain):
        yield Finding(
            code="store", holds=True, zh=f"已核对 {revisions} 个修订。", en=f"{revisions} revisions were looked at."
        )


def _files(workplace: Workplace, receipts: Sequence[Receipt]) -> Iterator[Finding]:
    """Give the files that are gone or hold something else than their name says; each file is read once."""
    seen: set[str] = set()
    for receipt in receipts:
        for file in receipt.files:
            if file.sha256 in seen:
                continue
            seen.add(file.sha256)
            try:
                data = workplace.files.read(file.sha256)
            except NotFoundError:
                data = b""
            if hashlib.sha256(data).hexdigest() != file.sha256:
                yield _broken(
                    *(
                        receipt.number,
                        f"文件“{file.name}”丢失或被改动。",
                        f"The file “{file.name}” is gone or altered.",
                    ),
                    "file",
                )


def _broken(number: int | None, zh: str, en: str, code: str = "chain-start") -> Finding:
    return Finding(code=code, holds=False, zh=zh, en=en, number=number)
