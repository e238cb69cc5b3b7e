"""Tables that a converter left as HTML inside Markdown: cells with their spans filled out."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["read_html_table"]

_MAX_SPAN = 50
_MAX_CELLS = 50_000


class _TableParser(HTMLParser):
    """Collects rows of cells as (text, rows, columns)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[str, int, int]]] = []
        self._text: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._close()
            given = dict(attrs)
            self._span = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self._text = []
        elif tag in {"br", "p"} and self._text:
            self._text.append(" ")
        elif tag == "sup" and self._text is not None:
            self._text.append("<sup>")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._close()
        elif tag == "sup" and self._text is not None:
            self._text.append("</sup>")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _close(self) -> None:
        if self._text is None:
            return
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append((" ".join("".join(self._text).split()), *self._span))
        self._text = None


def _span(value: str | None) -> int:
    return min(int(value), _MAX_SPAN) if value and value.isdigit() and value != "0" else 1


def read_html_table(source: str) -> list[tuple[str, ...]]:
    """Return the rows of the first table in ``source``; a cell that spans several places stands in each of them."""
    parser = _TableParser()
    parser.feed(source)
    parser.close()
    grid: list[list[str]] = []
    hanging: dict[int, tuple[str, int]] = {}
    count = 0
    for cells in parser.rows:
        row: list[str] = []
        waiting = iter(cells)
        nxt = next(waiting, None)
        while nxt is not None or hanging.get(len(row)):
            column = len(row)
            if column in hanging:
                text, left = hanging.pop(column)
                if left > 1:
                    hanging[column] = (text, left - 1)
                row.append(text)
                continue
            if nxt is None:
                break
            text, down, across = nxt
            for offset in range(across):
                row.append(text)
                if down > 1:
                    hanging[column + offset] = (text, down - 1)
            nxt = next(waiting, None)
        count += len(row)
        if count > _MAX_CELLS:
            break
        grid.append(row)
    width = max(map(len, grid), default=0)
    return [tuple(row + [""] * (width - len(row))) for row in grid]
