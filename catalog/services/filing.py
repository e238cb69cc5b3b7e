"""Filing: from a document that a firm hands in, by a draft that it corrects, to a public declaration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from catalog.comparison.codec import document_to_json
from catalog.comparison.documents import compare_documents
from catalog.comparison.reports import ScopeState, Words
from catalog.comparison.scope import judge_scope
from catalog.designations import designation_key
from catalog.errors import UnusableInputError
from catalog.services.checking import check_content, revision_of_draft
from catalog.services.comparing import compare_and_keep
from catalog.services.drafts import DraftContent, draft_of_reading
from catalog.services.life import explanation_of
from catalog.services.picturing import sizes_of
from declarations import (
    Approval,
    BenchmarkChoice,
    Change,
    Chooser,
    Commitment,
    stops,
)
from importers.documents import media_type_of, read_isolated

if TYPE_CHECKING:
    from catalog.comparison.reports import DocumentRequirements, Report
    from catalog.services.workplace import Workplace
    from declarations import Account, Check, Draft, RevisionContent

__all__ = [
    "COMMITMENT",
    "NO_BENCHMARK",
    "ProposedBenchmark",
    "checks_of",
    "delete_draft",
    "open_draft",
    "preview",
    "propose_benchmarks",
    "publish_draft",
    "save_draft",
    "start_draft",
]

NO_BENCHMARK = "none"
"""The choice of a firm that no recommended standard corresponds to its product."""

COMMITMENT = Commitment(
    Words(
        zh="本企业承诺：所公开的标准及其指标真实、合法，按所公开的标准组织生产和提供服务，并对此承担责任。",
        en="The firm undertakes that the published standard and its indicators are true and lawful, and that it "
        "produces and serves according to them.",
    ),
    version="2026-1",
)
"""The promise that comes with a declaration (Standardization Law art. 27(2), 36; 上海市标准化条例 art. 18)."""

NO_BENCHMARK_NOTICE = Words(
    zh="企业声明：无对应的推荐性标准。", en="The firm declares that no recommended standard corresponds to the product."
)


@dataclass(frozen=True, slots=True)
class ProposedBenchmark:
    """A benchmark that is held and how well it fits: cited, product in its scope, characteristics in common."""

    key: str
    designation: str
    title: str
    rows: int
    shared: int
    is_cited: bool
    is_inside: bool
    reason: Words

    @property
    def is_proposed(self) -> bool:
        """Tell whether it is shown first: cited, or inside the scope."""
        return self.is_cited or self.is_inside


def start_draft(workplace: Workplace, account: Account, data: bytes, filename: str) -> Draft:
    """Keep a file that a firm hands in, read it, and make a draft of what was read.

    Raises UnusableInputError where it cannot be read; nothing is kept then.
    """
    uscc = _uscc(account)
    reading = read_isolated(data, filename)
    file = workplace.declarations.add_file(uscc, data, name=filename, media_type=media_type_of(reading.document.format))
    content = draft_of_reading(reading, reading.lines, filename, file.sha256)
    content = replace(content, page_sizes=sizes_of(data, reading.document.format))
    return workplace.declarations.create_draft(uscc, content.to_json(), by=account.name, title=_draft_title(content))


def open_draft(workplace: Workplace, account: Account, draft_id: str) -> tuple[Draft, DraftContent]:
    """Return a draft of the account's firm; raises NotFoundError where the firm has none of that id."""
    draft = workplace.declarations.get_draft(draft_id, _uscc(account))
    return draft, DraftContent.from_json(draft.payload)


def save_draft(workplace: Workplace, account: Account, draft_id: str, version: int, content: DraftContent) -> Draft:
    """Keep a changed draft; raises ConflictError where somebody else saved after ``version``."""
    return workplace.declarations.save_draft(
        draft_id, _uscc(account), version, content.to_json(), by=account.name, title=_draft_title(content)
    )


def delete_draft(workplace: Workplace, account: Account, draft_id: str) -> None:
    """Throw a draft away; raises NotFoundError where the account's firm has none of that id."""
    workplace.declarations.delete_draft(draft_id, _uscc(account))


def propose_benchmarks(workplace: Workplace, content: DraftContent) -> list[ProposedBenchmark]:
    """Return every benchmark that is held, those that fit best first, each with the reason.

    The choice is the firm's: it decides the result, so nothing is chosen silently.
    """
    document = content.document()
    own = {row.characteristic for row in document.requirements if row.characteristic}
    cited = {designation_key(reference) for reference in document.references}
    found = []
    for key, title, rows in workplace.catalog.benchmarks_held():
        held = workplace.catalog.find_requirements(key)
        if held is None:
            continue
        shared = len(own & {row.characteristic for row in held.requirements})
        inside = shared > 0 and judge_scope(document, held).state is ScopeState.INSIDE
        is_cited = key in cited
        found.append(
            ProposedBenchmark(
                *(key, held.designation or key, title or "", rows, shared, is_cited, inside),
                _why(shared, is_cited=is_cited, inside=inside),
            )
        )
    return sorted(found, key=lambda it: (-it.is_inside, -it.is_cited, -it.shared, it.designation))


