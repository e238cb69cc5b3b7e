"""Routes of receipts: one to print or download, the whole chain, the public keys, and the check of a receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import orjson
from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from starlette.datastructures import UploadFile

from catalog.comparison.reports import Words
from catalog.errors import UnusableInputError
from catalog.services.receipts import check_handed_in, published_keys
from catalog.web.accounts import error_of
from catalog.web.contexts.receipts import FindingShown, ReceiptCheckPage, build_receipt
from catalog.web.dependencies import JsonResponse, WorkplaceDep, show, site_address
from catalog.web.forms import UploadDep, clean_text
from catalog.web.guards import GUARDS
from declarations.verifying import check_receipt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from catalog.services.workplace import Workplace
    from declarations import Receipt
    from declarations.verifying import Finding

__all__ = ["router"]

router = APIRouter(prefix="/receipts", include_in_schema=False, dependencies=GUARDS)

Number = Annotated[int, Path(ge=1, le=2_000_000_000)]
"""No site has more receipts, and no database takes a number without end."""
MOST_FILES = 50
LONGEST_NAME = 200


@router.get("/keys.json")
def keys(workplace: WorkplaceDep) -> JsonResponse:
    """Publish the keys with which receipts of this site are checked."""
    return JsonResponse(published_keys(workplace))


@router.get("/chain.jsonl")
def chain(workplace: WorkplaceDep) -> StreamingResponse:
    """Hand out every receipt, one on each line, so that others can keep the chain too."""

    def lines() -> Iterator[bytes]:
        for receipt in workplace.declarations.iter_receipts():
            yield orjson.dumps(receipt.to_json()) + b"\n"

    headers = {"Content-Disposition": 'attachment; filename="duibiao-receipts.jsonl"'}
    return StreamingResponse(lines(), media_type="application/jsonl", headers=headers)


@router.get("/verify", response_class=HTMLResponse)
def verify_form(request: Request) -> HTMLResponse:
    """Show the form that takes a receipt."""
    return show(request, ReceiptCheckPage(), twin=False)


@router.post("/verify", response_class=HTMLResponse)
def verify(request: Request, workplace: WorkplaceDep, form: UploadDep) -> HTMLResponse:
    """Check a receipt and files that belong to it; nothing of them is kept."""
    typed = form.get("text")
    text = clean_text(typed) if isinstance(typed, str) else ""
    try:
        receipts, found = _checked(workplace, form.get("receipt"), text, form.getlist("files"))
    except UnusableInputError as error:
        errors = (error_of(request, error, {"receipt", "files"}, "receipt"),)
        return show(request, ReceiptCheckPage(text=text, errors=errors), twin=False, status=400)
    page = ReceiptCheckPage(
        receipts=tuple(receipts[:1]),
        findings=_shown(found),
        holds=all(finding.holds for finding in found),
        text=text,
    )
    return show(request, page, twin=False)


def _checked(
    workplace: Workplace, sent: object, text: str, files: Iterable[object]
) -> tuple[list[Receipt], list[Finding]]:
    limit = workplace.settings.max_upload_bytes
    if isinstance(sent, UploadFile) and sent.filename:
        data = _read(sent, limit)
    elif text.strip():
        data = text.encode()
    else:
        raise UnusableInputError("Choose the receipt, or paste its text.", "请选择回执文件，或粘贴其内容。")
    named = [file for file in files if isinstance(file, UploadFile) and file.filename][:MOST_FILES]
    given = [(clean_text(file.filename or "")[-LONGEST_NAME:], _read(file, limit)) for file in named]
    return check_handed_in(data, given, workplace.declarations.keys.public(), workplace)


def _read(file: UploadFile, limit: int) -> bytes:
    data = file.file.read(limit + 1)
    if len(data) > limit:
        raise UnusableInputError(f"The file is larger than {limit >> 20} MB.", f"文件超过 {limit >> 20} MB。")
    return data


def _shown(findings: Iterable[Finding]) -> tuple[FindingShown, ...]:
    return tuple(FindingShown(finding.holds, Words(finding.zh, finding.en)) for finding in findings)


@router.get("/{number}.json")
def receipt_json(number: Number, workplace: WorkplaceDep) -> Response:
    """Hand out a receipt as the file that ``duibiao verify`` takes."""
    receipt = workplace.declarations.get_receipt(number)
    headers = {"Content-Disposition": f'inline; filename="duibiao-receipt-{number}.json"'}
    return Response(
        orjson.dumps(receipt.to_json(), option=orjson.OPT_INDENT_2), media_type="application/json", headers=headers
    )


@router.get("/{number}", response_class=HTMLResponse)
def receipt(request: Request, number: Number, workplace: WorkplaceDep) -> HTMLResponse:
    """Show a receipt; it prints on one sheet of A4."""
    found = workplace.declarations.get_receipt(number)
    findings = _shown(check_receipt(found, workplace.declarations.keys.public()))
    after = workplace.declarations.receipt_after(number)
    page = build_receipt(found, findings, site_address(request), has_next=after is not None)
    return show(request, page)
