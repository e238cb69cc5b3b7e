"""Compare two documents: scope, pairs of rows, counts, and the notice that follows from them."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from catalog.comparison import ENGINE_VERSION
from catalog.comparison.counting import count_verdicts, is_not_shown_to_meet, meets_or_exceeds, strictly_exceeds
from catalog.comparison.dictionary import dictionary
from catalog.comparison.links import method_links
from catalog.comparison.notices import write_notice
from catalog.comparison.pairing import Compare, Pair, pair_rows
from catalog.comparison.product_classes import class_of_product, classes_by_name, narrow
from catalog.comparison.reports import (
    Completeness,
    DocumentRequirements,
    Report,
    Row,
    RowSide,
    Scope,
    ScopeState,
    Verdict,
    VerdictKind,
    Words,
)
from catalog.comparison.requirements import Grade, Modality, NoRequirement, Requirement
from catalog.comparison.scope import cites, judge_scope, product_name
from catalog.comparison.showing import condition_texts, limit_text, row_label, row_label_en
from catalog.comparison.tidying import tidy
from catalog.comparison.verdicts import Context, compare_requirements
from catalog.designations import find_designations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["CLASS_NAMES", "binding_rows", "compare_documents"]

_NO_CLASSES: Mapping[str, str] = MappingProxyType({})
_EDITIONS = {
    "draft": ("是草案", "is a draft"),
    "approved": ("已发布，尚未实施", "is published and not yet in force"),
    "superseded": ("已被代替", "has been superseded"),
    "withdrawn": ("已废止", "has been withdrawn"),
}
CLASS_NAMES = ("regulatory_class", "product_class", "class", "commodity")
"""What a person may call the class of the product."""
_SCOPE_FLAGS = {ScopeState.OUTSIDE: "OUTSIDE_SCOPE", ScopeState.UNKNOWN: "SCOPE_UNKNOWN"}


def _side(requirement: Requirement | None, document: DocumentRequirements) -> RowSide | None:
    if requirement is None:
        return None
    source = requirement.source
    return RowSide(
        requirement.id,
        requirement.clause,
        requirement.text,
        limit_text(requirement),
        source.table if source else None,
        source.row if source else None,
        document.transcribed,
    )


def _mark(verdict: Verdict, scope: Scope, *, transcribed: bool) -> Verdict:
    """Add the scope's flag, and cap the grade where the benchmark's rows were typed from a picture and read once."""
    flag = _SCOPE_FLAGS.get(scope.state)
    flags = verdict.flags if flag is None or flag in verdict.flags else (*verdict.flags, flag)
    grade = max(verdict.grade, Grade.B) if transcribed else verdict.grade
    if flags is verdict.flags and grade is verdict.grade:
        return verdict
    return Verdict(verdict.verdict, verdict.reason, verdict.code, flags, grade, verdict.cells, verdict.steps)


def _marked(pair: Pair, scope: Scope, *, transcribed: bool) -> Pair:
    verdict = _mark(pair.verdict, scope, transcribed=transcribed)
    return pair if verdict is pair.verdict else replace(pair, verdict=verdict)


def _class_given(product_classes: dict[str, str]) -> str | None:
    return next((product_classes[name] for name in CLASS_NAMES if name in product_classes), None)


def _compare(
    declared: DocumentRequirements, benchmark: DocumentRequirements, scope: Scope, product_classes: dict[str, str]
) -> Compare:
    context = Context(
        product_class=_class_given(product_classes) or class_of_product(product_name(declared)),
        grade=product_classes.get("grade"),
        mandatory=benchmark.mandatory and scope.state is ScopeState.INSIDE,
        declared_document=declared.designation,
        benchmark_document=benchmark.designation,
    )

    def compare(mine: Requirement | None, theirs: Requirement | None) -> Verdict:
        return _mark(compare_requirements(mine, theirs, context), scope, transcribed=benchmark.transcribed)

    return compare


def _binding(
    benchmark: DocumentRequirements, product_classes: dict[str, str]
) -> tuple[list[Requirement], list[Requirement], list[Requirement]]:
    """Return the rows that bind this product, those that only recommend, and those for other classes of product."""
    rows, advice, elsewhere = [], [], []
    for row in benchmark.requirements:
        if row.modality is not Modality.SHALL:
            advice.append(row)
            continue
        narrowed = narrow(row, product_classes)
        if narrowed is not None:
            rows.append(tidy(narrowed))
        elif not all(isinstance(cell.constraint, NoRequirement) for cell in row.cells):
            elsewhere.append(row)
    return rows, advice, elsewhere


def binding_rows(benchmark: DocumentRequirements, product_classes: dict[str, str]) -> list[Requirement]:
    """Return the rows of ``benchmark`` that bind a product of these classes, without what is only recommended."""
    return _binding(benchmark, product_classes)[0]


def _pair_row(pair: Pair, declared: DocumentRequirements, benchmark: DocumentRequirements) -> Row:
    return Row(
        pair.benchmark.name,
        pair.verdict,
        _side(pair.benchmark, benchmark),
        _side(pair.declared, declared),
        condition_texts(pair.benchmark),
        tuple(row.id for row in pair.candidates),
    )


def _extra_rows(
    rows_declared: Sequence[Requirement], pairs: Sequence[Pair], compare: Compare, declared: DocumentRequirements
) -> list[Row]:
    used = {pair.declared.id for pair in pairs if pair.declared is not None}
    used |= {row.id for pair in pairs for row in pair.agreeing}
    rows = [
        Row(row.name, compare(row, None), None, _side(row, declared), condition_texts(row))
        for row in rows_declared
        if row.id not in used
    ]
    return [row for row in rows if row.verdict.verdict is VerdictKind.EXTRA]


def _edition_warnings(declared: DocumentRequirements, benchmark: DocumentRequirements) -> list[Words]:
    name = benchmark.designation or benchmark.title or "—"
    found = []
    if benchmark.status in _EDITIONS:
        zh, en = _EDITIONS[benchmark.status]
        found.append(Words(f"对标标准 {name} {zh}。", f"The benchmark {name} {en}."))
    elif benchmark.status in (None, "unknown"):
        found.append(Words(f"不知道 {name} 是否现行有效。", f"It is not known whether {name} is in force."))
    in_force, taken_up = benchmark.effective, declared.effective or declared.published
    if in_force and taken_up and in_force > taken_up:
        found.append(
            Words(
                f"{name} 自 {in_force} 起实施，晚于所声明的标准（{taken_up}）。",
                f"{name} is in force from {in_force}, later than the declared standard ({taken_up}).",
            )
        )
    cited = cites(declared, benchmark.designation)
    if cited is not None and _years(cited) and not _years(cited) & _years(benchmark.designation):
        found.append(
            Words(
                f"所声明的标准引用的是 {cited}，与 {name} 不是同一版本。",
                f"The declared standard cites {cited}, another edition than {name}.",
            )
        )
    return found


def _years(text: str | None) -> set[str]:
    return {found.year for found in find_designations(text or "") if found.year}


def _declared_warnings(declared: DocumentRequirements) -> list[Words]:
    """Return what the declared side's rows are: all of them or some, typed from a picture, not all read."""
    found = []
    if declared.completeness is Completeness.EXCERPT:
        found.append(
            Words(
                "所声明的文件只收录了部分条款：“缺项”只表示收录的条款中没有。",
                "Only some clauses of the declared document are held: missing means missing in these.",
            )
        )
    if declared.transcribed:
        found.append(
            Words(
                "所声明的数值由图片转录，未经第二次核对：可信等级最高为 B。",
                "The declared values were typed from a picture and not checked a second time: no grade above B.",
            )
        )
    if declared.not_read:
        count = len(declared.not_read)
        found.append(
            Words(
                f"所声明的文件有 {count} 处没有读成要求。",
                f"{count} places of the declared document were not read as requirements.",
            )
        )
    return found


