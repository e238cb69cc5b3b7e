"""What a check is given and what it gives: the filing, what others know, the rules, one result for each check.

Rules are named after the Standardization Law (2017, 标准化法) and the rules for enterprise standards (SAMR Order 83,
企业标准化促进办法).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from declarations.model import DeclarationKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from catalog.comparison.reports import DocumentRequirements, Report
    from declarations.model import RevisionContent

__all__ = ["RULES", "Check", "Filing", "Lookups", "Rule", "Severity", "passed", "result"]


class Severity(StrEnum):
    """What a check means for publishing."""

    STOP = "stop"
    """It cannot be published so."""
    WARN = "warn"
    """It can be published; the firm and the reader are told."""
    NOT_CHECKED = "not_checked"
    """What would be needed to check it is not there."""
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id in our list, where it is written, and the field of the form that it belongs to."""

    rule: str
    source: str
    field: str


_PRACTICE = "drafting practice / 编写惯例"

RULES: dict[str, Rule] = {
    "number-form": Rule("R4", "标准化法 (2017) 第24条", "designation"),
    "number-food": Rule("R4", "标准化法 (2017) 第24条", "designation"),
    "number-year": Rule("R4", "标准化法 (2017) 第24条", "designation"),
    "number-unique": Rule("R5", "标准化法 (2017) 第19条、第24条", "designation"),
    "title": Rule("R1", "标准化法 (2017) 第27条", "title"),
    "uscc": Rule("R1", "GB 32100-2015", "uscc"),
    "dates": Rule("R9", _PRACTICE, "issued"),
    "replaces": Rule("R9", _PRACTICE, "replaces"),
    "products": Rule("R1", "标准化法 (2017) 第27条", "product-name-0"),
    "gtin": Rule("R1", "GB 12904", "product-gtin-0"),
    "indicators": Rule("R1", "标准化法 (2017) 第27条", "rows"),
    "methods": Rule("R6", "企业标准化促进办法 第12条", "rows"),
    "cited": Rule("R9", _PRACTICE, "references"),
    "notice": Rule("R7", "企业标准化促进办法 第14条", "benchmark"),
    "below-mandatory": Rule("R3", "标准化法 (2017) 第21条", "rows"),
    "commitment": Rule("R17", "标准化法 (2017) 第27条", "commitment"),
    "approver": Rule("R17", _PRACTICE, "approver_post"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found: ``zh`` and ``en`` say it, ``todo_*`` what to do; ``rows`` name requirements."""

    name: str
    code: str
    severity: Severity
    rule: str
    source: str
    field: str
    zh: str
    en: str
    todo_zh: str = ""
    todo_en: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """What is about to be published. ``content`` is published as it is; the rest is what the checks need beside it.

    ``reports`` are the comparisons with the chosen benchmarks; ``no_counterpart`` is the firm's statement that there is
    no recommended standard (无对应推荐性标准). ``method_reasons`` give a reason for a row without public method.
    ``document_only``: a document is looked at and nothing is filed, so what only a firm can state is not checked.
    """

    content: RevisionContent
    uscc: str | None = None
    document: DocumentRequirements | None = None
    kind: DeclarationKind = DeclarationKind.OWN_STANDARD
    reports: tuple[Report, ...] = ()
    no_counterpart: bool = False
    is_food: bool | None = None
    method_reasons: Mapping[str, str] = field(default_factory=dict)
    revises: str | None = None
    document_only: bool = False


@dataclass(frozen=True, slots=True)
class Lookups:
    """What others know: the catalogue's status word of a key, and the id of the declaration in force with a key."""

    status_of: Callable[[str], str | None] | None = None
    declared_as: Callable[[str], str | None] | None = None
    catalogue_date: str | None = None


def result(
    name: str,
    code: str,
    severity: Severity,
    words: tuple[str, str],
    todo: tuple[str, str] = ("", ""),
    *,
    rows: tuple[str, ...] = (),
    at: str | None = None,
) -> Check:
    """Make a result; ``words`` and ``todo`` are Chinese, English; ``at`` is a field other than the rule's."""
    rule = RULES[name]
    return Check(name, code, severity, rule.rule, rule.source, at or rule.field, *words, *todo, rows=rows)


def passed(name: str, zh: str, en: str) -> Check:
    """Make the result of a check that found nothing wrong."""
    return result(name, "ok", Severity.PASSED, (zh, en))
