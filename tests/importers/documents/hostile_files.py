"""Files that a person with bad intent, a broken disk or a careless program hands in."""

from __future__ import annotations

import io
import random
import zipfile
from functools import cache
from pathlib import Path

import docx
import openpyxl

from tests.importers.documents.word_files import saved, word_file

HEAD = "# 4 技术要求\n\n## 4.1 电阻\n\n电阻应不大于 5 Ω。\n"
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = (
    f'<?xml version="1.0"?><!DOCTYPE standard [<!ENTITY e0 "ha">{ENTITIES}]>'
    "<standard><body><p>&e11;</p></body></standard>"
)
LONG_BOMB = (
    f'<!DOCTYPE standard [<!ENTITY a "{"x" * 100_000}">]><standard><body><p>{"&a;" * 100_000}</p></body></standard>'
)
OUTSIDE = (
    '<!DOCTYPE standard [<!ENTITY x SYSTEM "file:///etc/passwd">'
    '<!ENTITY % y SYSTEM "http://127.0.0.1:9/y.dtd">]>'
    "<standard><body><sec><label>4</label><title>Requirements</title>"
    "<p>&x; shall be at least 5 mm</p></sec></body></standard>"
)
INCLUDED = (
    '<standard xmlns:xi="http://www.w3.org/2001/XInclude"><body><p>'
    '<xi:include href="file:///etc/passwd" parse="text"/></p></body></standard>'
)


KINDS = (
    "zip bomb",
    "zip bomb in a part that is not read",
    "six thousand parts",
    "lies about its size",
    "entity bomb in STS",
    "long entity in STS",
    "outside entity in STS",
    "inclusion in STS",
    "entity bomb in Word",
    "entity bomb in a sheet",
    "macro workbook",
    "path tricks",
    "tables in tables in tables",
    "tables in eighty tables",
    "no document",
    "an ordinary zip",
    "Word that is called text",
    "workbook that is called PDF",
    "STS that is called Word",
    "text that is called Word",
    "other XML",
    "XML that ends early",
    "deep XML",
    "deep HTML",
    "a table of 400,000 cells",
    "spans without end",
    "a merge over the whole sheet",
    "nothing",
    "only the mark of a zip",
    "an old Word file",
)
"""The names of the files of :func:`hostile`, which are large and made only when a test asks for them."""


