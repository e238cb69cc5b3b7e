"""From drafts and reports to the pages of filing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from catalog.services.filing import COMMITMENT, NO_BENCHMARK
from catalog.web.contexts.comparisons import build_comparison
from catalog.web.contexts.filing import (
    BenchmarkChoice,
    BenchmarkPage,
    CheckShown,
    DraftShown,
    MyWorkPage,
    ProductsPage,
    PublishedShown,
    PublishPage,
    StandardPage,
)
from catalog.web.contexts.steps import steps_of
from declarations import Severity

if TYPE_CHECKING:
    from catalog.comparison.reports import Report
    from catalog.services.drafts import DraftContent
    from catalog.services.filing import ProposedBenchmark
    from catalog.services.workplace import Workplace
    from catalog.web.contexts.account import FieldError
    from declarations import Account, Check, Draft, PublishedDeclaration

__all__ = [
    "benchmark_page",
    "my_work_page",
    "products_page",
    "publish_page",
    "standard_page",
]


def my_work_page(workplace: Workplace, account: Account) -> MyWorkPage:
    """Return everything that the account's firm is working on and has published."""
    uscc = account.uscc or ""
    firm = workplace.declarations.find_firm(uscc)
    return MyWorkPage(
        firm_name=firm.name if firm else account.name,
        firm_href=f"/firms/{quote(uscc)}",
        is_verified=bool(firm and firm.verified),
        drafts=tuple(
            DraftShown(f"/file/{draft.id}", "", draft.title, draft.updated_at)
            for draft in workplace.declarations.list_drafts(uscc)
        ),
        published=tuple(
            PublishedShown(
                f"/declarations/{item.id}",
                item.revision.content.standard.designation,
                item.revision.content.standard.title,
                item.declaration.published_at,
                item.declaration.state,
                *_changes(item),
            )
            for item in workplace.declarations.of_firm(uscc)
        ),
    )


def _changes(item: PublishedDeclaration) -> tuple[str | None, str | None]:
    """Return where a firm revises and withdraws a declaration; none where it cannot any more, or never could."""
    if not item.declaration.is_in_force or item.declaration.imported:
        return None, None
    return f"/file/declarations/{item.id}/revise", f"/file/declarations/{item.id}/withdraw"


def standard_page(draft: Draft, content: DraftContent, errors: tuple[FieldError, ...] = ()) -> StandardPage:
    """Return the page of number, title and dates."""
    form = {name: getattr(content, name) for name in ("designation", "title", "issued", "effective", "replaces")}
    return StandardPage(
        *(steps_of(draft, content, "standard"), draft.id, draft.version, draft.updated_at),
        form=form,
        filename=content.filename,
        errors=errors,
    )


def products_page(
    draft: Draft, content: DraftContent, *, more: int = 0, errors: tuple[FieldError, ...] = ()
) -> ProductsPage:
    """Return the page of products, with at least one empty place."""
    shown = [
        {"name": p.name, "model": p.model, "specification": p.specification, "gtin": p.gtin} for p in content.products
    ]
    empty = {"name": "", "model": "", "specification": "", "gtin": ""}
    shown += [dict(empty) for _ in range(more if shown else 1)]
    steps = steps_of(draft, content, "products")
    return ProductsPage(steps, draft.id, draft.version, draft.updated_at, products=tuple(shown), errors=errors)


def benchmark_page(
    draft: Draft, content: DraftContent, proposed: list[ProposedBenchmark], errors: tuple[FieldError, ...] = ()
) -> BenchmarkPage:
    """Return the page on which the firm chooses; a benchmark that fits best is marked, none is chosen for it."""
    choices = tuple(
        BenchmarkChoice(
            *(choice.key, choice.designation, choice.title, choice.rows, choice.shared),
            *(choice.reason.zh, choice.reason.en, choice.is_proposed),
        )
        for choice in proposed
    )
    steps = steps_of(draft, content, "benchmark")
    return BenchmarkPage(
        *(steps, draft.id, draft.version, draft.updated_at), choices=choices, chosen=content.benchmark, errors=errors
    )


def publish_page(
    draft: Draft,
    content: DraftContent,
    report: Report | None,
    checks: list[Check],
    errors: tuple[FieldError, ...] = (),
) -> PublishPage:
    """Return the last page: comparison, notice and checks as they will be public."""
    here = f"/file/{draft.id}/publish"
    comparison = build_comparison(report, filter_href=lambda _: f"{here}#rows") if report else None
    return PublishPage(
        *(steps_of(draft, content, "publish"), draft.id, draft.version, draft.updated_at),
        comparison=comparison,
        is_without_benchmark=content.benchmark == NO_BENCHMARK,
        checks=tuple(
            CheckShown(
                *(check.severity is Severity.PASSED, check.severity is Severity.STOP),
                *(f"{check.zh}{check.todo_zh}", f"{check.en} {check.todo_en}".strip()),
                *(check.source, _mend(draft, check)),
            )
            for check in checks
        ),
        commitment=COMMITMENT.text,
        form={
            "commitment": "yes" if content.commitment else "",
            "approver_post": content.approver_post,
            "approved_on": content.approved_on,
        },
        errors=errors,
    )


STEP_OF_FIELD = {
    "designation": "standard",
    "title": "standard",
    "issued": "standard",
    "effective": "standard",
    "replaces": "standard",
    "rows": "rows",
    "products": "products",
    "benchmark": "benchmark",
}
OF_THIS_STEP = {"commitment", "approver_post", "approved_on"}


def _mend(draft: Draft, check: Check) -> str | None:
    """Return the address of the step on which a check's matter can be mended."""
    field = check.field.split("-")[0] if check.field else ""
    step = STEP_OF_FIELD.get(field) or ("products" if field == "product" else None)
    if step is None:
        return f"#f-{check.field}" if check.field in OF_THIS_STEP else None
    return f"/file/{draft.id}/{step}"
