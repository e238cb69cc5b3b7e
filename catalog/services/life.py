"""What happens to a declaration after it was published: revised, withdrawn, ordered to correct, its basis changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from catalog.comparison.codec import document_from_json
from catalog.designations import designation_key, find_designations
from catalog.errors import ConflictError, ForbiddenError, UnusableInputError
from catalog.services.checking import today
from catalog.services.drafts import DraftContent, DraftProduct, DraftRow, Revising, RowState
from catalog.standards import Status
from declarations import (
    AuthorityOrder,
    Change,
    DeclarationKind,
    DeclarationState,
    Explanation,
    Weight,
    Withdrawal,
)
from declarations.changes import RevisionChanges, revision_changes
from declarations.standing import Standing, standing_on

if TYPE_CHECKING:
    from catalog.services.workplace import Workplace
    from declarations import Account, Draft, PublishedDeclaration, RevisionContent

__all__ = [
    "ORDERS",
    "compare_revisions",
    "explanation_of",
    "mark_changed_bases",
    "own_declaration",
    "read_day",
    "record_decision",
    "standing_of",
    "start_revision",
    "withdraw",
]

ORDERS = tuple(
    state.value
    for state in (
        DeclarationState.CORRECTION_ORDERED,
        DeclarationState.PUBLICISED,
        DeclarationState.NUMBER_REVOKED,
        DeclarationState.ANNULLED,
    )
)
"""What an authority can decide of a declaration."""

NO_BENCHMARK = "none"
LONGEST = 2000
"""Characters of a reason or an explanation."""
_REPLACED = frozenset({Status.SUPERSEDED, Status.WITHDRAWN})


def read_day(text: str) -> date:
    """Return a day that was typed as YYYY-MM-DD; raises UnusableInputError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UnusableInputError(
            f"“{text[:40]}” is no day: write it as 2026-01-31.",
            f"“{text[:40]}”不是日期：请写成 2026-01-31。",
            code="day",
        ) from None


def own_declaration(workplace: Workplace, account: Account, declaration_id: str) -> PublishedDeclaration:
    """Return a declaration that the account's firm filed; raises NotFoundError or ForbiddenError."""
    item = workplace.declarations.get_declaration(declaration_id)
    if account.uscc is None or item.declaration.firm.uscc != account.uscc or item.declaration.imported:
        raise ForbiddenError(
            "This declaration is not one that your firm filed.", "该声明不是贵企业提交的。", code="not-yours"
        )
    return item


def start_revision(
    workplace: Workplace, account: Account, declaration_id: str, how: str, *, words: str, weight: str = ""
) -> Draft:
    """Open a draft that begins as what is published: ``amendment``, ``correction`` or ``new_version``.

    Raises UnusableInputError where the explanation or the weight of a correction is missing, ConflictError where the
    declaration is no longer in force, ForbiddenError or NotFoundError where it is not the firm's.
    """
    item = own_declaration(workplace, account, declaration_id)
    if not item.declaration.is_in_force:
        raise ConflictError(
            "This declaration is no longer in force: file a new one.",
            "该声明已不再有效：请提交新的声明。",
            code="state",
        )
    revising = Revising(declaration_id, how, words.strip(), weight if how == Change.CORRECTION else "")
    explanation_of(revising)
    content = replace(_draft_content(item.revision.content), revising=revising)
    title = f"{content.designation} {content.title}".strip()
    return workplace.declarations.create_draft(str(account.uscc), content.to_json(), by=account.name, title=title)


def explanation_of(revising: Revising) -> Explanation:
    """Return why there is a new revision, as it will be public; raises UnusableInputError."""
    if revising.how not in {Change.AMENDMENT, Change.CORRECTION, "new_version"}:
        raise UnusableInputError(
            "Choose what it is: an amendment, a correction or a new version.",
            "请选择：修改单、更正或新版本。",
            code="how",
        )
    if not revising.words or len(revising.words) > LONGEST:
        raise UnusableInputError(
            f"Say in 1 to {LONGEST} characters what changes and why: it will be public.",
            f"请用 1–{LONGEST} 字说明修改内容和原因，将予公示。",
            code="words",
        )
    if revising.how != Change.CORRECTION:
        return Explanation(revising.words)
    if revising.weight not in set(Weight):
        raise UnusableInputError(
            "Say how much the correction matters: editorial, substantial or critical.",
            "请说明更正的程度：文字、实质或重大。",
            code="weight",
        )
    return Explanation(revising.words, Weight(revising.weight))


