"""Word: the same standard gives the same requirements as in Markdown, and Word's own ways of writing are understood."""

from __future__ import annotations

from dataclasses import replace

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from catalog.comparison.requirements import Source
from importers.documents import read_document
from importers.documents.blocks import Formula, Heading, Paragraph, Table
from importers.documents.formats import read_blocks
from tests.importers.documents.word_files import add_formula, add_words, saved, tracked, word_file


def blocks(document) -> list:
    return list(read_blocks(saved(document), "x.docx").blocks)


def texts(document) -> list[str]:
    return [block.text for block in blocks(document) if isinstance(block, Paragraph)]


def test_a_standard_says_in_word_what_it_says_in_markdown(shared_data):
    for path in sorted((shared_data / "cn-enterprise-and-group").glob("*.md")):
        one = read_document(path.read_bytes(), path.name)
        other = read_document(word_file(path.read_text(encoding="utf-8")), "x.docx")
        bare = [[replace(row, source=Source()) for row in reading.requirements] for reading in (one, other)]
        assert bare[0] == bare[1], path.name
        assert replace(one.document, format="", encoding="") == replace(other.document, format="", encoding="")
        assert {(i.text, i.reason) for i in one.issues} == {(i.text, i.reason) for i in other.issues}
        assert all(row.source.paragraph for row in other.requirements)


def test_raised_digits_of_neighbouring_runs_are_one_exponent():
    document = docx.Document()
    add_words(document.add_paragraph(), "菌落总数应不大于 1×10⁴ CFU/g")
    paragraph = document.add_paragraph("泄漏率 1×10")
    for piece in ("-", "5"):
        paragraph.add_run(piece).font.superscript = True
    paragraph.add_run(" Pa·m")
    raised = paragraph.add_run("3")._r
    position = OxmlElement("w:position")
    position.set(qn("w:val"), "6")
    raised.get_or_add_rPr().append(position)
    assert texts(document) == ["菌落总数应不大于 1×10⁴ CFU/g", "泄漏率 1×10⁻⁵ Pa·m³"]


NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(document, text: str, number: int, level: int, style: str | None = None):
    paragraph = document.add_paragraph(text, style=style)
    properties = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    paragraph._p.get_or_add_pPr().append(properties)
    return paragraph


def with_numbering(document):
    part = document.part.numbering_part
    part._element.clear()
    for child in parse_xml(NUMBERING):
        part._element.append(child)
    return document


def test_automatic_numbers_are_counted_as_word_shows_them():
    document = with_numbering(docx.Document())
    numbered(document, "技术要求", 1, 0, "Heading 1")
    numbered(document, "外观", 1, 1, "Heading 2")
    numbered(document, "电阻", 1, 1, "Heading 2")
    numbered(document, "电阻应不大于 5 Ω。", 2, 0)
    numbered(document, "电感应不小于 2 mH。", 2, 0)
    numbered(document, "耐压", 1, 2, "Heading 3")
    numbered(document, "泄漏电流应不大于 5 mA。", 3, 0)
    numbered(document, "试验方法", 1, 0, "Heading 1")
    found = blocks(document)
    headings = [(b.number, b.title) for b in found if isinstance(b, Heading)]
    assert headings == [("4", "技术要求"), ("4.1", "外观"), ("4.2", "电阻"), ("4.2.1", "耐压"), ("5", "试验方法")]
    assert [b.marker for b in found if isinstance(b, Paragraph)] == ["a)", "b)", "a)"]
    rows = read_document(saved(document), "x.docx").requirements
    assert [(row.clause, row.name) for row in rows] == [("4.2", "电阻"), ("4.2", "电感"), ("4.2.1", "泄漏电流")]


def test_merged_cells_stand_in_each_of_their_places():
    document = docx.Document()
    table = document.add_table(rows=4, cols=4)
    words = [
        ["项目", "要求", "", ""],
        ["", "A类", "B类", "C类"],
        ["甲醛含量 mg/kg", "20", "75", "300"],
        ["pH值", "4.0～7.5", "", "4.0～9.0"],
    ]
    for cells, texts_of_row in zip(table.rows, words, strict=True):
        for cell, text in zip(cells.cells, texts_of_row, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 3))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    (found,) = (block for block in blocks(document) if isinstance(block, Table))
    assert found.header == ("项目", "要求 A类", "要求 B类", "要求 C类")
    assert [row.cells for row in found.rows] == [
        ("甲醛含量 mg/kg", "20", "75", "300"),
        ("pH值", "4.0～7.5", "4.0～7.5", "4.0～9.0"),
    ]


def test_tracked_changes_are_read_as_accepted_and_told():
    document = docx.Document()
    paragraph = document.add_paragraph("电阻应不大于 ")
    removed, added = (paragraph.add_run(text)._r for text in ("5", "3"))
    removed.find(qn("w:t")).tag = qn("w:delText")
    for run, name in ((removed, "del"), (added, "ins")):
        at = paragraph._p.index(run)
        paragraph._p.insert(at, tracked(name, run))
    paragraph.add_run(" Ω。")
    assert texts(document) == ["电阻应不大于 3 Ω。"]
    assert any("tracked changes" in notice.reason for notice in read_blocks(saved(document), "x.docx").notices)


def test_text_boxes_are_read_once_and_behind_their_paragraph():
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>Q/XY 1-2026</w:t></w:r></w:p></w:txbxContent>"
    xml = f"""<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
      xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
      xmlns:v="urn:schemas-microsoft-com:vml">
      <mc:AlternateContent><mc:Choice Requires="wps">
      <w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>
      <mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
    document.add_paragraph("企业标准")._p.append(parse_xml(xml))
    document.add_paragraph("以下为正文")
    assert texts(document) == ["企业标准", "Q/XY 1-2026", "以下为正文"]


def test_symbols_hidden_words_and_formulas():
    document = docx.Document()
    paragraph = document.add_paragraph("温升 ")
    symbol = OxmlElement("w:sym")
    symbol.set(qn("w:font"), "Symbol")
    symbol.set(qn("w:char"), "F0A3")
    paragraph.add_run()._r.append(symbol)
    paragraph.add_run(" 65 K")
    paragraph.add_run("（草稿）").font.hidden = True
    add_formula(document, "y=kx+b")
    found = blocks(document)
    assert found[0].text == "温升 ≤ 65 K"
    assert isinstance(found[1], Formula)
    assert any("hidden text" in notice.reason for notice in read_blocks(saved(document), "x.docx").notices)


@pytest.mark.parametrize("style", ["Heading 1", "Heading 2"])
def test_headers_footers_and_a_table_of_contents_are_no_text(style):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Q/XY 1-2026"
    document.add_paragraph("目 次")
    document.add_paragraph("1 范围\t1")
    document.add_paragraph("2 要求\t2")
    document.add_heading("1 范围", level=int(style[-1]))
    found = blocks(document)
    assert [(b.number, b.title) for b in found] == [("1", "范围")]