def word() -> bytes:
    document = docx.Document()
    document.add_heading("4 技术要求", 1)
    document.add_paragraph("电阻应不大于 5 Ω。")
    return saved(document)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (("项目", "单位", "技术要求"), ("电阻", "Ω", "≤5")):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(raw: bytes, changes: dict[str, bytes], *, kept: bool = True) -> bytes:
    """Return a package with parts added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        if kept:
            with zipfile.ZipFile(io.BytesIO(raw)) as old:
                for entry in old.infolist():
                    if entry.filename not in changes:
                        new.writestr(entry.filename, old.read(entry))
        for name, data in changes.items():
            new.writestr(name, data)
    return out.getvalue()


def nested(depth: int) -> bytes:
    inner = f"{'<w:tbl><w:tr><w:tc>' * depth}{'</w:tc></w:tr></w:tbl>' * depth}"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'.encode()


@cache
def hostile() -> dict[str, tuple[bytes, str, set[str]]]:
    """Return each file with its name and what may come of it: ``read``, or the code of one sentence."""
    doc, book = word(), workbook()
    zeros = bytes(40 << 20)
    doctype = BOMB.replace("standard", "w:document").encode()
    return {
        "zip bomb": (repacked(doc, {"word/document.xml": zeros}), "x.docx", {"bomb"}),
        "zip bomb in a part that is not read": (repacked(book, {"xl/media/image1.png": zeros}), "x.xlsx", {"bomb"}),
        "six thousand parts": (
            repacked(book, {f"xl/media/{n}": b"" for n in range(6_000)}), "x.xlsx", {"bomb"},
        ),
        "lies about its size": (lying(doc), "x.docx", {"damaged", "bomb"}),
        "entity bomb in STS": (BOMB.encode(), "x.xml", {"read", "damaged"}),
        "long entity in STS": (LONG_BOMB.encode(), "x.xml", {"read", "damaged"}),
        "outside entity in STS": (OUTSIDE.encode(), "x.xml", {"read"}),
        "inclusion in STS": (INCLUDED.encode(), "x.xml", {"read"}),
        "entity bomb in Word": (repacked(doc, {"word/document.xml": doctype}), "x.docx", {"entities"}),
        "entity bomb in a sheet": (repacked(book, {"xl/worksheets/sheet1.xml": doctype}), "x.xlsx", {"entities"}),
        "macro workbook": (repacked(book, {"xl/vbaProject.bin": b"macro"}), "x.xlsm", {"read"}),
        "path tricks": (
            repacked(doc, {"../../evil.txt": b"x", "/etc/passwd": b"x", "C:\\x": b"x", "word/../../y": b"x"}),
            "../../etc/passwd",
            {"read"},
        ),
        "tables in tables in tables": (
            repacked(doc, {"word/document.xml": nested(5_000)}), "x.docx", {"damaged", "too-deep"},
        ),
        "tables in eighty tables": (repacked(doc, {"word/document.xml": nested(80)}), "x.docx", {"read"}),
        "no document": (repacked(doc, {"word/document.xml": b"<x/>"}), "x.docx", {"damaged"}),
        "an ordinary zip": (repacked(doc, {"a.txt": b"x"}, kept=False), "x.docx", {"unknown-kind"}),
        "Word that is called text": (doc, "x.txt", {"read"}),
        "workbook that is called PDF": (book, "x.pdf", {"read"}),
        "STS that is called Word": (b"<standard><body/></standard>", "x.docx", {"read"}),
        "text that is called Word": (HEAD.encode(), "x.docx", {"unknown-kind"}),
        "other XML": (b'<?xml version="1.0"?><svg/>', "x.xml", {"unknown-kind"}),
        "XML that ends early": (b'<?xml version="1.0"?><standard><body>', "x.xml", {"damaged"}),
        "deep XML": (b"<standard>" + b"<sec>" * 100_000, "x.xml", {"damaged", "too-deep"}),
        "deep HTML": (b"<!DOCTYPE html>" + b"<div>" * 200_000 + b"5 mm", "x.html", {"read", "too-deep", "unreadable"}),
        "a table of 400,000 cells": (
            b"<!DOCTYPE html><table>" + (b"<tr>" + b"<td>" * 1_000) * 400, "x.html", {"read"},
        ),
        "spans without end": (
            b"<!DOCTYPE html><table>" + b"<tr><td rowspan=9999 colspan=9999>1" * 300, "x.html", {"read"},
        ),
        "a merge over the whole sheet": (merged_everywhere(book), "x.xlsx", {"read"}),
        "nothing": (b"", "x.docx", {"empty"}),
        "only the mark of a zip": (b"PK\x03\x04", "x.xlsx", {"unknown-kind"}),
        "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), "x.doc", {"unknown-kind"}),
    }  # fmt: skip


def lying(raw: bytes) -> bytes:
    """Return a package whose list says that its document has ten bytes."""
    out = bytearray(raw)
    at = out.find(b"word/document.xml", out.find(b"PK\x01\x02")) - 46
    out[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(out)


def merged_everywhere(book: bytes) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 2_000
    cell = '<c r="A1" t="inlineStr"><is><t>x</t></is></c>'
    rows = f'<sheetData><row r="1">{cell}</row></sheetData>'
    sheet = f'<worksheet xmlns="{space}">{rows}<mergeCells>{merges}</mergeCells></worksheet>'
    return repacked(book, {"xl/worksheets/sheet1.xml": sheet.encode()})


def seeds(shared_data: Path) -> dict[str, bytes]:
    """Return real files, and Word made of them, to be broken."""
    forms = shared_data / "limits" / "cn-water" / "report-templates"
    found = {path.name: path.read_bytes() for path in sorted(forms.glob("*.xlsx"))}
    for path in (
        shared_data / "rice" / "metanorma-gb" / "rice.xml",
        shared_data / "sts" / "iso-sts-samples" / "isosts_tables.cals.xml",
        shared_data / "limits" / "eu-contaminants-zh" / "eu_2015_1005_1006_lead_inorganic_arsenic.html",
        shared_data / "cn-enterprise-and-group" / "Q_002__Q_TQDZ_004-2026.md",
    ):
        found[path.name] = path.read_bytes()
    text = (shared_data / "cn-enterprise-and-group" / "Q_004__Q_PMRZ_9-2024.md").read_text(encoding="utf-8")
    found["standard.docx"] = word_file(text)
    return found


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return data with a few bytes changed, a piece cut out, doubled or moved; of a package often inside a part."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _with_broken_part(data, chance)
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(out))
        match chance.randrange(5):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + chance.randrange(1, 200)]
            case 2:
                out[at:at] = out[at : at + chance.randrange(1, 200)]
            case 3:
                out[at:at] = chance.choice(
                    (b"<", b">", b"&x;", b'"', b"\x00", "９".encode(), b"</td>", b"<td>", b"65535")
                )
            case _:
                out[at : at + 4] = chance.randbytes(4)
        if not out:
            return b""
    return bytes(out)


def _with_broken_part(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        wanted = [
            name for name in names if "document" in name or "sheet" in name or "Strings" in name or "styles" in name
        ]
        name = chance.choice(wanted or names)
        return repacked(data, {name: mutated(archive.read(name), chance)})
