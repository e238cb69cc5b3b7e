"""What a form carries, as text that can be kept and shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from catalog.errors import UnusableInputError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.datastructures import FormData

__all__ = ["FormDep", "UploadDep", "clean_text", "form_of", "upload_of"]

LONGEST_FIELD = 2000
"""Characters of one field; every field of the site's own forms is shorter."""

_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def clean_text(text: str) -> str:
    """Return ``text`` without what no document has: control characters, halves of letters, marks that turn the line.

    The last would let a name show something else than what it says.
    """
    return _UNUSABLE.sub("", text)


async def form_of(request: Request) -> AsyncIterator[dict[str, str]]:
    """Give the plain fields of the form that was sent; raises UnusableInputError where one is too long."""
    async for form in _read(request, 1 << 20):
        fields = {name: clean_text(value) for name, value in form.multi_items() if isinstance(value, str)}
        for name, value in fields.items():
            if len(value) > LONGEST_FIELD:
                raise UnusableInputError(
                    f"the field {name[:40]} is longer than {LONGEST_FIELD} characters; shorten it",
                    f"字段 {name[:40]} 超过 {LONGEST_FIELD} 个字符；请缩短",
                )
        yield fields


async def upload_of(request: Request) -> AsyncIterator[FormData]:
    """Give a form with files, whose text fields may be as long as a file."""
    async for form in _read(request, request.app.state.web.workplace.settings.max_upload_bytes):
        yield form


async def _read(request: Request, longest: int) -> AsyncIterator[FormData]:
    try:
        form = await request.form(max_part_size=longest)
    except UnicodeError as error:  # a form names its own character set, and some of them cannot be read
        raise HTTPException(400) from error
    try:
        yield form
    finally:
        await form.close()


FormDep = Annotated[dict[str, str], Depends(form_of)]
UploadDep = Annotated["FormData", Depends(upload_of)]
