"""Input that is empty, torn, huge or malicious: one clear sentence or a result, quickly, and never a traceback."""

from __future__ import annotations

import random
import time

import pytest

from catalog.errors import UnusableInputError
from importers.documents import read_document

TEXT = "# 4 技术要求\n\n## 4.1 电阻\n\n电阻应不大于 5 Ω。\n"
NOISE = random.Random(20260101)


def reads(data: bytes, name: str = "x.md") -> str:
    """Return "read" or the sentence of the refusal; anything else is a fault."""
    try:
        read_document(data, name)
    except UnusableInputError as refusal:
        sentences = (refusal.en[-1], refusal.zh[-1])
        return refusal.code if sentences == (".", "。") else f"not a sentence: {refusal.en}"
    return "read"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "x.md", "empty"),
        (b" \n\t\n", "x.md", "empty"),
        (b"\xef\xbb\xbf", "x.md", "empty"),
        (b"4 \x00 technical", "x.md", "binary"),
        (b"a\x02b", "x.txt", "binary"),
        (b"a" * (20 * 1024 * 1024), "x.md", "too-large"),
        (b"%PDF-1.7\n", "x.md", "damaged"),
        (b"PK\x03\x04....", "x.md", "unknown-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "x.doc", "unknown-kind"),
        (b"text", "x.docx", "unknown-kind"),
        (b"text", "x.pdf", "unknown-kind"),
        (b"\xff\xfe\x00\xd8", "x.txt", "undecodable"),
        (NOISE.randbytes(4000).translate(None, bytes(range(32))), "x.txt", "undecodable"),
    ],
)
def test_unusable_input_is_refused_with_one_sentence(data, name, code):
    assert reads(data, name) == code


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
    ],
    ids=["utf-8", "utf-8 with mark", "CRLF", "utf-16-le", "utf-16-be", "gb18030"],
)
def test_every_promised_encoding_gives_the_same_reading(data):
    (requirement,) = read_document(data, "Q_X 1.1-2026").requirements
    assert requirement.cells[0].constraint.intervals[0].high.exact == "5"
    assert requirement.source.line == 5


REPEATED = {
    "one line of a megabyte": lambda n: "# 4 技术要求\n" + "电阻应不大于 5 Ω，" * (n * 6),
    "headings": lambda n: "\n".join(f"# {i} 技术要求" for i in range(n)),
    "numbered lines": lambda n: "# 4 技术要求\n" + "\n".join(f"4.{i} 电阻：不大于 5 Ω；" for i in range(n // 10)),
    "nested lists": lambda n: "# 4 技术要求\n" + "\n".join(" " * (i % 900) + "- 电阻 ≥ 5 Ω" for i in range(n // 10)),
    "rows of a table": lambda n: "# 4 技术要求\n|项目|要求|\n|--|--|\n" + "|电阻|≥5 Ω|\n" * (n // 10),
    "columns of a table": lambda n: "# 4 技术要求\n|" + "机座号|" * n + "\n|" + "-|" * n + "\n|" + "1|" * n,
    "open formulas": lambda n: "# 4 技术要求\n" + "$$\n" * n,
    "open brackets": lambda n: "# 4 技术要求\n## 4.1 电阻\n" + "（" * n,
    "digits": lambda n: "# 4 技术要求\n## 4.1 电阻\n" + "9" * n,
    "operators": lambda n: "# 4 技术要求\n## 4.1 电阻\n" + "≥不" * n,
    "tags": lambda n: "# 4 技术要求\n" + "<a " * n,
    "html tables": lambda n: "# 4 技术要求\n" + "<table><tr><td rowspan=99 colspan=99>a\n" * (n // 10),
    "links": lambda n: "# 4 技术要求\n" + "[[" * n + "](x)" * n,
    "dashes": lambda n: "- " * n + "\n# 4 技术要求\n" + "-|" * n,
    "captions": lambda n: "# 4 技术要求\n" + "表1\n" * n,
}


@pytest.mark.parametrize("shape", REPEATED)
def test_time_grows_with_the_size_and_not_with_its_square(shape):
    spent = []
    for size in (2500, 10_000):
        data = REPEATED[shape](size).encode()
        start = time.perf_counter()
        reads(data)
        spent.append(time.perf_counter() - start)
    assert spent[1] < 8 * spent[0] + 1.0


@pytest.mark.parametrize(
    "table",
    [
        "| a | b\n|---\n| 1 | 2 | 3\n||||\n|\n",
        "表1\n| 机座号 | 25~55\n|--|--|\n|间隙 mm|≤0.5|3|\n",
        "|机座号|25~55|\n|间隙|≤0.5|\n",
        "|---|---|\n",
        "|机座号|x|\n|--|--|\n",
        "<table><tr></table>",
        "<table>\n<tr><td>机座号<td>25~55<tr><td>间隙 mm<td>≤0.5\n</table>",
    ],
)
def test_a_broken_table_is_read_or_told(table):
    reading = read_document(f"# 4 技术要求\n\n## 4.1 间隙\n\n{table}".encode(), "x.md")
    for requirement in reading.requirements:
        assert requirement.cells[0].constraint.intervals[0].high.exact == "0.5"


@pytest.mark.parametrize("tenth", range(1, 11))
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_real_standard_cut_anywhere_is_read_unless_a_character_is_torn(shared_data, tenth, encoding):
    for path in sorted((shared_data / "cn-enterprise-and-group").glob("*.md")):
        data = path.read_text(encoding="utf-8").encode(encoding)
        cut = data[: len(data) * tenth // 10 - tenth]
        is_torn = len(cut.decode(encoding, "ignore").encode(encoding)) < len(cut)
        assert reads(cut, path.name) == ("cut-off" if is_torn else "read")


def test_arbitrary_bytes_never_make_a_traceback():
    for length in (1, 2, 3, 10, 100, 1000):
        for _ in range(20):
            reads(NOISE.randbytes(length), "x.txt")
