"""The embedded engine keeps the contract; what follows is its own: folders, processes, damage."""

from __future__ import annotations

import pytest

from search import open_backend
from tests.search.contract import SearchContract, catalogue

__all__ = ["catalogue"]


@pytest.fixture
def backend(tmp_path):
    opened = open_backend("embedded", tmp_path / "index")
    yield opened
    opened.close()


class TestEmbedded(SearchContract):
    pass