def _held_warnings(
    declared: DocumentRequirements,
    benchmark: DocumentRequirements,
    advice: list[Requirement],
    elsewhere: list[Requirement],
) -> list[Words]:
    name = benchmark.designation or benchmark.title or "—"
    found = []
    if benchmark.completeness is Completeness.EXCERPT:
        zh, en = ("、".join(benchmark.clauses_held) or "—", ", ".join(benchmark.clauses_held) or "—")
        found.append(Words(f"{name} 只收录了部分条款：{zh}。", f"Only some clauses of {name} are held: {en}."))
    if benchmark.transcribed:
        found.append(
            Words(
                f"{name} 的数值由图片转录，未经第二次核对：可信等级最高为 B。",
                f"The values of {name} were typed from a picture and not checked a second time: no grade above B.",
            )
        )
    found += _declared_warnings(declared)
    if benchmark.not_read:
        count = len(benchmark.not_read)
        found.append(
            Words(
                f"对标文件有 {count} 处没有读成要求。",
                f"{count} places of the benchmark were not read as requirements.",
            )
        )
    for rows, zh, en in (
        (advice, "只是推荐或说明，不计入：", "only recommended or stated, not counted: "),
        (
            elsewhere,
            "不适用于这一产品类别，只列出、不比较：",
            "for another class or rating of product, listed and not compared: ",
        ),
    ):
        if rows:
            found.append(
                Words(
                    f"{zh}{'；'.join(row_label(row) for row in rows)}。",
                    f"{en}{'; '.join(row_label_en(row) for row in rows)}.",
                )
            )
    return found


