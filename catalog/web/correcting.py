"""Routes of the rows of a draft: each beside its place in the document, taken, corrected, left out, split or merged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from catalog.errors import NotFoundError, UnusableInputError
from catalog.services import filing
from catalog.services.correcting import by_surety, confirm_all, merge_rows, put_back, split_row
from catalog.services.drafts import RowState, correct_row
from catalog.services.picturing import page_picture
from catalog.web.accounts import error_of
from catalog.web.contexts.correcting import merge_page, row_form, rows_page, split_page
from catalog.web.dependencies import WorkplaceDep  # noqa: TC001 - FastAPI reads the annotations of routes
from catalog.web.forms import FormDep  # noqa: TC001 - the same
from catalog.web.guards import GUARDS
from catalog.web.steps import AccountDep, go_to, show_step, version_of

if TYPE_CHECKING:
    from catalog.services.drafts import DraftContent, DraftRow

__all__ = ["router"]

router = APIRouter(include_in_schema=False, dependencies=GUARDS)


@router.get("/{draft_id}/rows")
def rows_form(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str) -> HTMLResponse:
    """Show every row, the first that nobody looked at beside its place in the document."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    return show_step(request, rows_page(kept, content))


@router.post("/{draft_id}/rows")
def rows(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, form: FormDep) -> Response:
    """Take all rows as right."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    if not content.rows:
        error = UnusableInputError(
            "there is no indicator; add at least one", "没有指标；请至少添加一项", code="row-name"
        )
        page = rows_page(kept, content, errors=(error_of(request, error, set(), "row-name"),))
        return show_step(request, page, status=400)
    filing.save_draft(workplace, account, draft_id, version_of(form), confirm_all(content))
    return go_to(f"/file/{draft_id}/products")


@router.post("/{draft_id}/rows/add")
def add_row(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, form: FormDep) -> Response:
    """Add a row that the firm typed."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    typed = {name: form.get(f"row-{name}", "").strip() for name in ("name", "limit", "method", "clause")}
    try:
        changed = content.with_added_row(**typed)
    except UnusableInputError as error:
        errors = (error_of(request, error, set(), "row-name" if error.code == "name" else "row-limit"),)
        return show_step(request, rows_page(kept, content, added=typed, errors=errors), status=400)
    filing.save_draft(workplace, account, draft_id, version_of(form), changed)
    return go_to(f"/file/{draft_id}/rows#{changed.rows[-1].requirement.id}")


@router.get("/{draft_id}/rows/{row_id}")
def row(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, row_id: str) -> HTMLResponse:
    """Show every row, this one beside its place in the document."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    return show_step(request, rows_page(kept, content, content.row(row_id)))


@router.post("/{draft_id}/rows/{row_id}")
def change_row(
    request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, row_id: str, form: FormDep
) -> Response:
    """Take or correct one row, leave it out, or put one back that was left out."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    if form.get("restore"):
        filing.save_draft(workplace, account, draft_id, version_of(form), put_back(content, row_id))
        return go_to(f"/file/{draft_id}/rows/{row_id}#{row_id}")
    old = content.row(row_id)
    if form.get("delete"):
        filing.save_draft(workplace, account, draft_id, version_of(form), content.without_row(row_id))
        return go_to(f"/file/{draft_id}/rows")
    name = form.get("name", "").strip()
    limits = tuple(form.get(f"limit-{n}", "").strip() for n in range(len(old.requirement.cells)))
    try:
        corrected = correct_row(old, name, limits, form.get("method", "").strip())
    except UnusableInputError as error:
        refused = next((n for n, limit in enumerate(limits) if not limit or f"“{limit}”" in error.en), 0)
        field = f"limit-{refused}" if name else "name"
        errors = (error_of(request, error, set(), field),)
        page = rows_page(kept, content, old, form=row_form(old) | form, errors=errors)
        return show_step(request, page, status=400)
    changed = content.with_row(corrected)
    filing.save_draft(workplace, account, draft_id, version_of(form), changed)
    return go_to(_next_of(draft_id, content, changed, row_id))


