"""What pages look like: exponents and footnote marks, columns, turned pages, tables of every kind, hidden words."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus import Table as Grid

from importers.documents import read_document
from importers.documents.blocks import Heading, Paragraph, Table
from importers.documents.pdf import read_blocks
from tests.importers.documents.raw_pdf import FONT, lines, one_page, pdf, stream


def texts(data):
    blocks = [block for block in read_blocks(data, "x.pdf").blocks if not isinstance(block, Table)]
    return [block.title if isinstance(block, Heading) else block.text for block in blocks]


def tables(data):
    return [block for block in read_blocks(data, "x.pdf").blocks if isinstance(block, Table)]


def with_raised(before, raised, after, rise=4):
    """Return a page with a line in which a piece stands higher, or lower, in small print."""
    return one_page(
        b"BT /F1 11 Tf 70 780 Td (%s) Tj /F1 7 Tf %d Ts (%s) Tj /F1 11 Tf 0 Ts (%s) Tj ET "
        % (before, rise, raised, after)
        + b"BT /F1 11 Tf 300 700 Td (end) Tj ET"
    )


@pytest.mark.parametrize(
    ("before", "raised", "after", "text"),
    [
        (b"at most 1x10", b"4", b" CFU/g", "at most 1x10⁴ CFU/g"),
        (b"at most 10", b"-3", b" S", "at most 10⁻³ S"),
        (b"at least 300 g/m", b"2", b"", "at least 300 g/m²"),
        (b"not greater than 15 %", b"3\\)", b".", "not greater than 15 %."),
        (b"not greater than 300", b"2", b" N", "not greater than 300 N"),
        (b"HDK 2,0 ", b"c", b"", "HDK 2,0"),
        (b"at 25", b"o", b"C", "at 25°C"),
    ],
)
def test_a_raised_piece_is_an_exponent_a_degree_or_a_footnote_mark(before, raised, after, text):
    assert texts(with_raised(before, raised, after))[0] == text


def test_a_lowered_piece_stays_with_its_letter():
    assert texts(with_raised(b"w", b"max", b" in %", rise=-3))[0] == "wmax in %"


def test_two_columns_are_read_one_after_the_other():
    def column(left, word):
        return lines(*(f"{word} {at:02} of this column fills its whole width." for at in range(12)), left=left, size=9)

    read = " ".join(texts(one_page(column(60, "Left") + b"\n" + column(310, "Right"))))
    assert read.index("Left 11") < read.index("Right 00")


@pytest.mark.parametrize(
    ("page", "content"),
    [
        (b"/Rotate 90", b"0 1 -1 0 595 0 cm "),
        (b"", b"0 1 -1 0 595 0 cm "),
        (b"/Rotate 270", b"0 -1 1 0 0 842 cm "),
    ],
    ids=["turned back by the page", "not turned back", "the other way"],
)
def test_a_turned_page_is_read_as_it_lies(page, content):
    data = one_page(content + lines("4 Requirements", "4.1 The force shall not exceed 5 N.", top=500), page=page)
    (row,) = read_document(data, "x.pdf").requirements
    left, top, right, bottom = row.source.box
    upright = page != b""
    assert (right - left > bottom - top) == upright
    assert left == pytest.approx(70, abs=3) if upright else True


def test_hidden_and_covered_words_are_not_read():
    hidden = b"BT 3 Tr /F1 11 Tf 70 600 Td (The force shall not exceed 9 N.) Tj ET 0 Tr "
    covered = lines("The force shall not exceed 8 N.", top=560) + b" 1 1 1 rg 60 550 400 30 re f 0 g "
    clipped = b"q 60 400 400 20 re W n " + lines("The force shall not exceed 7 N.", top=500) + b" Q "
    data = one_page(hidden + covered + clipped + lines("4 Requirements", "4.1 The force shall not exceed 5 N."))
    assert [row.text for row in read_document(data, "x.pdf").requirements] == ["The force shall not exceed 5 N."]


def test_words_printed_twice_on_the_same_spot_are_read_once():
    twice = lines("4 Requirements") + b"\n" + lines("4 Requirements", left=70.4)
    assert texts(one_page(twice)) == ["Requirements"]


def built(*flowables):
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(list(flowables))
    return out.getvalue()


RULED = [("GRID", (0, 0), (-1, -1), 0.5, 0)]


def test_a_table_over_a_page_break_is_one_table_with_one_header():
    rows = [["Item", "Limit", "Unit"], *([f"item {at}", str(at), "mm"] for at in range(60))]
    (table,) = tables(built(Grid(rows, style=RULED, repeatRows=1)))
    assert [row.cells[1] for row in table.rows] == [str(at) for at in range(60)]


def test_a_table_over_a_page_break_without_a_repeated_header_is_one_table():
    rows = [["Item", "Limit", "Unit"], *([f"item {at}", str(at), "mm"] for at in range(60))]
    (table,) = tables(built(Grid(rows, style=RULED)))
    assert len(table.rows) == 60


def test_merged_cells_stand_in_every_place_that_they_span():
    head = ["Item", "", "First", "Second"]
    rows = [head, ["Kernels", "whole", "2.5", "5.0"], ["", "broken", "0.5", ""], ["Water", "", "15.5", ""]]
    ends = [((0, 0), (1, 0)), ((0, 1), (0, 2)), ((2, 2), (3, 2)), ((0, 3), (1, 3)), ((2, 3), (3, 3))]
    spans = [("SPAN", *pair) for pair in ends]
    (table,) = tables(built(Grid(rows, style=[*RULED, *spans], colWidths=80)))
    assert table.header == ("Item", "First", "Second")
    assert [row.cells for row in table.rows] == [
        ("Kernels whole", "2.5", "5.0"),
        ("Kernels broken", "0.5", "0.5"),
        ("Water", "15.5", "15.5"),
    ]


THREE = [
    ("LINEABOVE", (0, 0), (-1, 0), 1, 0),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, 0),
    ("LINEBELOW", (0, -1), (-1, -1), 1, 0),
]


def test_a_three_line_table_has_its_columns_and_rows():
    rows = [["Item", "Limit", "Method"], ["Formaldehyde, mg/kg", "75", "2912.1"], ["pH", "4.0-8.5", "7573"]]
    (table,) = tables(built(Grid(rows, style=THREE, colWidths=130)))
    assert [table.header, *(row.cells for row in table.rows)] == [tuple(row) for row in rows]


def test_a_wrapped_name_in_a_three_line_table_stays_with_its_values():
    rows = [["Item", "Limit"], ["Colour fastness\nto perspiration", "3-4"], ["pH", "4.0-8.5"], ["Odour", "none"]]
    style = [*THREE, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    (table,) = tables(built(Grid(rows, style=style, colWidths=150)))
    assert [row.cells for row in table.rows] == [
        ("Colour fastness to perspiration", "3-4"),
        ("pH", "4.0-8.5"),
        ("Odour", "none"),
    ]


def test_running_headers_and_page_numbers_are_left_out():
    head = "BT /F1 9 Tf 400 815 Td (Q/ABC 001-2026) Tj ET"
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: FONT}
    kids = []
    for at in range(5):
        page, content = 4 + 2 * at, 5 + 2 * at
        foot = f"BT /F1 9 Tf 290 30 Td ({at + 1}) Tj ET"
        words = lines(f"{at + 4} Chapter {chr(65 + at)}", f"Words of chapter {at}.")
        objects[page] = (
            b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        objects[content] = stream(f"{head} {foot} ".encode() + words)
        kids.append(b"%d 0 R" % page)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count 5 /MediaBox [0 0 595 842] >>" % b" ".join(kids)
    read = texts(pdf(objects))
    assert read.count("Q/ABC 001-2026") == 1
    assert not any(text.isdigit() for text in read)


def test_progress_is_told_page_by_page(shared_data):
    told = []
    data = (shared_data / "rice" / "pdf" / "DB32T1580-2019.pdf").read_bytes()
    read_document(data, "x.pdf", progress=lambda done, pages: told.append((done, pages)))
    assert told == [(page, 8) for page in range(1, 9)]


def test_a_long_paragraph_has_the_place_of_its_sentence():
    first = "4.1 The force shall not exceed 5 N when it is measured in the usual way of the"
    second = "standard method. The length shall be at least 30 mm."
    data = one_page(lines("4 Requirements", first, second))
    force, length = read_document(data, "x.pdf").requirements
    assert isinstance(read_blocks(data, "x.pdf").blocks[1], Paragraph)
    assert force.source.box[1] < length.source.box[1]
    assert force.source.box[3] == length.source.box[3]


# -- what only looks like a clause or a limit --------------------------------------------------------------------------


def rows(data):
    return [(r.clause, r.name) for r in read_document(data, "x.pdf").requirements]


def test_a_number_that_points_forward_is_no_clause_when_the_clauses_between_follow_later():
    read = one_page(
        lines("1 Scope", "2 Terms", "3 Requirements", "3.1 General", "The limits of the probe are given in")
        + b"\n"
        + lines("8.7 and 8.8 of this text.", top=690)
        + b"\n"
        + lines("4 Technical requirements", "The distance between the marks shall be at least 1.25 mm.", top=660)
        + b"\n"
        + lines("5 Tests", "6 Marking", "7 Controls", "8 Annexes", top=600)
    )
    assert rows(read) == [("4", "distance between the marks")]


@pytest.mark.parametrize("text", ["Repeatability 8.3", "Class C 3 -5/30", "lead-free", "id: gb-18384", "Page 12"])
def test_a_number_behind_words_without_unit_or_sign_limits_nothing(text):
    assert rows(one_page(lines("1 Scope", "2 Technical requirements", text))) == []


def test_a_limit_under_two_duties_of_one_sentence_is_told_and_not_given_to_the_first():
    text = "The symbol shall appear near the figures and the characters shall be at least 3 mm."
    read = read_document(one_page(lines("1 Scope", "2 Technical requirements", text)), "x.pdf")
    assert read.requirements == ()
    assert any("3 mm" in issue.text for issue in read.issues)


@pytest.mark.parametrize("dashes", ["———", "——", "—— "])
def test_a_long_dash_before_a_number_is_the_mark_of_a_list_and_never_a_minus(dashes):
    text = (
        f"# 1 范围\n\n本文件适用。\n\n# 3 技术要求\n\n## 3.1 温度\n\n{dashes}20 ℃～50 ℃的工作环境温度应能正常工作。\n"
    )
    read = read_document(text.encode(), "x.md")
    numbers = [
        n.exact for r in read.requirements for c in r.cells for i in c.constraint.intervals for n in (i.low, i.high)
    ]
    assert "-20" not in numbers


@pytest.mark.parametrize("text", ["———21～50表示地区、自治州、盟；", "01、02还用于表示汇总码；", "A1～A9代表等级。"])
def test_the_meaning_of_a_code_is_no_range(text):
    read = read_document(f"# 1 范围\n\n本标准适用。\n\n# 3 要求\n\n## 3.2 数字码的结构\n\n{text}\n".encode(), "x.md")
    assert read.requirements == ()
    assert any(text[-4:-1] in issue.text for issue in read.issues)


@pytest.mark.parametrize("name", ["环境温度", "环境空气温度"])
def test_a_surrounding_temperature_is_a_range_over_which_the_product_works(name):
    read = read_document(f"# 1 范围\n\n本标准适用。\n\n# 5 使用条件\n\n{name}：-20 ℃～+60 ℃\n".encode(), "x.md")
    ((low, high),) = [(i.low.exact, i.high.exact) for r in read.requirements for i in r.cells[0].constraint.intervals]
    assert (low, high) == ("-20", "60")
    assert type(read.requirements[0].cells[0].constraint).__name__ == "CapabilityRange"
