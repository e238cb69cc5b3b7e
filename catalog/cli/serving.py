"""``duibiao serve``: the web front end, its workers started on one socket without Nagle's delay."""

from __future__ import annotations

import os
import socket

import click

from catalog.cli.output import settings_of, workplace_of
from catalog.errors import UnusableInputError

__all__ = ["listening_socket", "serve"]


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens on ``host`` and ``port`` with TCP_NODELAY, which accepted connections inherit.

    Without it small answers on a kept-alive connection wait 40 ms for an acknowledgement. Raises UnusableInputError
    where the address is taken or not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise UnusableInputError(
            f"{host}:{port} cannot be used ({error.strerror or error}); choose another with --host and --port"
        ) from error
    listener.set_inheritable(True)
    return listener


@click.command(epilog="Example: duibiao serve --port 8700 --workers 2")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8700, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, workers: int) -> None:
    """Run the web front end until it is interrupted."""
    import uvicorn  # noqa: PLC0415 - the server loads only here
    from uvicorn.supervisors import Multiprocess  # noqa: PLC0415 - the same

    settings = settings_of(ctx)
    with workplace_of(ctx) as workplace:  # fails here, in one line, and not in each worker
        workplace.require_ready()
    listener = listening_socket(host, port)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Duibiao: http://{shown}:{listener.getsockname()[1]}/   (Ctrl+C stops it)")
    if settings.search_url == "embedded" and not settings.effective_database_url.startswith("sqlite"):
        click.echo(
            "The embedded index serves this machine only; several machines need DUIBIAO_SEARCH_URL "
            "with an Elasticsearch.",
            err=True,
        )
    os.environ["DUIBIAO_HOME"] = str(settings.home)  # the workers read their settings from the environment
    config = uvicorn.Config(
        "catalog.web.app:create_served_app",
        factory=True,
        workers=workers,
        log_level="warning",
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1",
    )
    if workers == 1:
        uvicorn.Server(config).run(sockets=[listener])
    else:
        Multiprocess(config, sockets=[listener]).run()
