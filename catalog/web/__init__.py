"""The web front end: FastAPI routes that call a service, build a page's dataclass and render it.

Routes never hold rules; pages are dataclasses in :mod:`catalog.web.contexts`; HTML is made in :mod:`templates`.
"""
