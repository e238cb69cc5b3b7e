"""Routes of filing: my work, and the steps of a draft, each with an address, each saved on the server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response  # noqa: TC002 - FastAPI reads the annotations of routes
from starlette.datastructures import UploadFile

from catalog.errors import ConflictError, DuibiaoError, UnusableInputError
from catalog.services import filing
from catalog.services.drafts import DraftProduct
from catalog.web import correcting
from catalog.web.accounts import error_of
from catalog.web.contexts.account import FieldError
from catalog.web.contexts.filing import NewPage
from catalog.web.contexts.filing_builders import (
    benchmark_page,
    my_work_page,
    products_page,
    publish_page,
    standard_page,
)
from catalog.web.dependencies import WorkplaceDep, language_of, web_of
from catalog.web.forms import FormDep, UploadDep, clean_text
from catalog.web.guards import GUARDS
from catalog.web.steps import AccountDep, go_to, show_step, version_of
from declarations import Severity
from importers.documents import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalog.services.drafts import DraftContent
    from declarations import Account

__all__ = ["router"]

router = APIRouter(prefix="/file", include_in_schema=False, dependencies=GUARDS)
router.include_router(correcting.router)

NEXT = {"standard": "rows", "rows": "products", "products": "benchmark", "benchmark": "publish"}
MAX_PRODUCTS = 50
LONGEST_FILE_NAME = 200


def date_of(form: Mapping[str, str], name: str) -> str:
    """Return a date that was typed in three fields, or as a whole in the first, as ISO 8601 or as it was typed."""
    year, month, day = (form.get(f"{name}-{part}", "").strip() for part in ("year", "month", "day"))
    if not month and not day:
        return year
    padded = [part.zfill(2) if part.isdecimal() else part for part in (month, day) if part]
    return "-".join([year, *padded])


@router.get("")
def my_work(request: Request, workplace: WorkplaceDep, account: AccountDep) -> HTMLResponse:
    """Show drafts and published declarations of the firm."""
    return show_step(request, my_work_page(workplace, account))


@router.get("/new")
def new_form(request: Request, workplace: WorkplaceDep, account: AccountDep) -> HTMLResponse:  # noqa: ARG001 - a guard
    """Show the form to hand in a document."""
    return show_step(request, NewPage(limit_mb=min(MAX_BYTES, workplace.settings.max_upload_bytes) >> 20))


@router.post("/new")
def new(request: Request, workplace: WorkplaceDep, account: AccountDep, form: UploadDep) -> Response:
    """Read the document into a draft, or show the form again with one error."""
    limit = workplace.settings.max_upload_bytes
    sent, typed = form.get("document"), form.get("text")
    document = sent if isinstance(sent, UploadFile) and sent.filename else None
    text = clean_text(typed) if isinstance(typed, str) else ""
    try:
        data, name = _handed_in(document, text, limit)
        draft = filing.start_draft(workplace, account, data, name)
    except (UnusableInputError, ConflictError) as error:
        field = "text" if text.strip() and not document else "document"
        errors = (error_of(request, error, set(), field),)
        return show_step(request, NewPage(text=text, limit_mb=min(MAX_BYTES, limit) >> 20, errors=errors), status=400)
    return go_to(f"/file/{draft.id}/standard")


def _handed_in(document: UploadFile | None, text: str, limit: int) -> tuple[bytes, str]:
    """Return the bytes and the name of what was handed in; raises UnusableInputError for nothing or too much."""
    if document is not None:
        data, name = document.file.read(limit + 1), file_name(document.filename or "")
    elif text.strip():
        data, name = text.encode(), "pasted.md"
    else:
        raise UnusableInputError("choose a file, or paste the text", "请选择文件，或粘贴文本")
    if len(data) > limit:
        raise UnusableInputError(
            f"the file is larger than {limit >> 20} MB; leave out pictures or split it",
            f"文件超过 {limit >> 20} MB；请去掉图片或拆分后再上传",
        )
    return data, name


def file_name(given: str) -> str:
    """Return the last part of a file's name as the firm's computer gave it, and of a very long one the end."""
    return PurePosixPath(clean_text(given).replace("\\", "/")).name[-LONGEST_FILE_NAME:] or "document"


@router.get("/{draft_id}")
def draft(account: AccountDep, draft_id: str) -> Response:  # noqa: ARG001 - a guard
    """Lead to the first step of a draft."""
    return go_to(f"/file/{draft_id}/standard")


@router.post("/{draft_id}/delete")
def delete(workplace: WorkplaceDep, account: AccountDep, draft_id: str) -> Response:
    """Throw a draft away; nothing of it was public."""
    filing.delete_draft(workplace, account, draft_id)
    return go_to("/file")


@router.get("/{draft_id}/standard")
def standard_form(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str) -> HTMLResponse:
    """Show number, title and dates of the standard."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    return show_step(request, standard_page(kept, content))


