"""The command line: one command of `lotse` a function here or a module beside it."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from bot.cli import archive, backup, erase, keys, privacy
from bot.cli import copy as copying
from bot.cli import import_list as importing
from bot.cli.offline import project_of
from bot.config import Config, ConfigError, load

app = typer.Typer(
    help="Lotse, a Matrix bot that keeps a project of many municipalities on course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(keys.app, name="keys")
app.add_typer(privacy.app, name="privacy")
app.command()(copying.copy)
app.command("import")(importing.import_list)
backup.register(app)
app.command()(archive.archive)
app.command()(erase.erase)

ConfigPath = Annotated[Path, typer.Option("--config", envvar="LOTSE_CONFIG", help="The configuration file.")]
DEFAULT_CONFIG = Path("config.toml")


def main() -> None:
    app()


@app.command()
def run(config: ConfigPath = DEFAULT_CONFIG) -> None:
    """Run the bot until SIGTERM or Ctrl-C."""
    gc.disable()
    from bot.log_config import configure_logging  # noqa: PLC0415  # the light commands start without the libraries of the bot
    from bot.matrix.errors import HomeserverError, LoginFailed, SessionLost, Unreachable  # noqa: PLC0415
    from bot.monitoring import CannotListen  # noqa: PLC0415
    from bot.ports import Damaged, Deposed  # noqa: PLC0415
    from bot.process import run as run_bot  # noqa: PLC0415
    from storage.connection.errors import StorageError  # noqa: PLC0415

    # What is imported stays, so it is not searched for garbage, neither meanwhile nor in later collections.
    gc.freeze()
    gc.enable()
    settings = _load(config)
    configure_logging(settings.log.level, settings.log.format, sys.stderr)
    try:
        asyncio.run(run_bot(settings))
    except SessionLost as error:
        _stop(f"{error}\nThe homeserver has ended the session of the bot: begin a new one with `lotse login`.")
    except (StorageError, Damaged, Deposed, LoginFailed, HomeserverError, Unreachable, CannotListen) as error:
        _stop(str(error))


@app.command()
def check(config: ConfigPath = DEFAULT_CONFIG) -> None:
    """Say whether configuration, database, homeserver and account are fit."""
    from bot.cli.check import check as check_all  # noqa: PLC0415

    findings = asyncio.run(check_all(_load(config)))
    for finding in findings:
        typer.echo(f"{'ok ' if finding.fit else 'NO '} {finding.what}: {finding.says}")
    raise typer.Exit(0 if all(finding.fit for finding in findings) else 1)


@app.command()
def login(
    config: ConfigPath = DEFAULT_CONFIG,
    access_token: Annotated[str, typer.Option(envvar="LOTSE_LOGIN_TOKEN", help="Use this access token instead of a password.")] = "",
) -> None:
    """Log in once and keep the session in the data folder."""
    from bot.matrix.client import login as log_in  # noqa: PLC0415
    from bot.matrix.errors import LoginFailed, SessionLost, Unreachable  # noqa: PLC0415
    from bot.process import account_of  # noqa: PLC0415
    from storage.connection.errors import StorageError  # noqa: PLC0415
    from storage.connection.lock import FolderLock  # noqa: PLC0415

    settings = _load(config)
    account = account_of(settings, access_token=access_token)
    if not account.access_token and not account.password:
        account = account_of(settings, password=typer.prompt(f"Password of {account.user_id}", hide_input=True))

    async def keep() -> str:
        settings.storage.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FolderLock(settings.storage.folder)
        lock.take()
        try:
            connection = await log_in(account, settings.storage.folder)
            await connection.close()
        finally:
            lock.release()
        return connection.session.device_id

    try:
        device = asyncio.run(keep())
    except (LoginFailed, SessionLost, Unreachable, StorageError) as error:
        _stop(str(error))
    typer.echo(f"Logged in as {account.user_id} on device {device}.")


@app.command()
def demo(
    tour: Annotated[bool, typer.Option("--tour", help="End after the tour.")] = False,
) -> None:
    """Start a homeserver, rooms and people of its own, and play a guided tour."""
    try:
        from demo.run import show  # noqa: PLC0415
    except ImportError as error:
        _stop(f"the demo needs Synapse ({error.name} is missing): install lotse[demo]")
    asyncio.run(show(stay=not tour and sys.stdin.isatty() and sys.stdout.isatty()))


@app.command()
def export(
    config: ConfigPath = DEFAULT_CONFIG,
    form: Annotated[str, typer.Option("--format", help="json or csv (a ZIP with a file a list).")] = "json",
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of standard output.")] = None,
) -> None:
    """Export every record, also while the bot runs."""
    from storage.transfer.export import export as export_all  # noqa: PLC0415
    from storage.transfer.export import to_csv_zip  # noqa: PLC0415

    if form not in ("json", "csv"):
        _stop(f"--format {form}: write json or csv")
    settings = _load(config)
    data = _reading(settings, lambda store: export_all(store, settings.project.timezone))
    content = to_csv_zip(data) if form == "csv" else (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        try:
            with os.fdopen(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
        except OSError as error:
            _stop(f"{output} cannot be written: {error.strerror}")


@app.command()
def plan(
    config: ConfigPath = DEFAULT_CONFIG,
    days: Annotated[int, typer.Option(min=1, max=1100, help="How far ahead.")] = 30,
    now: Annotated[str, typer.Option(help="From this moment on (ISO 8601).")] = "",
) -> None:
    """A dry run: everything the bot would say by itself, when and where, if nobody reacts."""
    from bot.cli.plan import plan as plan_ahead  # noqa: PLC0415
    from bot.clock import SystemClock  # noqa: PLC0415
    from bot.log_config import configure_logging  # noqa: PLC0415

    settings = _load(config)
    configure_logging("error", settings.log.format, sys.stderr)
    zone = settings.project.timezone
    moment = _moment(now, zone) if now else SystemClock().now()
    project = project_of(settings)

    async def show(store: Any) -> None:
        count = 0
        ahead = plan_ahead(
            store, now=moment.astimezone(UTC), span=timedelta(days=days), project=project, zone=zone, settings=settings.short_forms()
        )
        async for each in ahead:
            count += each.is_said
            typer.echo(f"{each.at.astimezone(zone):%a %Y-%m-%d %H:%M}  {each.group}: {each.says}")
        typer.echo(f"{count} messages from {moment.astimezone(zone):%Y-%m-%d %H:%M} on, {days} days ahead.", err=True)

    _reading(settings, show)


@app.command()
def status(config: ConfigPath = DEFAULT_CONFIG) -> None:
    """Last sync, waiting messages, next timers, what failed; while the bot runs or not."""
    from bot.cli.status import status as report  # noqa: PLC0415
    from bot.clock import SystemClock  # noqa: PLC0415

    settings = _load(config)
    for line in _reading(settings, lambda store: report(store, SystemClock().now(), settings.project.timezone)):
        typer.echo(line)


@app.command()
def when(
    text: Annotated[str, typer.Argument(help="A date as people write it.")],
    now: Annotated[str, typer.Option(help="Understand it as if written at this moment (ISO 8601).")] = "",
    language: Annotated[str, typer.Option(help="de or en")] = "de",
    timezone: Annotated[str, typer.Option(help="Where it was written.")] = "Europe/Berlin",
) -> None:
    """How a date is understood: ISO 8601 on the first line, three lines for a series."""
    from bot.clock import SystemClock  # noqa: PLC0415
    from bot.texts import Setting, Texts  # noqa: PLC0415
    from bot.values.when import NotUnderstood, iso_lines, read  # noqa: PLC0415

    if language not in ("de", "en"):
        _stop(f"--language {language}: write de or en")
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        _stop(f"--timezone {timezone}: not a time zone, write for example Europe/Berlin")
    moment = _moment(now, zone) if now else SystemClock().now()
    try:
        understood = read(text, now=moment, zone=zone, language=language)
    except NotUnderstood as refused:
        setting = Setting(zone=zone, name_of=str)
        _stop(Texts(language).render(refused.reason, refused.params, setting).body)
    for line in iso_lines(understood):
        typer.echo(line)


def _moment(now: str, zone: ZoneInfo) -> datetime:
    """The moment of an ISO 8601 text, in `zone` where it has no offset."""
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        _stop(f"--now {now}: not ISO 8601, write for example 2026-11-23T10:00")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _load(path: Path) -> Config:
    try:
        return load(path, os.environ)
    except ConfigError as error:
        _stop(str(error))


def _reading(settings: Config, look: Any) -> Any:
    """The result of `look` on the database, opened read-only beside a running bot."""
    from storage.connection.database import open_readonly  # noqa: PLC0415
    from storage.connection.errors import StorageError  # noqa: PLC0415

    async def read() -> Any:
        store = await open_readonly(settings.storage.url.get_secret_value(), settings.storage.folder)
        try:
            found: Coroutine[Any, Any, Any] = look(store)
            return await found
        finally:
            await store.close()

    try:
        return asyncio.run(read())
    except StorageError as error:
        _stop(str(error))


def _stop(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(1)
