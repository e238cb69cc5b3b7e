"""PDFs that are huge, endless, torn or locked: one clear sentence or a reading, soon, and never a traceback."""

from __future__ import annotations

import random
import time
from io import BytesIO

import pypdf
import pytest
from pypdf.constants import UserAccessPermissions

from catalog.errors import UnusableInputError
from importers.documents import read_document
from tests.importers.documents.raw_pdf import lines, one_page, pdf, stream

PLAIN = one_page(lines("4 Requirements", "4.1 The resistance shall not exceed 5 V."))
NOISE = random.Random(20260102)
RIGHTS = UserAccessPermissions.all() & ~UserAccessPermissions.EXTRACT
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 600 900]"
SECONDS = 20
"""Far more than any of them takes: the machine that runs the tests may be busy."""


def outcome(data):
    """Return the code of the refusal, or the reasons that the reading tells."""
    start = time.monotonic()
    try:
        said = " ".join(issue.reason for issue in read_document(data, "x.pdf").issues)
    except UnusableInputError as refusal:
        is_sentence = refusal.en.endswith(".") and refusal.zh.endswith("。")
        said = refusal.code if is_sentence else f"not a sentence: {refusal.en}"
    assert time.monotonic() - start < SECONDS
    assert not said.startswith("not a sentence"), said
    return said


def test_a_plain_file_is_read():
    (row,) = read_document(PLAIN, "x.pdf").requirements
    assert (row.clause, row.unit, row.source.page) == ("4.1", "V", 1)


def test_a_million_objects_are_refused():
    assert outcome(PLAIN + b"9 0 obj\n0 endobj\n" * 1_000_000) == "too-large"


@pytest.mark.parametrize("said", [100_000, 1], ids=["said", "not said"])
def test_a_hundred_thousand_pages_are_refused(said):
    kids = b"3 0 R " * 100_000
    many = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 595 842] >>" % (kids, said),
        3: b"<< /Type /Page /Parent 2 0 R >>",
    }
    if said == 1:
        # The library passes over a page that it has seen: only other pages make a long document.
        many |= dict.fromkeys(range(4, 1004), b"<< /Type /Page /Parent 2 0 R >>")
        many[2] = many[2].replace(kids, b"".join(b"%d 0 R " % at for at in range(3, 1004)))
    assert outcome(pdf(many)) == "too-many-pages"


def test_a_page_tree_that_holds_itself_ends():
    looped = pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"})
    assert outcome(looped) == "damaged"


def test_a_form_that_draws_itself_ends():
    form = stream(b"/A Do /A Do", FORM + b" /Resources << /XObject << /A 6 0 R >> >>")
    looped = one_page(lines("4 Requirements") + b" /A Do", resources=b"/XObject << /A 6 0 R >>", more={6: form})
    assert "damaged" not in outcome(looped)


def test_forms_that_multiply_cost_their_page_only():
    more = {
        at: stream(
            b"/N Do " * 30,
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /N %d 0 R >> >>" % (at + 1),
        )
        for at in range(6, 16)
    }
    more[16] = stream(lines("x"), b"/Type /XObject /Subtype /Form /BBox [0 0 600 900]")
    assert "more on it than any page" in outcome(one_page(b"/N Do", resources=b"/XObject << /N 6 0 R >>", more=more))


def test_a_page_that_unpacks_without_end_is_passed_over():
    assert "more on it than any page" in outcome(one_page(b" " * (200 * 1024 * 1024), packed=True))


def test_a_page_full_of_lines_is_passed_over():
    assert "more on it than any page" in outcome(one_page(b"0 0 m 9 9 l S " * 100_000))


@pytest.mark.parametrize(
    "broken",
    [
        PLAIN.replace(b"startxref", b"startxrff"),
        PLAIN[: PLAIN.rindex(b"xref\n0")],
        PLAIN.replace(b"0000000009", b"0000009999"),
    ],
    ids=["no start", "no table", "wrong place"],
)
def test_a_broken_table_of_objects_is_repaired(broken):
    assert len(read_document(broken, "x.pdf").requirements) == 1


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_cut_off_gives_a_sentence_or_what_is_left(tenth):
    assert outcome(PLAIN[: len(PLAIN) * tenth // 10]) is not None


def test_mutations_give_a_sentence_or_a_reading():
    for _ in range(300):
        data = bytearray(PLAIN)
        for _ in range(NOISE.randint(1, 12)):
            data[NOISE.randrange(len(data))] = NOISE.randrange(256)
        outcome(bytes(data))


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_broken_files_of_real_print_give_a_sentence_or_a_reading(shared_data):
    files = [path.read_bytes() for path in sorted((shared_data / "rice" / "pdf").glob("*.pdf"))]
    for _ in range(1000):
        data = bytearray(NOISE.choice(files))
        for _ in range(NOISE.randint(1, 60)):
            data[NOISE.randrange(len(data))] = NOISE.randrange(256)
        outcome(bytes(data))


# -- what a file carries beside its pages ------------------------------------


def test_scripts_and_attachments_are_told_and_left():
    carried = b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /Names << /EmbeddedFiles << /Names [] >> >>"
    told = outcome(one_page(lines("4 Requirements"), catalogue=carried))
    assert "JavaScript: it was not run" in told
    assert "attachments: they were not read" in told


def locked(**how):
    writer = pypdf.PdfWriter(BytesIO(PLAIN))
    writer.encrypt(algorithm="AES-128", **how)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_file_with_a_password_is_refused_with_what_to_do():
    assert outcome(locked(user_password="secret", owner_password="other")) == "encrypted"


def test_a_file_whose_text_may_not_be_copied_is_read_and_told():
    data = locked(user_password="", owner_password="other", permissions_flag=RIGHTS)
    read = read_document(data, "x.pdf")
    assert len(read.requirements) == 1
    assert any("does not permit copying" in issue.reason for issue in read.issues)


def test_a_font_that_names_no_character_is_told_and_nothing_of_it_is_read():
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    system = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    below = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X %s >>" % system
    content = b"BT /F1 11 Tf 70 700 Td <00340001002500330044> Tj ET"
    data = one_page(content, more={5: font, 6: below})
    read = read_document(data, "x.pdf")
    assert read.requirements == ()
    assert any("do not say which characters they draw" in issue.reason for issue in read.issues)
