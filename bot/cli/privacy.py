"""`lotse privacy export | erase | due`: what is kept of a person, erasing it without a chat, and which requests wait."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot.config import Config, ConfigError, load
from bot.domain.ids import UserId

if TYPE_CHECKING:
    from bot.domain.erasure_requests import ErasureRequest
    from bot.ports import Clock, Erased

app = typer.Typer(help="What is kept of a person: show it, erase it, and see which requests wait.", no_args_is_help=True)
ConfigPath = Annotated[Path, typer.Option("--config", envvar="LOTSE_CONFIG", help="The configuration file.")]
Person = Annotated[str, typer.Argument(help="A Matrix user id, for example @ben:stadt.example.")]
DEFAULT_CONFIG = Path("config.toml")
_USER = re.compile(r"@[^\s:@]+:[^\s@]+")


@app.command()
def export(
    person: Person,
    config: ConfigPath = DEFAULT_CONFIG,
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of standard output.")] = None,
) -> None:
    """Everything that is tied to the id of a person, as JSON, also while the bot runs."""
    settings, user = _load(config), _user(person)
    data = _run(exported(settings, user))
    if not data["tables"]:
        typer.echo(f"Nothing is kept of {user}.", err=True)
    content = (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    if output is None:
        sys.stdout.buffer.write(content)
        return
    try:
        with os.fdopen(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
    except OSError as error:
        _stop(f"{output} cannot be written: {error.strerror}")


@app.command()
def erase(
    person: Person,
    config: ConfigPath = DEFAULT_CONFIG,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a former member in place of a person's id, wherever it is stored. The bot must not run meanwhile."""
    settings, user = _load(config), _user(person)
    if not yes:
        typer.confirm(f"{user} becomes a former member wherever the id is stored, which cannot be taken back. Go on?", abort=True)
    alias, erased = _run(erased_of(settings, user))
    if alias is None:
        typer.echo(f"Nothing is kept of {user}.")
        return
    typer.echo(f"{user} is {alias} now: {sum(erased.changed.values())} places changed, {sum(erased.removed.values())} rows deleted.")
    typer.echo("Messages in rooms are not edited by this: the bot does that where the person asks in the chat (`!datenschutz löschen`).")
    typer.echo(
        "Backups made before still hold the id; restoring one of them erases it again, by erasures.json (keep it where the backups are)."
    )


@app.command()
def due(config: ConfigPath = DEFAULT_CONFIG) -> None:
    """Which requests to erase wait, and until when each is to be decided; also while the bot runs."""
    requests = _run(waiting(_load(config)))
    for request in requests:
        typer.echo(f"{request.due:%Y-%m-%d}  request {request.id}: {request.state.value}")
    typer.echo(f"{len(requests)} requests wait.", err=True)


async def exported(settings: Config, user: UserId, clock: Clock | None = None) -> dict[str, Any]:
    from bot.clock import SystemClock  # noqa: PLC0415  # the light commands start without the libraries of the bot
    from commands.privacy.shown import as_data  # noqa: PLC0415
    from storage.connection.database import open_readonly  # noqa: PLC0415

    store = await open_readonly(settings.storage.url.get_secret_value(), settings.storage.folder)
    try:
        async with store.reading() as tx:
            kept = await tx.people.what_is_kept(user)
    finally:
        await store.close()
    return as_data(user, kept, project=settings.project.name, at=(clock or SystemClock()).now())


async def erased_of(settings: Config, user: UserId, clock: Clock | None = None) -> tuple[UserId | None, Erased]:
    """The former member that the person is now, None where nothing was kept, and what was done."""
    from bot.cli.writing import opened_for_writing  # noqa: PLC0415
    from bot.clock import SystemClock  # noqa: PLC0415
    from bot.ports import Erased  # noqa: PLC0415

    now = (clock or SystemClock()).now()
    async with (
        opened_for_writing(settings.storage.url.get_secret_value(), settings.storage.folder) as store,
        store.transaction() as tx,
    ):
        if not await tx.people.what_is_kept(user):
            return None, Erased()
        request = await tx.erasure_requests.latest_of(user)
        alias = await tx.people.former(user, now)
        erased = await tx.people.erase(user, alias, now)
        if request is not None and request.is_open:
            await tx.erasure_requests.save(_carried_out(request, alias))
    return alias, erased


def _carried_out(request: ErasureRequest, alias: UserId) -> ErasureRequest:
    from dataclasses import replace  # noqa: PLC0415

    from bot.domain.erasure_requests import RequestState  # noqa: PLC0415

    return replace(request, person=alias, state=RequestState.ERASED)


async def waiting(settings: Config) -> list[ErasureRequest]:
    from storage.connection.database import open_readonly  # noqa: PLC0415

    store = await open_readonly(settings.storage.url.get_secret_value(), settings.storage.folder)
    try:
        async with store.reading() as tx:
            return list(await tx.erasure_requests.open())
    finally:
        await store.close()


def _user(said: str) -> UserId:
    if not _USER.fullmatch(said):
        _stop(f"{said}: not a Matrix user id; write for example @ben:stadt.example")
    return UserId(said)


def _load(path: Path) -> Config:
    try:
        return load(path, os.environ)
    except ConfigError as error:
        _stop(str(error))


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    from bot.cli.writing import BotRuns  # noqa: PLC0415
    from bot.ports import Interrupted  # noqa: PLC0415
    from storage.connection.errors import StorageError  # noqa: PLC0415

    try:
        return asyncio.run(work)
    except (StorageError, BotRuns, Interrupted) as error:
        _stop(str(error))


def _stop(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(1)
