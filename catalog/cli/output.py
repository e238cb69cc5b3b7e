"""What the commands share: the home of an installation, JSON on standard output, words and tables for a person."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import orjson

from catalog.errors import DuibiaoError, UnusableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click
    from rich.console import Console

    from catalog.services.workplace import Workplace
    from catalog.settings import Settings

__all__ = [
    "console",
    "json_lines",
    "optional_workplace",
    "print_json",
    "read_file",
    "settings_of",
    "workplace_of",
    "write_line",
]

MAX_LINE = 1 << 20
"""Longest line that is taken from standard input, in bytes."""


def settings_of(ctx: click.Context) -> Settings:
    """Return the settings of the installation that the command line names.

    Raises UnusableInputError where a variable of the environment has a value that cannot be used.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - pydantic costs 0.2 s that pure commands need not pay

    from catalog.settings import Settings  # noqa: PLC0415 - the same

    home = ctx.find_root().obj
    try:
        return Settings(home=home.expanduser().resolve()) if home else Settings()
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)[0]
        variable = "DUIBIAO_" + "_".join(str(part) for part in wrong["loc"]).upper()
        raise UnusableInputError(
            f"{variable} has a value that cannot be used ({wrong['msg']}); correct or unset it",
            f"环境变量 {variable} 的值无法使用；请更正或取消设置",
        ) from error


@contextmanager
def workplace_of(ctx: click.Context) -> Iterator[Workplace]:
    """Open the installation that the command line names, and close it at the end."""
    from catalog.services.workplace import open_workplace  # noqa: PLC0415 - SQLAlchemy and tantivy load only here

    workplace = open_workplace(settings_of(ctx))
    try:
        yield workplace
    finally:
        workplace.close()


@contextmanager
def optional_workplace(ctx: click.Context, *, wanted: bool = True) -> Iterator[Workplace | None]:
    """Open the installation if there is one that can be used, and close it at the end; else yield none.

    One that cannot be used (not reachable, of another version) is said on standard error and does not stop the command.
    """
    from catalog.services.workplace import open_workplace  # noqa: PLC0415 - SQLAlchemy and tantivy load only here

    settings = settings_of(ctx)
    workplace = None
    if wanted and (settings.database_url is not None or (settings.home / "duibiao.sqlite3").exists()):
        try:
            workplace = open_workplace(settings)
            workplace.require_ready()
        except DuibiaoError as error:
            print(f"duibiao: not kept: {error.en}", file=sys.stderr)  # noqa: T201 - this is a command
            if workplace is not None:
                workplace.close()
            workplace = None
    try:
        yield workplace
    finally:
        if workplace is not None:
            workplace.close()


def write_line(value: object) -> None:
    """Write one JSON value as a line on standard output, UTF-8 and not escaped."""
    sys.stdout.buffer.write(orjson.dumps(value) + b"\n")


def print_json(value: object) -> None:
    """Write one JSON value on standard output, indented for a person who looks at it."""
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()


def json_lines(stream: IO[bytes]) -> Iterator[tuple[dict[str, Any] | None, str | None]]:
    """Yield each non-empty line of ``stream`` as (object, None), or (None, what is wrong with it)."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None, f"line {number}: longer than {MAX_LINE} bytes"
            continue
        if not line.strip():
            continue
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            yield None, f"line {number}: not JSON ({error})"
            continue
        yield (value, None) if isinstance(value, dict) else (None, f"line {number}: not a JSON object")


def read_file(path: str | Path, limit: int) -> bytes:
    """Return the bytes of a file.

    Raises UnusableInputError when it is absent, a folder, not readable, or larger than ``limit`` bytes.
    """
    file = Path(path)
    try:
        if file.is_dir():
            raise UnusableInputError(f"{file}: is a folder; name a file", f"{file}：是文件夹，请指定文件")
        size = file.stat().st_size
        if size > limit:
            raise UnusableInputError(
                f"{file}: {size:,} bytes, more than the {limit:,} that are read; split it or leave out pictures",
                f"{file}：{size:,} 字节，超过可读取的 {limit:,} 字节；拆分文件或去掉图片",
            )
        return file.read_bytes()
    except OSError as error:
        raise UnusableInputError(f"{file}: cannot be read ({error.strerror})", f"{file}：无法读取") from error


def console(*, stderr: bool = False, width: int | None = None) -> Console:
    """Return a terminal writer that uses colours where there is a terminal."""
    from rich.console import Console  # noqa: PLC0415 - only the human output needs rich

    return Console(stderr=stderr, highlight=False, width=width)