def _why(shared: int, *, is_cited: bool, inside: bool) -> Words:
    zh = [f"有 {shared} 项指标名称相同。"]
    en = [f"{shared} characteristic{'s' if shared != 1 else ''} in common."]
    if is_cited:
        zh.insert(0, "文件引用了该标准。")
        en.insert(0, "The document cites it.")
    if inside:
        zh.insert(0, "产品在其适用范围内。")
        en.insert(0, "The product lies in its scope.")
    return Words(zh="".join(zh), en=" ".join(en))


def preview(workplace: Workplace, account: Account, content: DraftContent) -> tuple[Report | None, list[Check]]:
    """Return the comparison as it would be published (none without a benchmark) and the checks; nothing is stored."""
    benchmark = _benchmark(workplace, content)
    report = compare_documents(content.document(), benchmark) if benchmark else None
    revision = _revision(workplace, account, content, report)
    return report, check_content(workplace, content, revision, _uscc(account), report)


def checks_of(workplace: Workplace, account: Account, content: DraftContent) -> list[Check]:
    """Return the checks of a draft as it is now, without those that need its comparison."""
    revision = _revision(workplace, account, content, None)
    return check_content(workplace, content, revision, _uscc(account), None)


def publish_draft(workplace: Workplace, account: Account, draft_id: str, version: int, content: DraftContent) -> str:
    """Publish a draft, as a declaration or as a revision of one, and return its id; the draft is gone then.

    Raises UnusableInputError where a check stops it, ConflictError where the number is declared already or somebody
    else saved after ``version``.
    """
    if not content.benchmark:
        raise UnusableInputError(
            "Choose what the declaration is held against, or state that no standard corresponds.",
            "请选择比对的标准，或声明无对应的推荐性标准。",
            code="benchmark",
        )
    report, checks = preview(workplace, account, content)
    for check in stops(checks):
        raise UnusableInputError(f"{check.en} {check.todo_en}", f"{check.zh}{check.todo_zh}", code=check.field)
    benchmark = _benchmark(workplace, content)
    if report is not None and benchmark is not None:
        others = tuple(p.designation for p in propose_benchmarks(workplace, content) if p.key != content.benchmark)
        report = compare_and_keep(workplace, content.document(), benchmark, chosen_by=Chooser.FIRM, left_out=others)
    revision = _revision(workplace, account, content, report)
    revising, uscc, draft = content.revising, _uscc(account), (draft_id, version)
    if revising is not None and revising.how != "new_version":
        workplace.declarations.revise(
            *(revising.declaration, revision), uscc=uscc, by=account.name, change=Change(revising.how), draft=draft
        )
        return revising.declaration
    supersedes = revising.declaration if revising else None
    return workplace.declarations.publish(revision, uscc=uscc, by=account.name, draft=draft, supersedes=supersedes)


def _revision(workplace: Workplace, account: Account, content: DraftContent, report: Report | None) -> RevisionContent:
    """Return the revision that the draft would become."""
    file = workplace.declarations.find_file(content.file_sha256, uscc=account.uscc)
    document = replace(content.document(), published=content.issued or None, effective=content.effective or None)
    choices: tuple[BenchmarkChoice, ...] = ()
    notice = NO_BENCHMARK_NOTICE if content.benchmark == NO_BENCHMARK else None
    if report is not None:
        choices = (BenchmarkChoice(content.benchmark, report.benchmark.designation or "", Chooser.FIRM, report.run),)
        notice = report.notice.text if report.notice else None
    return replace(
        revision_of_draft(content),
        document=document_to_json(document),
        benchmarks=choices,
        notice=notice,
        commitment=COMMITMENT if content.commitment else None,
        approval=Approval(content.approver_post, content.approved_on) if content.approver_post else None,
        files=(file,) if file else (),
        explanation=explanation_of(content.revising) if content.revising else None,
    )


def _benchmark(workplace: Workplace, content: DraftContent) -> DocumentRequirements | None:
    if content.benchmark in ("", NO_BENCHMARK):
        return None
    held = workplace.catalog.find_requirements(content.benchmark)
    if held is None:
        raise UnusableInputError(
            f"{content.benchmark} is no benchmark that is held; choose one of the list",
            f"没有收录 {content.benchmark} 的技术要求；请从列表中选择",
            code="benchmark",
        )
    standard = workplace.catalog.find_standard(content.benchmark)
    return replace(held, status=standard.status) if standard else held


def _uscc(account: Account) -> str:
    if account.uscc is None:
        raise UnusableInputError("only a firm files declarations", "只有企业账号可以提交声明")
    return account.uscc


def _draft_title(content: DraftContent) -> str:
    return f"{content.designation} {content.title}".strip()
