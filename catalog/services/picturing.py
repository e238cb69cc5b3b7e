"""Pictures of the pages of a document that a firm handed in, drawn once and kept beside the files."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
from typing import TYPE_CHECKING

from catalog.errors import DuibiaoError, NotFoundError
from importers.documents import draw_isolated, measure_isolated

if TYPE_CHECKING:
    from pathlib import Path

    from catalog.services.drafts import DraftContent
    from catalog.services.workplace import Workplace

__all__ = ["page_picture", "sizes_of"]

logger = logging.getLogger(__name__)

MOST_KEPT = 2000
"""Pictures that are kept; each can be drawn again, so the oldest go first."""


def sizes_of(data: bytes, form: str) -> tuple[tuple[float, float], ...]:
    """Return width and height in points of the pages of a PDF; none of other kinds and of what cannot be drawn."""
    if form != "pdf":
        return ()
    try:
        return measure_isolated(data)
    except DuibiaoError as error:
        logger.info("no pictures of pages: %s", error)
        return ()


def page_picture(workplace: Workplace, content: DraftContent, page: int) -> bytes:
    """Return one page (from 1) of a draft's document as a PNG.

    Raises NotFoundError where the document has no such page, UnusableInputError where it cannot be drawn.
    """
    if not 1 <= page <= len(content.page_sizes):
        raise NotFoundError(f"this document has no page {page}", f"此文件没有第 {page} 页")
    folder = workplace.settings.home / "pictures"
    kept = folder / f"{content.file_sha256}-{page}.png"
    with contextlib.suppress(OSError):
        return kept.read_bytes()
    picture = draw_isolated(workplace.declarations.files.read(content.file_sha256), page)
    _keep(folder, kept, picture)
    return picture


def _keep(folder: Path, kept: Path, picture: bytes) -> None:
    """Write a picture under its name at once or not at all; a full disk costs the next visitor a drawing."""
    part = folder / f".{secrets.token_hex(8)}.part"
    try:
        folder.mkdir(exist_ok=True)
        part.write_bytes(picture)
        os.replace(part, kept)  # noqa: PTH105 - the one that replaces what is there on every system
        every = sorted(folder.glob("*.png"), key=lambda path: path.stat().st_mtime)
        for old in every[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("the picture of a page was not kept: %s", error)
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
