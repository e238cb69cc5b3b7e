"""From a page's dataclass to HTML: one Jinja2 environment per language, strict about every name."""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined

from templates import vocabulary
from templates.assets import Assets
from templates.catalogues import Translations, read_catalogue
from templates.filters import filters_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LANGUAGES", "Page", "Renderer", "UnknownLanguageError"]

LANGUAGES: Mapping[str, str] = MappingProxyType({"zh": "zh-CN", "en": "en"})
"""The languages of the pages, the default first, with the value of ``<html lang>``."""


class UnknownLanguageError(ValueError):
    """The pages are not written in that language."""


class Page(Protocol):
    """A dataclass that is all a template gets; ``template`` names the template (``pages/home.html``)."""

    __dataclass_fields__: ClassVar[dict[str, Any]]
    template: ClassVar[str]


class Renderer:
    """Renders pages; made once per process, safe to use from many threads."""

    def __init__(self, assets: Assets | None = None) -> None:
        self.assets = assets or Assets()
        self._environments = {language: _environment(language, self.assets) for language in LANGUAGES}

    def render(self, page: Page, site: object, language: str) -> str:
        """Return ``page`` as HTML in ``language``; ``site`` is what every page shows around it.

        Raises :class:`UnknownLanguageError`; :class:`jinja2.UndefinedError` where a template asks for a name that the
        page does not have.
        """
        names = {field.name: getattr(page, field.name) for field in fields(page)}
        return self.environment(language).get_template(page.template).render(names, site=site)

    def environment(self, language: str) -> Environment:
        """Return the environment of ``language``, for tests and for fragments; raise :class:`UnknownLanguageError`."""
        try:
            return self._environments[language]
        except KeyError:
            raise UnknownLanguageError(language) from None


def _environment(language: str, assets: Assets) -> Environment:
    environment = Environment(
        loader=PackageLoader("templates", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    translations = Translations(read_catalogue(language))
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # added by i18n
    environment.filters.update(filters_of(language))
    environment.globals.update(
        static=assets.url,
        inline=assets.text,
        language=language,
        html_lang=LANGUAGES[language],
        gap="" if language == "zh" else " ",  # what stands between two sentences
        word=vocabulary.speaker(translations.pgettext),
        tone=vocabulary.tone,
    )
    return environment
