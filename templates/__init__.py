"""Pages: Jinja2 templates, macros, style sheet and translations; the only place that imports jinja2.

A page is a frozen dataclass whose class attribute ``template`` names its template; the fields of the dataclass are the
names that the template may use, and nothing else is (:class:`jinja2.StrictUndefined`). Templates neither query nor
compute: what they show is ready in the dataclass, what they say is in English in the template and in Chinese in
``translations/zh.po``.
"""

from __future__ import annotations

from templates.assets import Asset, Assets
from templates.rendering import LANGUAGES, Page, Renderer, UnknownLanguageError

__all__ = ["LANGUAGES", "Asset", "Assets", "Page", "Renderer", "UnknownLanguageError"]
