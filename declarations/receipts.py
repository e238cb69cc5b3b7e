"""Receipts: what was published when, so that anybody can check it later without asking this site.

A receipt names the SHA-256 of the revision in its canonical form (RFC 8785) and of each file, and that of the receipt
before it: all receipts of a site are one chain. It is signed with the site's key. Everything here is pure.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rfc8785

from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from declarations.signing import Signer

__all__ = [
    "FORM",
    "Receipt",
    "ReceiptFile",
    "canonical",
    "canonical_sha256",
    "make_receipt",
    "receipt_from_json",
    "signed_revision",
]

FORM = "duibiao-receipt-1"
"""Names the form of a receipt, so that a later form cannot be taken for this one."""

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MOST_FILES = 1000


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """A file of the revision: the name that it was handed in under, its SHA-256, its length in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt of one revision. ``number`` counts all receipts of the site from 1, without a gap.

    ``revision_sha256`` is that of :func:`signed_revision` in canonical form, ``before`` the SHA-256 of the receipt
    before this one (empty for the first), ``key`` the id of the key that signed.
    """

    number: int
    time: str
    declaration: str
    revision: int
    change: str
    designation: str
    title: str
    firm: str
    uscc: str
    revision_sha256: str
    files: tuple[ReceiptFile, ...]
    before: str
    key: str
    signature: str

    def to_json(self) -> dict[str, Any]:
        """Return the receipt as it is handed out; :func:`receipt_from_json` reads it."""
        return self._unsigned() | {"signature": self.signature}

    def signed_bytes(self) -> bytes:
        """Return what the signature covers: everything but itself, in canonical form."""
        return canonical(self._unsigned())

    @property
    def sha256(self) -> str:
        """Return the name of this receipt in the chain: the SHA-256 of all of it, signature included."""
        return canonical_sha256(self.to_json())

    @property
    def signature_bytes(self) -> bytes:
        """Return the signature as bytes; none where its text is no base64."""
        try:
            return base64.b64decode(self.signature, validate=True)
        except (binascii.Error, ValueError):
            return b""

    def _unsigned(self) -> dict[str, Any]:
        return {
            "form": FORM,
            "number": self.number,
            "time": self.time,
            "declaration": self.declaration,
            "revision": self.revision,
            "change": self.change,
            "designation": self.designation,
            "title": self.title,
            "firm": self.firm,
            "uscc": self.uscc,
            "revision_sha256": self.revision_sha256,
            "files": [{"name": file.name, "sha256": file.sha256, "size": file.size} for file in self.files],
            "before": self.before,
            "key": self.key,
        }


def canonical(value: Any) -> bytes:  # noqa: ANN401  # JSON
    """Return JSON in its canonical form (RFC 8785). A number with a point is written as text: no two readers differ.

    Raises UnusableInputError for what has no such form, such as a whole number beyond 2^53.
    """
    try:
        return rfc8785.dumps(_without_floats(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise UnusableInputError(
            f"This has no canonical form as JSON ({error}).", f"无法写成规范 JSON（{error}）。", code="not-canonical"
        ) from error


def canonical_sha256(value: Any) -> str:  # noqa: ANN401  # JSON
    """Return the SHA-256 of the canonical form; raises UnusableInputError where there is none."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _without_floats(value: Any) -> Any:  # noqa: ANN401  # JSON
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return {name: _without_floats(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_floats(one) for one in value]
    return value


def signed_revision(declaration: str, number: int, published_at: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a receipt vouches for: a revision as the store keeps it (change, firm, content), and where it is."""
    described = {"declaration": declaration, "revision": number, "published_at": published_at, **document}
    plain: dict[str, Any] = _without_floats(described)
    return plain


def make_receipt(revision: Mapping[str, Any], signer: Signer, *, number: int, before: str) -> Receipt:
    """Return the receipt of a revision that :func:`signed_revision` describes, signed."""
    content, firm = revision["content"], revision["firm"]
    draft = Receipt(
        number=number,
        time=revision["published_at"],
        declaration=revision["declaration"],
        revision=revision["revision"],
        change=revision["change"],
        designation=content["standard"]["designation"],
        title=content["standard"]["title"],
        firm=firm["name"],
        uscc=firm["uscc"] or "",
        revision_sha256=canonical_sha256(revision),
        files=tuple(ReceiptFile(file["name"], file["sha256"], file["size"]) for file in content.get("files", ())),
        before=before,
        key=signer.id,
        signature="",
    )
    signature = base64.b64encode(signer.sign(draft.signed_bytes())).decode("ascii")
    return Receipt(
        **{name: getattr(draft, name) for name in Receipt.__slots__ if name != "signature"}, signature=signature
    )


def receipt_from_json(document: Any) -> Receipt:  # noqa: ANN401  # JSON that somebody handed in
    """Return the receipt that a JSON object is; nothing is checked but its form.

    Raises UnusableInputError where a field is missing, of another kind, or one that no receipt has.
    """
    names = {"form", *(name for name in Receipt.__slots__)}
    if not isinstance(document, dict) or document.get("form") != FORM:
        raise _no_receipt(f"“form” is not {FORM}", f"form 不是 {FORM}")
    if set(document) != names:
        wrong = ", ".join(sorted(set(document) ^ names))
        raise _no_receipt(f"fields are missing or not known: {wrong[:200]}", f"字段缺失或多余：{wrong[:200]}")
    numbers = {"number", "revision"}
    for name in names - numbers - {"files"}:
        if not isinstance(document[name], str):
            raise _no_receipt(f"“{name}” is no text", f"{name} 不是文本")
    for name in numbers:
        if type(document[name]) is not int or document[name] < 1:
            raise _no_receipt(f"“{name}” is no whole number from 1", f"{name} 不是正整数")
    for name in ("revision_sha256", "before"):
        if not _SHA256.fullmatch(document[name]) and not (name == "before" and document[name] == ""):
            raise _no_receipt(f"“{name}” is no SHA-256", f"{name} 不是 SHA-256")
    values = {name: document[name] for name in Receipt.__slots__ if name != "files"}
    return Receipt(**values, files=tuple(_files(document["files"])))


def _files(listed: Any) -> Iterable[ReceiptFile]:  # noqa: ANN401  # JSON that somebody handed in
    if not isinstance(listed, list) or len(listed) > _MOST_FILES:
        raise _no_receipt("“files” is no list", "files 不是列表")
    for file in listed:
        is_file = isinstance(file, dict) and set(file) == {"name", "sha256", "size"}
        if not is_file or type(file["size"]) is not int or not isinstance(file["name"], str):
            raise _no_receipt("a file is not described by name, sha256 and size", "文件信息不是 name、sha256、size")
        if not isinstance(file["sha256"], str) or not _SHA256.fullmatch(file["sha256"]):
            raise _no_receipt("a file's sha256 is no SHA-256", "文件的 sha256 不是 SHA-256")
        yield ReceiptFile(file["name"], file["sha256"], file["size"])


def _no_receipt(why_en: str, why_zh: str) -> UnusableInputError:
    return UnusableInputError(
        f"This is no receipt ({why_en}): hand in the JSON file that the receipt's page offers.",
        f"这不是回执（{why_zh}）：请提交回执页面提供的 JSON 文件。",
        code="receipt-form",
    )