def _draft_content(content: RevisionContent) -> DraftContent:
    """Return a published revision as a draft; every row counts as confirmed, since the firm published it."""
    standard = content.standard
    document = document_from_json(content.document) if content.document else None
    file = content.files[0] if content.files else None
    return DraftContent(
        designation=standard.designation,
        title=standard.title,
        issued=standard.issued,
        effective=standard.effective,
        replaces="、".join(standard.replaces),
        scope_text=(document.scope_text or "") if document else "",
        rows=tuple(DraftRow(row, RowState.CONFIRMED, row.text) for row in document.requirements) if document else (),
        references=content.references,
        issues=tuple((0, text, reason, "") for text, reason in document.not_read) if document else (),
        products=tuple(DraftProduct(it.name, it.model, it.specification, it.gtin) for it in content.products),
        benchmark=content.benchmarks[0].key if content.benchmarks else NO_BENCHMARK,
        approver_post=content.approval.post if content.approval else "",
        filename=file.name if file else "",
        file_sha256=file.sha256 if file else "",
    )


def withdraw(workplace: Workplace, account: Account, declaration_id: str, reason: str) -> None:
    """Take a declaration back, today; its page stays with day and reason.

    Raises UnusableInputError without a reason, ConflictError where it is not in force, ForbiddenError, NotFoundError.
    """
    own_declaration(workplace, account, declaration_id)
    if len(reason) > LONGEST:
        raise UnusableInputError(
            f"The reason is longer than {LONGEST} characters.", f"理由超过 {LONGEST} 字。", code="reason-missing"
        )
    workplace.declarations.withdraw(
        declaration_id, Withdrawal(today().isoformat(), reason.strip()), uscc=str(account.uscc), by=account.name
    )


def record_decision(workplace: Workplace, declaration_id: str, state: str, order: AuthorityOrder, *, by: str) -> None:
    """Record what an authority decided of a declaration; its page shows the decision.

    Raises UnusableInputError where authority, number or a day cannot be used, ConflictError where the state does not
    allow it, NotFoundError.
    """
    if state not in ORDERS:
        raise UnusableInputError(f"{state} is no decision of an authority: {', '.join(ORDERS)}.", code="state")
    if not order.authority.strip() or not order.decision.strip():
        raise UnusableInputError(
            "Name the authority and the number of its decision.", "请写明作出决定的机关和决定书文号。", code="decision"
        )
    for day in filter(None, (order.date, order.due)):
        read_day(day)
    workplace.declarations.record_order(declaration_id, DeclarationState(state), order, by=by)


def mark_changed_bases(workplace: Workplace, *, dry_run: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    """Note on every declaration in force which standards it cites by year that the catalogue shows as replaced.

    The firm has the days of the setting to follow. Returns the declarations (id, numbers) that were noted now.
    """
    due = (today() + timedelta(days=workplace.settings.basis_grace_days)).isoformat()
    noted = []
    for item in workplace.declarations.iter_public():
        if item.declaration.state not in (DeclarationState.PUBLISHED, DeclarationState.AMENDED):
            continue
        if item.declaration.kind is DeclarationKind.IMPORTED:
            continue
        replaced = tuple(text for text in item.revision.content.references if _is_replaced(workplace, text))
        if replaced and not _was_noted(workplace, item, replaced):
            if not dry_run:
                workplace.declarations.mark_basis_changed(item.id, replaced, due=due)
            noted.append((item.id, replaced))
    return noted


def _was_noted(workplace: Workplace, item: PublishedDeclaration, replaced: tuple[str, ...]) -> bool:
    """Tell whether the firm went on knowingly: noted before the newest revision, which cites the same still."""
    acts = [act for act in workplace.declarations.audit_of(item.id) if act.action == "basis_changed"]
    return any(set(replaced) <= set(act.details.get("basis", ())) for act in acts)


def _is_replaced(workplace: Workplace, reference: str) -> bool:
    found = find_designations(reference)
    if not found or not found[0].is_dated:
        return False
    standard = workplace.catalog.find_standard(designation_key(reference) or "")
    return standard is not None and standard.status in _REPLACED


def standing_of(workplace: Workplace, declaration_id: str, day: date) -> Standing:
    """Return what a declaration said on a day and whether it was in force then; raises NotFoundError."""
    store = workplace.declarations
    item = store.get_declaration(declaration_id)
    successor = store.find_declaration(item.declaration.superseded_by) if item.declaration.superseded_by else None
    return standing_on(
        day,
        store.revisions(declaration_id),
        store.audit_of(declaration_id),
        successor_from=successor.revision.content.standard.effective[:10] if successor else "",
    )


def compare_revisions(workplace: Workplace, declaration_id: str, old: int, new: int) -> RevisionChanges:
    """Return what differs between two revisions of a declaration; raises NotFoundError."""
    store = workplace.declarations
    return revision_changes(store.get_revision(declaration_id, old), store.get_revision(declaration_id, new))