def _class_warnings(
    by_name: Mapping[str, str], given: Mapping[str, str], declared: DocumentRequirements
) -> list[Words]:
    name = product_name(declared)
    return [
        Words(
            f"按产品名称“{name}”取类别“{value}”；不对时请指定类别。",
            f"By its name, {name} is taken for {value}; give the class if that is wrong.",
        )
        for axis, value in by_name.items()
        if axis not in given
    ]


def _breach_warning(
    benchmark: DocumentRequirements, scope: Scope, failing: Sequence[Pair], open_rows: int
) -> list[Words]:
    if not benchmark.mandatory or scope.state is not ScopeState.INSIDE or not failing:
        return []
    labels_zh = "；".join(row_label(pair.benchmark) for pair in failing)
    labels_en = "; ".join(row_label_en(pair.benchmark) for pair in failing)
    return [
        Words(
            f"未表明符合强制性标准 {benchmark.designation}（{len(failing)} 项）：{labels_zh}。"
            f"另有 {open_rows} 项不可比或待判。",
            f"Does not meet the mandatory standard {benchmark.designation} as declared ({len(failing)} rows): "
            f"{labels_en}. {open_rows} more rows cannot be compared or told.",
        )
    ]


def compare_documents(
    declared: DocumentRequirements,
    benchmark: DocumentRequirements,
    *,
    product_classes: Mapping[str, str] = _NO_CLASSES,
    scope: Scope | None = None,
) -> Report:
    """Compare every row of ``benchmark`` that binds the product with what ``declared`` says, and list what is extra.

    ``product_classes`` narrows tables (``{"frame_size": "130"}``); ``scope`` is a person's answer to the scope gate,
    which otherwise is judged from the names, as is the class of goods that the product's name ends with (射阳大米).
    Outside the scope, and where that is unknown, there is no notice and no interval; against a mandatory standard with
    rows not shown to meet there is no interval either.
    """
    scope = scope or judge_scope(declared, benchmark)
    by_name = classes_by_name(product_name(declared), benchmark.requirements)
    classes = by_name | dict(product_classes)
    bound, advice, elsewhere = _binding(benchmark, classes)
    mine = [tidy(row) for row in (narrow(r, classes) for r in declared.requirements) if row is not None]
    compare = _compare(declared, benchmark, scope, classes)
    pairs = pair_rows(mine, bound, compare, not_read=declared.not_read)
    pairs = [_marked(pair, scope, transcribed=benchmark.transcribed) for pair in pairs]
    verdicts = [pair.verdict for pair in pairs]
    extra = _extra_rows(mine, pairs, compare, declared)
    counts = count_verdicts(verdicts)
    total = len(pairs)
    failing = [pair for pair in pairs if is_not_shown_to_meet(pair.verdict)]
    open_rows = counts["NOT_COMPARABLE"] + counts["UNDETERMINED"]
    inside = scope.state is ScopeState.INSIDE
    return Report(
        declared=declared,
        benchmark=benchmark,
        scope=scope,
        rows=(*(_pair_row(pair, declared, benchmark) for pair in pairs), *extra),
        counts=counts,
        applicable=total,
        extra=len(extra),
        coverage=(total - counts["MISSING"], total),
        assessed=(total - counts["MISSING"] - open_rows, total),
        meets_or_exceeds=meets_or_exceeds(counts) if inside and not (benchmark.mandatory and failing) else None,
        strictly_exceeds=strictly_exceeds(verdicts),
        not_shown_to_meet=tuple(pair.benchmark.id for pair in failing),
        notice=write_notice(declared, benchmark, pairs) if inside else None,
        engine_version=ENGINE_VERSION,
        dictionary_version=dictionary().version,
        links_version=method_links().version,
        warnings=(
            *_breach_warning(benchmark, scope, failing, open_rows),
            *_edition_warnings(declared, benchmark),
            *_class_warnings(by_name, product_classes, declared),
            *_held_warnings(declared, benchmark, advice, elsewhere),
        ),
        product_classes=classes,
    )