def _next_of(draft_id: str, before: DraftContent, after: DraftContent, row_id: str) -> str:
    """Return the address of the row to be looked at after one: the next unchecked one, in the order shown before."""
    order = [row.requirement.id for row in by_surety(before)]
    place = order.index(row_id)
    unchecked = {row.requirement.id for row in after.rows if row.state is RowState.READ}
    following = next((other for other in (*order[place + 1 :], *order[:place]) if other in unchecked), None)
    return f"/file/{draft_id}/rows/{following}#{following}" if following else f"/file/{draft_id}/rows#{row_id}"


@router.get("/{draft_id}/rows/{row_id}/split")
def split_form(
    request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, row_id: str
) -> HTMLResponse:
    """Ask what the two rows are that one holds."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    return show_step(request, split_page(kept, content, content.row(row_id)))


@router.post("/{draft_id}/rows/{row_id}/split")
def split(
    request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, row_id: str, form: FormDep
) -> Response:
    """Make two rows of one."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    old = content.row(row_id)
    typed = {name: form.get(name, "").strip() for name in ("name-1", "limit-1", "name-2", "limit-2")}
    moved = [number for number in range(len(old.requirement.cells)) if form.get(f"moved-{number}")]
    try:
        changed = split_row(
            content,
            row_id,
            (typed["name-1"], typed["name-2"]),
            (typed["limit-1"], typed["limit-2"]),
            moved,
        )
    except UnusableInputError as error:
        errors = (error_of(request, error, set(), error.code),)
        page = split_page(kept, content, old, form=typed, moved=moved, errors=errors)
        return show_step(request, page, status=400)
    filing.save_draft(workplace, account, draft_id, version_of(form), changed)
    return go_to(f"/file/{draft_id}/rows/{row_id}#{row_id}")


@router.get("/{draft_id}/rows/{row_id}/merge")
def merge_form(
    request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, row_id: str, other: str = ""
) -> HTMLResponse:
    """Ask which row belongs to this one, then what the two say together."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    return show_step(request, merge_page(kept, content, content.row(row_id), _other(content, other)))


@router.post("/{draft_id}/rows/{row_id}/merge")
def merge(
    request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, row_id: str, form: FormDep
) -> Response:
    """Make one row of two."""
    kept, content = filing.open_draft(workplace, account, draft_id)
    old, other = content.row(row_id), _other(content, form.get("other", ""))
    typed = {name: form.get(name, "").strip() for name in ("name", "limit-0")}
    if other is None:
        error = UnusableInputError("choose the other row", "请选择另一行")
        page = merge_page(kept, content, old, None, errors=(error_of(request, error, set(), "other"),))
        return show_step(request, page, status=400)
    try:
        changed = merge_rows(content, row_id, other.requirement.id, typed["name"], typed["limit-0"])
    except UnusableInputError as error:
        field = "other" if error.code == "other" else "limit-0" if typed["name"] else "name"
        page = merge_page(kept, content, old, other, form=typed, errors=(error_of(request, error, set(), field),))
        return show_step(request, page, status=400)
    filing.save_draft(workplace, account, draft_id, version_of(form), changed)
    return go_to(f"/file/{draft_id}/rows/{row_id}#{row_id}")


def _other(content: DraftContent, row_id: str) -> DraftRow | None:
    return next((row for row in content.rows if row.requirement.id == row_id), None)


@router.get("/{draft_id}/pages/{name}")
def picture(request: Request, workplace: WorkplaceDep, account: AccountDep, draft_id: str, name: str) -> Response:
    """Give a page of the draft's document as a picture, to the firm that handed it in and nobody else."""
    _, content = filing.open_draft(workplace, account, draft_id)
    number = re.fullmatch(r"([1-9][0-9]{0,3})\.png", name, re.ASCII)
    if number is None:
        raise NotFoundError("this document has no such page", "此文件没有这一页")
    tag = f'"{content.file_sha256[:32]}-{number[1]}"'
    headers = {"Cache-Control": "private, no-cache", "ETag": tag}
    if request.headers.get("if-none-match") == tag and int(number[1]) <= len(content.page_sizes):
        return Response(status_code=304, headers=headers)
    return Response(page_picture(workplace, content, int(number[1])), media_type="image/png", headers=headers)
