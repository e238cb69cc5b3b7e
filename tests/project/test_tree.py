"""What the tree may hold: its own words, no paths of one machine, no hosts of registries, documents that are true."""

from __future__ import annotations

import re
import subprocess
import tomllib

import click
import pytest

from catalog.cli import COMMANDS, SUMMARIES, cli
from catalog.settings import Settings
from tests.conftest import ROOT

TEXTS = {".py", ".md", ".toml", ".html", ".css", ".js", ".json", ".jsonl", ".csv", ".lock", ".po", ".yml", ".yaml", ""}


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("paths of one machine", r"/(work|home|root|Users)/[a-z]+/"),
        ("hosts of package registries", r"https?://[^ \"/]*(pypi|pythonhosted|npmjs|maven|golang|debian|crates)\."),
        ("words of a workplace", r"\b(shared/hooks|before-stop)\b"),
    ],
)
def test_the_tree_names_no(what: str, pattern: str) -> None:
    found = [
        f"{name}: {match.group()}"
        for name in tracked()
        if (ROOT / name).suffix in TEXTS and name != "tests/project/test_tree.py"
        for match in re.finditer(pattern, (ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found, what


def test_only_the_agreed_folders_stand_at_the_top() -> None:
    folders = {name.split("/")[0] for name in tracked() if "/" in name}
    assert folders == {".ci", ".readme", "catalog", "declarations", "importers", "search", "templates", "tests"}


def test_no_module_is_called_utils_or_grows_out_of_its_room() -> None:
    product = [name for name in tracked() if name.endswith(".py") and not name.startswith("tests/")]
    assert not [name for name in product if re.search(r"(utils|helpers|common|manager)\.py$", name)]
    long = {name: lines for name in product if (lines := (ROOT / name).read_text().count("\n")) > 500}
    assert not long


def test_every_command_and_setting_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"`duibiao {name}" not in readme]
    settings = [f"DUIBIAO_{name.upper()}" for name in Settings.model_fields]
    assert not missing
    assert not [name for name in settings if name not in readme]


def test_every_command_loads_and_shows_help_with_an_example() -> None:
    context = click.Context(cli)
    assert set(COMMANDS) == set(SUMMARIES)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        assert command.help, name
        if not isinstance(command, click.Group):
            assert "Example" in (command.epilog or ""), name


def test_the_lock_has_a_hash_for_every_library_and_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"(?m)^([a-z0-9][a-z0-9._-]*)==", lock)
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [re.split(r"[\[<>=]", line)[0].lower().replace(".", "-") for line in wanted["dependencies"]]
    assert set(names) <= set(entries)
    assert len(re.findall(r"(?m)^[a-z0-9][^\n]*\\\n\s+--hash=sha256:", lock)) == len(entries)
    assert "--index" not in lock
    assert "://" not in lock
