"""What stands around a table and belongs to it: its number and title, the unit of its values, its continuation."""

from __future__ import annotations

import re
from dataclasses import replace

from importers.documents.blocks import Block, Heading, Paragraph, Table

__all__ = ["label_of", "with_captions"]

_CAPTION = re.compile(
    r"^(续)?\s*((?:表|Table|Tableau|TABLE)\s*[A-Z]?\s*[.．]?\d{1,3}(?:[.．\-]\d{1,3})?)\s*"
    r"([（(]\s*(?:续|continued|concluded|suite|fin)\s*[)）])?[\s:：　—–-]*(.{0,120})$"
)
_UNIT_NOTE = re.compile(r"^[（(]?\s*(?:计量)?单位\s*(?:为|[:：])?\s*([^，。；]{1,30}?)\s*[)）]?$")
_NOTE = re.compile(r"^注\s*\d{0,2}\s*[:：]")
_CAPTION_UNIT = re.compile(r"[（(]?\s*(?:单位\s*(?:为|[:：])\s*([^，。；（）()]{1,20}))\s*[)）]?$")


def label_of(text: str) -> str:
    """Return a table's number in one spelling (``表 1`` gives ``表1``)."""
    return re.sub(r"\s", "", text).replace("．", ".")


def with_captions(blocks: list[Block]) -> list[Block]:
    """Return the blocks with captions and notes moved into their tables and continued tables joined."""
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Table):
            table = _before(out, block)
            table, at = _after(blocks, at + 1, table)
            _append(out, table)
            continue
        out.append(block)
        at += 1
    return out


def _before(out: list[Block], table: Table) -> Table:
    """Take caption and unit note off the end of ``out``."""
    for _ in range(3):
        last = out[-1] if out else None
        text = last.text if isinstance(last, Paragraph) else last.title if isinstance(last, Heading) else None
        if text is None or (isinstance(last, Heading) and last.number is not None):
            break
        if note := _UNIT_NOTE.match(text):
            table = replace(table, notes=(*table.notes, f"单位：{note[1]}"))
        elif table.label is None and (caption := _CAPTION.match(text)) and not text.endswith(("。", "；")):
            table = _captioned(table, caption)
        else:
            break
        out.pop()
    return table


def _captioned(table: Table, caption: re.Match[str]) -> Table:
    title = caption[4].strip()
    notes = table.notes
    if unit := _CAPTION_UNIT.search(title):
        notes = (*notes, f"单位：{unit[1].strip()}")
        title = title[: unit.start()].strip()
    continued = bool(caption[1] or caption[3])
    return replace(table, label=label_of(caption[2]), caption=title, notes=notes, continued=continued)


def _after(blocks: list[Block], at: int, table: Table) -> tuple[Table, int]:
    """Take unit notes and remarks from the paragraphs that follow."""
    while at < len(blocks):
        block = blocks[at]
        if not isinstance(block, Paragraph) or block.number is not None:
            break
        if note := _UNIT_NOTE.match(block.text):
            table = replace(table, notes=(*table.notes, f"单位：{note[1]}"))
        elif _NOTE.match(block.text):
            table = replace(table, notes=(*table.notes, block.text))
        else:
            break
        at += 1
    return table, at


def _append(out: list[Block], table: Table) -> None:
    """Add the table, or its rows to the table that it continues."""
    for back in range(len(out) - 1, max(-1, len(out) - 6), -1):
        earlier = out[back]
        if not isinstance(earlier, Table):
            continue
        same = table.continued and table.label is not None and earlier.label == table.label
        if same and len(earlier.header) == len(table.header):
            rows = table.rows if table.header == earlier.header else (*table.rows,)
            out[back] = replace(earlier, rows=(*earlier.rows, *rows), notes=(*earlier.notes, *table.notes))
            return
        break
    out.append(table)