@router.post("/{draft_id}/standard")
def standard(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, form: FormDep) -> Response:
    """Save number, title and dates; what cannot be filed is said here and again before publishing."""
    _, content = filing.open_draft(workplace, account, draft_id)
    content = replace(
        content,
        designation=form.get("designation", "").strip(),
        title=form.get("title", "").strip(),
        issued=date_of(form, "issued"),
        effective=date_of(form, "effective"),
        replaces=form.get("replaces", "").strip(),
    )
    saved = filing.save_draft(workplace, account, draft_id, version_of(form), content)
    errors = _field_errors(
        request, workplace, account, content, {"designation", "title", "issued", "effective", "replaces"}
    )
    if errors:
        return show_step(request, standard_page(saved, content, errors), status=400)
    return go_to(f"/file/{draft_id}/{NEXT['standard']}")


@router.get("/{draft_id}/products")
def products_form(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str) -> HTMLResponse:
    """Show the products that the declaration covers; with ``more`` an empty place after them."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    return show_step(request, products_page(kept, content, more=1 if "more" in request.query_params else 0))


@router.post("/{draft_id}/products")
def products(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, form: FormDep) -> Response:
    """Save the products."""
    _, content = filing.open_draft(workplace, account, draft_id)
    typed = tuple(
        DraftProduct(*(form.get(f"product-{part}-{n}", "").strip() for part in DraftProduct.__slots__))
        for n in range(MAX_PRODUCTS)
        if f"product-name-{n}" in form
    )
    given = tuple(product for product in typed if any(getattr(product, part) for part in DraftProduct.__slots__))
    content = replace(content, products=given)
    saved = filing.save_draft(workplace, account, draft_id, version_of(form), content)
    if form.get("more") and len(given) < MAX_PRODUCTS:
        return go_to(f"/file/{draft_id}/products?more=1#f-product-name-{len(given)}")
    fields = {f"product-{part}-{n}" for part in ("name", "gtin") for n in range(MAX_PRODUCTS)}
    errors = _field_errors(request, workplace, account, content, fields)
    if errors:
        return show_step(request, products_page(saved, content, errors=errors), status=400)
    return go_to(f"/file/{draft_id}/{NEXT['products']}")


@router.get("/{draft_id}/benchmark")
def benchmark_form(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str) -> HTMLResponse:
    """Show the benchmarks that could apply, those that fit best first."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    return show_step(request, benchmark_page(kept, content, filing.propose_benchmarks(workplace, content)))


@router.post("/{draft_id}/benchmark")
def benchmark(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, form: FormDep) -> Response:
    """Save the firm's choice."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    proposed = filing.propose_benchmarks(workplace, content)
    chosen = form.get("benchmark", "")
    if chosen not in {filing.NO_BENCHMARK, *(choice.key for choice in proposed)}:
        error = UnusableInputError("choose a standard, or that none corresponds", "请选择一项标准，或选择“无对应标准”")
        errors = (error_of(request, error, set(), "benchmark"),)
        return show_step(request, benchmark_page(kept, content, proposed, errors), status=400)
    filing.save_draft(workplace, account, draft_id, version_of(form), replace(content, benchmark=chosen))
    return go_to(f"/file/{draft_id}/{NEXT['benchmark']}")


@router.get("/{draft_id}/publish")
def publish_form(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str) -> HTMLResponse:
    """Show the comparison and the notice as they will be public, the checks, and the commitment."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    report, checks = filing.preview(workplace, account, content)
    return show_step(request, publish_page(kept, content, report, checks))


@router.post("/{draft_id}/publish")
def publish(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, form: FormDep) -> Response:
    """Publish, or say what stops it."""
    _, content = filing.open_draft(workplace, account, draft_id)
    content = replace(
        content,
        commitment=form.get("commitment") == "yes",
        approver_post=form.get("approver_post", "").strip(),
        approved_on=date_of(form, "approved_on"),
    )
    saved = filing.save_draft(workplace, account, draft_id, version_of(form), content)
    try:
        declaration_id = filing.publish_draft(workplace, account, draft_id, saved.version, content)
    except DuibiaoError as error:
        report, checks = filing.preview(workplace, account, content)
        fields = {"commitment", "approver_post", "approved_on"}
        errors = _field_errors(request, workplace, account, content, fields) or (
            error_of(request, error, fields, "checks"),
        )
        return show_step(request, publish_page(saved, content, report, checks, errors), status=400)
    web_of(request).wake_indexing()
    return go_to(f"/declarations/{declaration_id}")


def _field_errors(
    request: Request, workplace: WorkplaceDep, account: Account, content: DraftContent, fields: set[str]
) -> tuple[FieldError, ...]:
    """Return what the checks say about some fields, as errors of a form."""
    language = language_of(request)
    return tuple(
        FieldError(check.field, " ".join((check.zh, check.todo_zh) if language == "zh" else (check.en, check.todo_en)))
        for check in filing.checks_of(workplace, account, content)
        if check.severity is Severity.STOP and check.field in fields
    )
