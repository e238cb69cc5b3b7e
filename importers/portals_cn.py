"""Chinese portals: pages and answers of openstd.samr.gov.cn, std.samr.gov.cn, hbba.sacinfo.org.cn and ttbz.org.cn.

Pages are read by their labels, not by their mark-up, since the layouts of 2019 to 2026 share the labels only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import orjson

from importers.markup import attributes, by_class, labelled, parse_page, text_of, texts_of
from importers.records import readings_of
from importers.status_words import find_status
from importers.values import BADGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from importers.pipeline import Piece
    from importers.readings import Reading
    from importers.rows import Row
    from importers.sources import Source

__all__ = ["read_pieces"]

_COLUMNS = {
    "标准号": "designation",
    "标准编号": "designation",
    "中文标准名称": "title_zh",
    "标准名称": "title_zh",
    "中文标题": "title_zh",
    "英文标准名称": "title_en",
    "英文标题": "title_en",
    "标准状态": "status",
    "发布日期": "published",
    "实施日期": "effective",
    "废止日期": "withdrawn",
    "归口单位": "committee",
    "归口部门": "_department",
    "主管部门": "_authority",
    "发布单位": "publisher",
    "批准发布部门": "publisher",
    "团体名称": "publisher",
    "国际标准分类号": "ics",
    "国际标准分类号（ICS）": "ics",
    "中国标准分类号": "ccs",
    "中国标准分类号（CCS）": "ccs",
    "全部代替标准": "replaces",
    "代替标准": "replaces",
    "被代替标准": "replaced_by",
    "采用国际标准": "adopts",
    "采标情况": "adopts",
    "采用标准": "adopts",
    "范围": "scope",
}
"""Labels of the portals and the columns of the form; those that begin with a low line only end the value before."""
_OTHER_LABELS = (
    "制修订", "行业分类", "标准类别", "备案号", "备案日期", "备案公告", "备案信息", "起草单位", "起草人", "主要起草人",
    "主要起草单位", "备注", "国民经济分类", "主要技术内容", "是否包含专利信息", "标准文本", "标准公告", "标准详细信息",
    "团体详细信息", "登记证号", "发证机关", "业务范围", "执行单位", "标准目录", "基础信息", "计划信息", "副归口单位",
)  # fmt: skip
_ENDS = (
    "×", "版权所有", "在线预览", "下载标准", "实施信息反馈", "相近标准", "知道了", "该标准采用", "废止标准不",
    "被代替及废止",
)  # fmt: skip
_LABELS = frozenset((*_COLUMNS, *_OTHER_LABELS))
_OPENSTD = "https://openstd.samr.gov.cn/bzgk/std/newGbInfo?hcno="
_HBBA = "https://hbba.sacinfo.org.cn/stdDetail/"
_TTBZ = "https://www.ttbz.org.cn/StandardManage/Detail/"
_HCNO = re.compile(r"\b[0-9A-F]{32}\b")
_ADOPTION = re.compile(r"本标准[^。]{0,12}采用[^。]{0,200}")
_STRAY_ICS = re.compile(r"ICS.*$")
_SHORT_NAMES = {
    "国家标准委": "国家标准化管理委员会",
    "市场监管总局": "国家市场监督管理总局",
}
"""Names of offices that the portals shorten since 2024."""
_JSON_FIELDS = {
    "code": "designation", "chName": "title_zh", "enName": "title_en", "chargeDept": "publisher",
    "issueDate": "published", "actDate": "effective", "status": "status",
    "C_STD_CODE": "designation", "C_C_NAME": "title_zh", "C_E_NAME": "title_en", "ISSUE_DATE": "published",
    "ACT_DATE": "effective", "STATE": "status",
}  # fmt: skip


def read_pieces(piece: Piece, source: Source) -> Sequence[Reading]:
    """Return the records of a page or of an answer in JSON."""
    return readings_of(piece, source, _rows)


def _rows(text: str, piece: Piece) -> list[Row] | None:
    if text.lstrip()[:1] in ("{", "["):
        return _answer(orjson.loads(text))
    root = parse_page(text)
    if root is None:
        return None
    address = (piece.origin.address if piece.origin else None) or ""
    if (table := _list_table(root)) is not None:
        return [row for line in table.iter("tr") if (row := _list_row(line))]
    detail = _detail(root, address)
    if detail is not None:
        return [detail]
    return [] if _is_empty_list(root) else None


def _answer(value: Any) -> list[Row] | None:  # noqa: ANN401 - an answer can hold anything
    """Return the hits of a search in JSON."""
    hits = (value.get("records") or value.get("rows")) if isinstance(value, dict) else value
    if hits is None and isinstance(value, dict) and ("records" in value or "rows" in value):
        return []
    if not isinstance(hits, list):
        return None
    rows = []
    for hit in hits:
        row: Row = {column: str(hit[name]) for name, column in _JSON_FIELDS.items() if hit.get(name) is not None}
        identifier = hit.get("pk") or hit.get("id")
        if identifier and "pk" in hit:
            row["link"] = _HBBA + str(identifier)
        row["record"] = f"search {identifier or row.get('designation', '')}"
        rows.append(row)
    return rows


def _list_table(root: etree._Element) -> etree._Element | None:
    """Return the table of a list of results: its head names number and status."""
    for table in root.iter("table"):
        if next(table.iterdescendants("table"), None) is not None:
            continue
        heads = {text_of(cell) for cell in table.iter("th")}
        if heads >= {"标准号", "状态"} or heads >= {"标准编号", "状态"}:
            return table
    return None


def _is_empty_list(root: etree._Element) -> bool:
    return any("没有检索到" in text or "暂无数据" in text or "共 0 条" in text for text in texts_of(root))


def _list_row(line: etree._Element) -> Row | None:
    cells = [child for child in line if child.tag == "td"]
    texts = [text_of(cell) for cell in cells]
    if len(cells) < 6 or not texts[0].isdigit():  # noqa: PLR2004 - number, designation, title, day, status and a link
        return None
    links = " ".join(attributes(line, "onclick", "href"))
    if "StandardManage/Detail" in links:
        identifier = re.sub(r"\D", "", links.partition("Detail/")[2].partition("/")[0])
        return {
            "designation": texts[2], "title_zh": texts[3], "publisher": texts[1], "_published": texts[4],
            "status": texts[5], "link": _TTBZ + identifier, "record": f"list {identifier}",
        }  # fmt: skip
    match = _HCNO.search(links)
    status = next((text for text in texts if find_status(text)), "")
    days = [text.partition(" ")[0] for text in texts if re.match(r"\d{4}-\d\d-\d\d", text)]
    named = [text for cell, text in zip(cells, texts, strict=True) if cell.find(".//a") is not None and text]
    if not named:
        return None
    return {
        "designation": named[0],
        "title_zh": named[1] if len(named) > 1 else "",
        "status": status,
        "published": days[0] if days else "",
        "effective": days[1] if len(days) > 1 else "",
        "adopts": BADGE if BADGE in texts else "",
        "link": _OPENSTD + match[0] if match else "",
        "record": f"list {match[0]}" if match else "",
    }


def _detail(root: etree._Element, address: str) -> Row | None:
    texts = texts_of(root)
    values = labelled(texts, _LABELS, _ENDS)
    row: Row = {}
    for label, value in values.items():
        column = _COLUMNS.get(label)
        if column and value and not row.get(column):
            row[column] = value
    designation = str(row.get("designation") or "")
    if not designation:
        return None
    if designation.endswith(BADGE):
        row["designation"] = designation.removesuffix(BADGE).strip()
        row.setdefault("adopts", BADGE)
    row["status"] = str(row.get("status") or "").partition(" ")[0]
    _from_heading(root, row)
    if mark := next((match[0] for text in texts if (match := _ADOPTION.search(text))), None):
        row["adopts"] = mark
    row["ccs"] = _STRAY_ICS.sub("", str(row.get("ccs") or ""))
    for column in ("publisher", "committee"):
        if row.get(column):
            row[column] = _SHORT_NAMES.get(row[column], row[column])
    row["record"], row["link"] = _name(root, address)
    return {column: value for column, value in row.items() if not column.startswith("_") and value}


def _from_heading(root: etree._Element, row: Row) -> None:
    """Take title and status from the heading of layouts that have no label for them."""
    header = next(iter(by_class(root, "page-header")), None)
    if header is None:
        return
    for column, tag in (("title_zh", "h4"), ("title_en", "h5")):
        if not row.get(column) and (text := text_of(header.find(f".//{tag}"))):
            row[column] = text
    words = [text_of(it) for it in header.iter("span")]
    if find_status(row["status"]) is None:
        row["status"] = next((text for text in words if find_status(text)), row["status"])


def _name(root: etree._Element, address: str) -> tuple[str, str]:
    """Return the record's name at the portal and its address."""
    if "ttbz" in address or "StandardManage" in address:
        identifier = address.rstrip("/").rpartition("/")[2]
        return identifier, _TTBZ + identifier
    if "stdDetail" in address:
        identifier = address.rstrip("/").rpartition("/")[2]
        return identifier, _HBBA + identifier
    found = parse_qs(urlsplit(address).query).get("hcno") or parse_qs(urlsplit(address).query).get("id")
    for it in attributes(root, "data-value", "pid"):
        if not found and _HCNO.fullmatch(it):
            found = [it]
    return (found[0], _OPENSTD + found[0]) if found else ("", address)
