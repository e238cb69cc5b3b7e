"""Translations: message catalogues read straight from their ``.po`` files, so that nothing has to be compiled.

The source language of the templates is English; a message that has no translation is shown in English.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

__all__ = ["Translations", "read_catalogue"]


class Translations:
    """The five callables that Jinja2's translation extension asks for, over one message catalogue."""

    def __init__(self, catalogue: Catalog | None) -> None:
        self._single: dict[tuple[str | None, str], str] = {}
        self._plural: dict[tuple[str | None, str], tuple[str, ...]] = {}
        for message in catalogue or ():
            if not message.id or message.fuzzy:
                continue
            context = message.context
            if isinstance(message.id, (tuple, list)):
                self._plural[context, message.id[0]] = tuple(message.string or ())
            elif isinstance(message.string, str) and message.string:
                self._single[context, message.id] = message.string

    def gettext(self, message: str) -> str:
        """Return ``message`` translated."""
        return self._single.get((None, message), message)

    def pgettext(self, context: str, message: str) -> str:
        """Return ``message`` as it is said in ``context``."""
        return self._single.get((context, message), message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the form for ``n`` things. Chinese has one form, English two."""
        return self._choose(None, singular, plural, n)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """Return the form for ``n`` things in ``context``."""
        return self._choose(context, singular, plural, n)

    def _choose(self, context: str | None, singular: str, plural: str, n: int) -> str:
        forms = self._plural.get((context, singular))
        if not forms or not forms[0]:
            return singular if n == 1 else plural
        return forms[0] if n == 1 or len(forms) == 1 else forms[1]


def read_catalogue(language: str) -> Catalog | None:
    """Return the message catalogue of ``language``, or none where the templates speak it themselves."""
    source = files("templates").joinpath("translations", f"{language}.po")
    if not source.is_file():
        return None
    with source.open("rb") as stream:
        return read_po(stream, locale=language)
