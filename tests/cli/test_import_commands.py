"""``import --all``, ``import --whole``, ``sources --template`` and ``show --on`` as commands."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).resolve().parents[1] / "importers" / "samples"


@pytest.fixture
def home(duibiao: Callable, tmp_path: Path) -> Path:
    home = tmp_path / "home"
    assert duibiao("--home", home, "init").code == 0
    return home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of all sources out of samples, in the places that the manifests name."""
    folder = tmp_path / "all"
    for source, place in (("cn-openstd", "cn-portals/openstd"), ("cen", "foreign-portals/cen"), ("form", "form")):
        shutil.copytree(SAMPLES / source, folder / place)
    return folder


def test_a_folder_of_all_sources_is_imported_in_one_run(
    duibiao: Callable, home: Path, folder: Path, tmp_path: Path
) -> None:
    ran = duibiao("--home", home, "import", "--all", folder, "--rejects", tmp_path / "r.jsonl", "--json")
    assert ran.code == 1, ran.err  # one line of the table has no number
    reports = {report["source"]: report for report in ran.json["sources"]}
    assert {name: (it["read"], it["created"], it["rejected"]) for name, it in reports.items()} == {
        "cn-openstd": (4, 2, 0),
        "cen": (1, 1, 0),
        "form": (2, 1, 1),
    }
    assert reports["cen"]["fill_rates"]["title"] == 1.0
    assert (tmp_path / "r-form.jsonl").read_bytes().count(b"\n") == 1
    again = duibiao("--home", home, "import", "--all", folder, "--json").json["sources"]
    assert [(it["created"], it["updated"]) for it in again] == [(0, 0)] * 3

    old = duibiao("--home", home, "show", "GB/T 99001", "--on", "2019-05-01", "--json").json
    assert (old["designation"], old["on"]) == ("GB/T 99001-2009", {"day": "2019-05-01", "in_force": True})
    new = duibiao("--home", home, "show", "GB/T 99001", "--on", "2021-05-01", "--json").json
    assert (new["designation"], new["on"]["in_force"]) == ("GB/T 99001-2020", True)
    assert {it["designation"]: it["in_force"] for it in new["editions"]} == {
        "GB/T 99001-2009": False,
        "GB/T 99001-2020": True,
    }
    assert "not in force" in duibiao("--home", home, "show", "GB/T 99001", "--on", "2021-05-01").out
    assert duibiao("--home", home, "show", "GB/T 99001", "--on", "soon").code == 2


def test_a_cut_source_is_refused_as_a_whole(duibiao: Callable, home: Path) -> None:
    ran = duibiao("--home", home, "import", "relaton-iso", SAMPLES / "iso-docid.json", "--whole")
    assert ran.code == 2
    assert "nothing was imported" in ran.err
    assert duibiao("--home", home, "show", "ISO 9902-5:2001").code == 2


def test_the_form_can_be_printed_and_fed_in(duibiao: Callable, home: Path, tmp_path: Path) -> None:
    header = duibiao("sources", "--template").out.strip()
    assert header.startswith("designation,title_zh")
    (tmp_path / "mine.csv").write_text(f"{header}\nQ/ABC 001-2026,产品规范\n", encoding="utf-8")
    assert duibiao("--home", home, "import", "enterprise-list", tmp_path / "mine.csv").code == 0
    assert duibiao("--home", home, "show", "Q/ABC 001-2026", "--json").json["titles"] == {"zh": "产品规范"}


@pytest.mark.parametrize("arguments", [(), ("relaton-iso",), ("--all", ".", "relaton-iso", "x")])
def test_a_source_and_paths_or_a_folder_are_needed(duibiao: Callable, arguments: tuple) -> None:
    assert duibiao("import", *arguments).code == 2
