"""What a document says of itself: number, title, level, firm, dates, what it replaces, product, references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalog.designations import Designation, designation_level, find_designations
from importers.documents.blocks import Paragraph
from importers.documents.structure import Clause, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["DocumentFacts", "Reference", "facts_of", "references_of", "text_of"]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The facts of one document; what it does not say is ``None`` or empty. Dates keep their printed precision."""

    designation: str | None
    title: str | None
    level: str | None
    firm: str | None
    uscc: str | None
    issued: str | None
    effective: str | None
    replaces: tuple[str, ...]
    product: str | None
    scope_text: str | None
    format: str
    encoding: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A standard that the document cites: as printed, normalized, dated or not, and the clause that cites it first."""

    text: str
    normalized: str
    dated: bool
    clause: str | None
    listed: bool
    line: int


_DATE = r"(\d{4})\s*[-—–./年]\s*(\d{1,2})(?:\s*[-—–./月]\s*(\d{1,2}))?\s*日?"
_DATE_PATTERN = re.compile(_DATE)
_ISSUED = (
    re.compile(rf"(?:发布|颁布|批准)(?:日期|时间)\s*[:：]?\s*{_DATE}"),
    re.compile(rf"{_DATE}\s*(?:发布|颁布|批准)"),
)
_EFFECTIVE = (
    re.compile(rf"(?:实施|生效|施行)(?:日期|时间)\s*[:：]?\s*{_DATE}"),
    re.compile(rf"{_DATE}\s*(?:实施|起实施|施行|生效)"),
)
_USCC = re.compile(r"(?:统一社会信用代码|社会信用代码|USCC)\s*[:：]?\s*([0-9A-HJ-NPQRTUWXY]{18})(?![0-9A-Z])")
_COMPANY = r"[\u3400-\u9fff（）()A-Za-z0-9·]{2,40}?(?:公司|集团|厂|企业|研究院|研究所|合作社|中心)"
_FIRM = (
    re.compile(rf"(?:发布单位|企业名称|单位名称|编制单位|制定单位|发布企业|企业)\s*[:：]\s*({_COMPANY}(?:（虚构）)?)"),
    re.compile(rf"({_COMPANY}(?:（虚构）)?)\s*(?:企业标准|发布)"),
    re.compile(rf"(?:标准|文件)由\s*({_COMPANY}(?:（虚构）)?)(?=提出|负责|起草|归口|并)"),
    re.compile(rf"起草单位[^:：]{{0,12}}[:：]\s*({_COMPANY}(?:（虚构）)?)"),
)
_REPLACES = re.compile(r"(?:代替|替代|取代|替换)(?:了)?\s*(?P<what>[^，。；;\n]{3,160})")
_NOT_REPLACING = re.compile(r"历次版本|所代替标准|被代替")
_TITLE_LABEL = re.compile(r"^(?:标准名称|文件名称|名称|标准中文名称)\s*[:：]\s*(.+)$")
_NUMBER_LABEL = re.compile(r"^(?:企业)?标准(?:编号|号)\s*[:：]\s*(.+)$")
_KIND_WORDS = re.compile(r"中华人民共和国|国家标准|行业标准|地方标准|团体标准|企业标准|备案号.*$|[《》]")
_PRODUCT = re.compile(
    r"(?:规定|界定|给出|描述)了?\s*([^，。；（(]{2,40}?)(?:[（(][^）)]{0,40}[）)])?\s*(?:的|之)"
    r"(?=产品定义|术语|定义|分类|型式|型号|范围|要求|技术要求|基本|规格|产品分类|结构|参数|性能|质量|符号)"
)
_TITLE_TAIL = re.compile(r"(?:产品)?(?:通用)?(?:技术)?(?:规范|条件|要求|规格书|标准)$")
_COPYRIGHT = re.compile(r"^©|\bcopyright\b|\ball rights reserved\b", re.IGNORECASE)
_EDITION = re.compile(r"^(?:\w+ )?Edition (\d{4})(?: \([EF]\))?$")
_LIST_HEAD = re.compile(r"^(?:下列|凡是|注日期|本文件没有)")


def text_of(clauses: Iterable[Clause]) -> Iterator[tuple[Clause, Paragraph]]:
    """Yield every paragraph with the clause that it stands in."""
    for clause in clauses:
        for block in clause.blocks:
            if isinstance(block, Paragraph):
                yield clause, block


def facts_of(clauses: list[Clause], *, format_: str, encoding: str) -> DocumentFacts:
    """Return what the front matter, the foreword and the scope say of the document."""
    front = [c for c in clauses if c.kind in {Kind.FRONT, Kind.FOREWORD}]
    lines = [line for clause in front for line in (clause.title, *_lines(clause)) if line]
    own, title = _number_and_title(lines, front)
    level = designation_level(own) if own else None
    scope = [paragraph.text for clause, paragraph in text_of(clauses) if clause.kind is Kind.SCOPE]
    scope_text = "\n".join(scope) or None
    joined = "\n".join(lines)
    uscc = _USCC.search(joined)
    return DocumentFacts(
        designation=own.normalized if own else None,
        title=title,
        level=level,
        firm=_firm(joined) if level in {None, "enterprise"} else None,
        uscc=uscc[1] if uscc else None,
        issued=_date(_ISSUED, joined),
        effective=_date(_EFFECTIVE, joined),
        replaces=_replaced(lines, own),
        product=_product(scope_text, title),
        scope_text=scope_text,
        format=format_,
        encoding=encoding,
    )


def _lines(clause: Clause) -> list[str]:
    return [block.text for block in clause.blocks if isinstance(block, Paragraph)]


def _number_and_title(lines: list[str], front: list[Clause]) -> tuple[Designation | None, str | None]:
    """Return the document's own designation and its title: labelled, or on the title page."""
    own: Designation | None = None
    title: str | None = None
    for line in lines:
        if label := _NUMBER_LABEL.match(line):
            own = own or next(iter(find_designations(label[1])), None)
        if label := _TITLE_LABEL.match(line):
            title = title or _cleaned_title(label[1])
    page = [line for clause in front if clause.kind is Kind.FRONT for line in (clause.title, *_lines(clause)) if line]
    page = [line for line in page if not _COPYRIGHT.search(line)]
    for line in page:
        found = [] if _REPLACES.search(line) else find_designations(line)
        if found and own is None:
            own = found[0]
        if own is None or title is not None or _REPLACES.search(line):
            continue
        rest = line
        for designation in reversed(found):
            rest = rest[: designation.start] + " " + rest[designation.end :]
        candidate = _cleaned_title(rest)
        if candidate and not _DATE_PATTERN.search(candidate) and not re.search(_COMPANY + r"$", candidate):
            title = candidate
    return _with_edition(own, page), title


