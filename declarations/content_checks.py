"""Checks of what the standard says: indicators, methods, cited standards, and how it stands to benchmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.comparison.reports import VerdictKind
from catalog.designations import designation_key
from declarations.check_results import Severity, passed, result
from declarations.model import DeclarationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalog.comparison.reports import Report
    from declarations.check_results import Check, Filing, Lookups

__all__ = ["check_below_mandatory", "check_cited", "check_indicators", "check_methods", "check_notice"]

_BELOW = frozenset({VerdictKind.LOOSER, VerdictKind.DISJOINT, VerdictKind.OVERLAP})
_UNDECIDED = frozenset({VerdictKind.NOT_COMPARABLE, VerdictKind.UNDETERMINED})


def check_indicators(filing: Filing) -> Iterator[Check]:
    """Check that something is disclosed."""
    if filing.kind is DeclarationKind.PUBLIC_STANDARD:
        return
    count = len(filing.document.requirements) if filing.document else 0
    if count:
        yield passed("indicators", f"公开 {count} 项技术指标。", f"{count} technical indicators are disclosed.")
        return
    words = ("没有公开任何功能指标或性能指标。", "No functional or performance indicator is disclosed.")
    todo = ("添加指标，或公开标准全文。", "Add indicators, or publish the full text.")
    severity = Severity.WARN if filing.content.files else Severity.STOP
    yield result("indicators", "none", severity, words, todo)


def check_methods(filing: Filing) -> Iterator[Check]:
    """Check that indicators cite public methods."""
    rows = filing.document.requirements if filing.document else ()
    if not rows:
        return
    lacking = [
        row
        for row in rows
        if row.id not in filing.method_reasons
        and not any(method.designation and not method.designation.startswith("Q/") for method in row.methods)
    ]
    if not lacking:
        yield passed("methods", "每项指标都引用公开的试验方法。", "Every indicator cites a public test method.")
        return
    names = "、".join(row.name for row in lacking[:5]) + ("……" if len(lacking) > len(lacking[:5]) else "")
    words = (
        f"{len(rows)} 项指标中有 {len(lacking)} 项没有引用公开的试验方法：{names}。",
        f"{len(lacking)} of {len(rows)} indicators cite no public test method: {names}.",
    )
    todo = (
        "引用国家、行业或国际方法标准；确无此类标准的，说明理由。",
        "Cite the national, industry or international method; where there is none, say so.",
    )
    yield result("methods", "no-public-method", Severity.WARN, words, todo, rows=tuple(row.id for row in lacking))


def check_cited(filing: Filing, known: Lookups) -> Iterator[Check]:
    """Check that cited standards exist and are in force."""
    references = filing.content.references
    if not references:
        return
    if known.status_of is None:
        words = ("未核对引用标准是否有效。", "Whether cited standards are in force was not checked.")
        yield result("cited", "no-catalogue", Severity.NOT_CHECKED, words)
        return
    state = {text: known.status_of(key) if (key := designation_key(text)) else None for text in references}
    past = [text for text, status in state.items() if status in {"withdrawn", "superseded"}]
    unknown = [text for text, status in state.items() if status in {None, "unknown"}]
    day = known.catalogue_date or "?"
    if past:
        words = (
            f"引用的标准已废止或被代替（目录截至 {day}）：{'、'.join(past)}。",
            f"Cited standards are withdrawn or replaced (catalogue of {day}): {', '.join(past)}.",
        )
        todo = ("改引现行版本，或说明为何引用旧版。", "Cite the edition in force, or say why the old one is cited.")
        yield result("cited", "not-in-force", Severity.WARN, words, todo)
    if unknown:
        words = (
            f"目录（截至 {day}）中查不到引用的标准：{'、'.join(unknown)}。",
            f"Cited standards are not in the catalogue (of {day}), so their state is not known: {', '.join(unknown)}.",
        )
        todo = ("核对编号。", "Check the numbers.")
        yield result("cited", "not-known", Severity.NOT_CHECKED, words, todo)
    if not past and not unknown:
        yield passed("cited", f"引用的标准均有效（目录截至 {day}）。", f"All cited standards are in force ({day}).")


def check_below_mandatory(filing: Filing) -> Iterator[Check]:
    """Check indicators against mandatory standards."""
    reports = [report for report in filing.reports if report.benchmark.mandatory]
    reason = dict(filing.content.reasons).get("below-mandatory", "").strip()
    for report in reports:
        name = report.benchmark.designation or report.benchmark.title or "?"
        rows = [row for row in report.rows if row.verdict.verdict in _BELOW and row.declared]
        undecided = [row for row in report.rows if row.verdict.verdict in _UNDECIDED]
        if not rows and undecided:
            words = (
                f"与强制性标准 {name} 相比，有 {len(undecided)} 项不可比或待判。",
                f"Held against the mandatory {name}, {len(undecided)} indicators could not be compared or decided.",
            )
            ids = tuple(row.declared.id for row in undecided if row.declared)
            yield result("below-mandatory", "undecided", Severity.NOT_CHECKED, words, rows=ids)
            continue
        if not rows:
            yield passed(
                "below-mandatory",
                f"未发现低于强制性标准 {name} 的指标。",
                f"No indicator was found below the mandatory {name}.",
            )
            continue
        named = "、".join(row.name for row in rows)
        words = (
            f"有 {len(rows)} 项指标低于强制性标准 {name}：{named}。"
            + (f"企业说明（将公开）：{reason}" if reason else ""),
            f"{len(rows)} indicators are below the mandatory {name}: {named}."
            + (f" The firm's reason, shown publicly: {reason}" if reason else ""),
        )
        todo = (
            "修改指标；确有理由的，写明理由，理由将公开。",
            "Change them, or state a reason, which is shown publicly.",
        )
        ids = tuple(row.declared.id for row in rows if row.declared)
        severity, code = (Severity.WARN, "below-with-reason") if reason else (Severity.STOP, "below")
        yield result("below-mandatory", code, severity, words, todo, rows=ids)


def check_notice(filing: Filing) -> Iterator[Check]:
    """Check that what is fewer or lower than the recommended standard is stated."""
    reports = [report for report in filing.reports if not report.benchmark.mandatory]
    if not reports:
        if filing.no_counterpart:
            yield passed(
                "notice", "企业声明无对应推荐性标准。", "The firm states that there is no recommended standard."
            )
            return
        words = ("没有选择推荐性标准，未比较。", "No recommended standard was chosen, so nothing was compared.")
        todo = ("选择对应的推荐性标准，或声明没有。", "Choose the recommended standard, or state that there is none.")
        yield result("notice", "no-benchmark", Severity.WARN, words, todo)
        return
    for report in reports:
        yield _notice_of(report, has_notice=filing.content.notice is not None)


def _notice_of(report: Report, *, has_notice: bool) -> Check:
    name = report.benchmark.designation or report.benchmark.title or "?"
    notice = report.notice
    if notice is None:
        words = (
            f"无法确定产品是否属于 {name} 的范围，未作“少于、低于”比较。",
            f"Whether the product lies inside the scope of {name} is not settled, so fewer and lower were not decided.",
        )
        todo = ("说明产品是否属于该标准的范围。", "Say whether the product lies inside that scope.")
        return result("notice", "scope", Severity.NOT_CHECKED, words, todo)
    fewer, lower = len(notice.fewer), len(notice.lower)
    if not fewer and not lower and notice.not_assessed:
        words = (
            f"未发现少于或低于 {name} 的项目，但有 {len(notice.not_assessed)} 项未能比较。",
            f"Nothing was found fewer or lower than {name}, but {len(notice.not_assessed)} were not assessed.",
        )
        return result("notice", "not-assessed", Severity.NOT_CHECKED, words, rows=notice.not_assessed)
    if not fewer and not lower:
        return passed("notice", f"未发现少于或低于 {name} 的项目。", f"Nothing was found fewer or lower than {name}.")
    words = (
        f"与推荐性标准 {name} 相比，少于 {fewer} 项，低于 {lower} 项。",
        f"Held against the recommended {name}: {fewer} indicators fewer, {lower} lower.",
    )
    if has_notice:
        return result("notice", "stated", Severity.PASSED, words, rows=(*notice.fewer, *notice.lower))
    todo = (
        "公开时须明示；请接受拟公开的说明。",
        "This must be stated at declaration: accept the notice that will be shown.",
    )
    return result("notice", "not-stated", Severity.STOP, words, todo, rows=(*notice.fewer, *notice.lower))
