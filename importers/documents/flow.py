"""Running text to headings, numbered paragraphs and list items: what the words themselves tell, in any kind of file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from importers.documents.blocks import Block, Heading, Paragraph
from importers.documents.numbering import Numbering, split_number

__all__ = ["Flow"]

_MARKER = re.compile(
    r"^\s*(?:(?P<bullet>[-*+•·●■◆▪])\s+|(?P<dash>[—–]{2,}|[—–](?!\s*\d))\s*"
    r"|(?P<sign>\d{1,2}[.．](?![\d.])|\d{1,2}[、)）]|[（(](?:\d{1,2}|[a-z])[)）]|[a-zA-Z][)）]|[①-⑳])\s*)"
)
_CONTENTS = re.compile(r"^(?:目\s*[次录]|contents|table of contents)$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[\s.…·　]+(?:\d{1,3}|[IVXLC]{1,6}|[Ⅰ-Ⅻⅰ-ⅻ]{1,4})$")
_LONGEST_ENTRY = 60


@dataclass(slots=True)
class Flow:
    """Collects blocks from lines or paragraphs of plain text, in reading order."""

    blocks: list[Block] = field(default_factory=list)
    numbering: Numbering = field(default_factory=Numbering)
    fresh: bool = True
    """Whether the next line begins something new (after a blank line, a hard break, a heading)."""
    contents: set[str] | None = None
    """Titles seen in a table of contents while inside one."""

    def add(self, block: Block, *, fresh: bool = True) -> None:
        """Add a block that was recognised by other means."""
        self.blocks.append(block)
        self.fresh = fresh

    def is_contents(self, text: str, *, ends: bool) -> bool:
        """Tell whether a line belongs to a table of contents, which says everything that follows it once more.

        ``ends`` tells of a line that no such table has: a heading, a ruler.
        """
        if _CONTENTS.match(text):
            self.contents = set()
            return True
        if self.contents is None:
            return False
        if ends:
            self.contents = None
            return False
        title = re.sub(r"\s+", "", _PAGE_NUMBER.sub("", text))
        if title in self.contents or len(title) > _LONGEST_ENTRY or "。" in title:
            self.contents = None
            return False
        self.contents.add(title)
        return True

    def heading(self, text: str, line: int, level: int) -> None:
        """Add a heading that the file marks as one; its number may stand at the start of the text."""
        number, title = split_number(text)
        if number is not None:
            self.numbering.follow(number)
        self.add(Heading(title, line, number, level))

    def text(self, text: str, line: int, *, is_wrapped: bool = False) -> None:
        """Add a line of text: a heading by its number, a numbered paragraph, a list item, or words.

        ``is_wrapped`` tells that the line before was full, so that this one may go on with it.
        """
        number, rest = split_number(text)
        if number is not None and self.numbering.accepts(number, rest):
            self.numbering.follow(number)
            if _is_title(rest):
                self.add(Heading(rest, line, number))
            else:
                self.add(Paragraph(rest, line, number=number), fresh=False)
            return
        if marker := _MARKER.match(text):
            body = text[marker.end() :].strip()
            if body:
                self.add(Paragraph(body, line, marker=marker[0].strip()), fresh=False)
            return
        last = self.blocks[-1] if self.blocks else None
        if not self.fresh and isinstance(last, Paragraph) and is_wrapped:
            glue = " " if last.text[-1].isascii() and text[0].isascii() else ""
            self.blocks[-1] = Paragraph(f"{last.text}{glue}{text}", last.line, last.number, last.marker)
            self.fresh = False
            return
        self.add(Paragraph(text, line), fresh=False)


def _is_title(text: str) -> bool:
    """Tell whether the words after a clause number are a title and not a sentence."""
    if not text or len(text) > 30 or text[-1] in "。；;，,、":  # noqa: PLR2004 - longer ones are sentences
        return False
    return not re.search(
        r"[。；;：:，≤≥＜＞<>]|(?<![适反响对相供感效])应(?!力|用|变|急|答|激)|不得|不超过|\d\s*(?:%|[a-zA-ZΩ℃μ]{1,4}$)",
        text,
    )