def _with_edition(own: Designation | None, page: list[str]) -> Designation | None:
    """Return the number with the year of ``Edition 1979 (E)``, which OIML prints on a line of its own."""
    if own is None or own.is_dated or not own.normalized.startswith("OIML"):
        return own
    edition = next((found[1] for line in page if (found := _EDITION.match(line))), None)
    dated = find_designations(f"{own.normalized}:{edition}") if edition else []
    return dated[0] if dated else own


def _cleaned_title(text: str) -> str | None:
    """Return the words of a title; ``None`` where the line has none in Chinese and is no title of a known kind."""
    text = re.sub(r"\s+", " ", _KIND_WORDS.sub(" ", text)).strip(" -—:：\u3000")
    return (
        text if re.search(r"[\u3400-\u9fff]{2}", text) or re.fullmatch(r"[A-Z][A-Za-z0-9 ,()\-]{8,120}", text) else None
    )


def _date(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    for pattern in patterns:
        for found in pattern.finditer(text):
            year, month, day = found[1], int(found[2]), found[3]
            if not 1 <= month <= 12 or (day is not None and not 1 <= int(day) <= 31):  # noqa: PLR2004 - a calendar
                continue
            return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return None


def _firm(text: str) -> str | None:
    for pattern in _FIRM:
        if found := pattern.search(text):
            return re.sub(r"^(?:发布单位|本标准由|由)", "", found[1]).strip()
    return None


def _replaced(lines: list[str], own: Designation | None) -> tuple[str, ...]:
    """Return what the document replaces; the list of earlier editions (历次版本) is history, not replacement."""
    out: dict[str, None] = {}
    for line in lines:
        if _NOT_REPLACING.search(line):
            continue
        for found in _REPLACES.finditer(line):
            for designation in find_designations(found["what"]):
                if own is None or designation.key != own.key:
                    out.setdefault(designation.normalized)
    return tuple(out)


def _product(scope: str | None, title: str | None) -> str | None:
    if scope and (found := _PRODUCT.search(scope)):
        return found[1].strip()
    if title:
        return _TITLE_TAIL.sub("", title).strip() or title
    return None


def references_of(clauses: list[Clause], own: str | None, replaced: tuple[str, ...]) -> tuple[Reference, ...]:
    """Return the standards that the document cites: the list of clause 2 first, then what only the text names."""
    found: dict[str, Reference] = {}
    skip = {own, *replaced}
    listed = [(c, p) for c, p in text_of(clauses) if c.kind is Kind.REFERENCES]
    cited = [(c, p) for c, p in text_of(clauses) if c.kind not in {Kind.REFERENCES, Kind.FRONT, Kind.FOREWORD}]
    for is_listed, places in ((True, listed), (False, cited)):
        for clause, paragraph in places:
            designations = find_designations(paragraph.text)
            if is_listed and designations and not _LIST_HEAD.match(paragraph.text):
                # The brackets behind a title name the international standard that the entry adopts.
                designations = [d for d in designations if d.start <= designations[0].end]
            for designation in designations:
                key = designation.normalized
                if key in skip or (not is_listed and _is_covered(designation, found)):
                    continue
                found.setdefault(
                    key,
                    Reference(
                        designation.printed or key, key, designation.is_dated, clause.number, is_listed, paragraph.line
                    ),
                )
    return tuple(found.values())


def _is_covered(designation: Designation, found: dict[str, Reference]) -> bool:
    """Tell whether the list names the same standard, dated or not: the text may leave the year out."""
    if designation.is_dated:
        undated = designation.work_key
        return any(not ref.dated and ref.normalized.upper() == undated for ref in found.values())
    return any(_without_year(ref.normalized).upper() == designation.normalized.upper() for ref in found.values())


def _without_year(normalized: str) -> str:
    return re.sub(r"[-:](?:19|20)\d\d$", "", normalized)
