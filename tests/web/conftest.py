"""The real application, served on loopback over a home folder with the sample data and two firms signed up."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from catalog.services.indexing import drain_all
from catalog.services.samples import load_samples
from catalog.services.workplace import Workplace, initialise, open_workplace
from catalog.settings import Settings
from catalog.web.app import create_app
from tests.web.serving import served
from tests.web.visiting import FIRMS, PASSWORD, Site, tokens


@pytest.fixture(scope="session")
def furnished_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home folder once: samples loaded and indexed, two firms signed up, each signed in on one device."""
    home = tmp_path_factory.mktemp("furnished") / "home"
    settings = Settings(home=home)
    initialise(settings)
    workplace = open_workplace(settings)
    load_samples(workplace)
    drain_all(workplace)
    for name, (uscc, firm) in FIRMS.items():
        workplace.accounts.sign_up(name, PASSWORD, uscc=uscc, firm_name=firm)
        _, tokens[name] = workplace.accounts.sign_in(name, PASSWORD, address="", client="Firefox")
    workplace.close()
    return home


@pytest.fixture(scope="module")
def site(furnished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a copy of that home, one for the tests of a module."""
    home = tmp_path_factory.mktemp("site") / "home"
    shutil.copytree(furnished_home, home)
    app = create_app(Settings(home=home))
    with served(app) as address:
        yield Site(app, address)


@pytest.fixture
def nobody(site: Site) -> Iterator[httpx.Client]:
    with site.visitor() as client:
        yield client


@pytest.fixture
def firm(site: Site) -> Iterator[httpx.Client]:
    with site.visitor("maker") as client:
        yield client


@pytest.fixture
def other_firm(site: Site) -> Iterator[httpx.Client]:
    with site.visitor("other") as client:
        yield client


@pytest.fixture
def workplace(site: Site) -> Workplace:
    """Give what the running site works with."""
    return site.app.state.web.workplace
