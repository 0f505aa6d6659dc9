"""`lotse keys status | reset | export | import`: the bot's identity as others see it, and how it moves to another machine."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from bot.config import Config, ConfigError, load

if TYPE_CHECKING:
    from bot.matrix.client import Connection

app = typer.Typer(
    help="The bot's own keys: what others see of them, a new identity, and carrying it to another machine.", no_args_is_help=True
)

ConfigPath = Annotated[Path, typer.Option("--config", envvar="LOTSE_CONFIG", help="The configuration file.")]
PassphraseFile = Annotated[Path | None, typer.Option("--passphrase-file", help="A file with the passphrase, for scripts.")]
DEFAULT_CONFIG = Path("config.toml")
Found = TypeVar("Found")


@app.command()
def status(config: ConfigPath = DEFAULT_CONFIG) -> None:
    """Say what other people's clients see of the bot; while it runs or not."""
    from bot.matrix.crypto.device_status import standing  # noqa: PLC0415  # the light commands start without the libraries of the bot

    settings = _load(config)
    lines, is_fit = _run(standing(settings.matrix.homeserver, settings.storage.folder))
    for line in lines:
        typer.echo(line)
    raise typer.Exit(0 if is_fit else 1)


@app.command()
def reset(
    config: ConfigPath = DEFAULT_CONFIG, yes: Annotated[bool, typer.Option("--yes", help="Don't ask whether that is meant.")] = False
) -> None:
    """Give the bot a new identity in place of the one that its account has."""
    from bot.matrix.crypto.cross_signing import begin_anew  # noqa: PLC0415

    settings = _load(config)
    if not yes:
        typer.confirm(f"Whoever has verified {settings.matrix.user_id} will be warned and has to do it again. Go on?", abort=True)
    password = settings.matrix.password.get_secret_value()
    if not password and not settings.matrix.access_token.get_secret_value():
        password = typer.prompt(f"Password of {settings.matrix.user_id}", hide_input=True, default="", show_default=False)

    async def anew(connection: Connection) -> bool:
        await begin_anew(connection.call, connection.nio, settings.storage.folder, password)
        return await _is_signed(connection)

    signed = _connected(settings, anew)
    typer.echo("The bot has a new identity, which has signed its device." if signed else "The bot has a new identity.")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="What to write.")], config: ConfigPath = DEFAULT_CONFIG, passphrase: PassphraseFile = None
) -> None:
    """Seal the bot's identity and its keys of rooms into a file."""
    from bot.matrix.crypto.identity import kept  # noqa: PLC0415
    from bot.matrix.crypto.key_export import MIN_PASSPHRASE_LENGTH, sealed  # noqa: PLC0415

    settings = _load(config)
    if file.exists():
        _stop(f"{file} exists already: name another file")
    words = _passphrase(passphrase, confirm=True)
    if len(words) < MIN_PASSPHRASE_LENGTH:
        _stop(f"The passphrase is too short: it needs {MIN_PASSPHRASE_LENGTH} characters or more.")

    async def seal(connection: Connection) -> str:
        identity = kept(settings.storage.folder, connection.nio.config.pickle_key)
        if identity is None:
            _stop("The bot has no identity of its own yet: start it once, or give it one with `lotse keys reset`.")
        return sealed(connection.nio, identity, words)

    text = _connected(settings, seal)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as written:
            written.write(text)
    except OSError as error:
        _stop(f"{file} cannot be written: {error.strerror}")
    typer.echo(f"{file} holds the bot's identity and its keys of rooms. Keep it and the passphrase apart from each other.")


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="What `lotse keys export` wrote.")],
    config: ConfigPath = DEFAULT_CONFIG,
    passphrase: PassphraseFile = None,
) -> None:
    """Take over the identity from a file, log in if there is no session yet, and sign the device."""
    from bot.matrix.crypto.identity import keep  # noqa: PLC0415
    from bot.matrix.crypto.key_export import NotReadable, take_over, unsealed  # noqa: PLC0415
    from bot.matrix.private_files import kept_secret, private_folder  # noqa: PLC0415

    settings = _load(config)
    try:
        user, identity, rooms = unsealed(file.read_text(encoding="utf-8"), _passphrase(passphrase, confirm=False))
    except OSError as error:
        _stop(f"{file} cannot be read: {error.strerror}")
    except (NotReadable, UnicodeDecodeError) as error:
        _stop(f"{file}: {error}")
    if user != settings.matrix.user_id:
        _stop(f"{file} holds the keys of {user}, but {settings.matrix.user_id} is configured.")

    def prepare() -> None:
        folder = settings.storage.folder
        private_folder(folder)
        keep(folder, settings.storage.secret.get_secret_value() or kept_secret(folder), identity)

    async def take(connection: Connection) -> tuple[int, bool]:
        return take_over(connection.nio, rooms), await _is_signed(connection)

    count, signed = _connected(settings, take, before=prepare)
    typer.echo(f"{count} keys of rooms were new.")
    if not signed:
        _stop("The account has another identity by now, which has not signed this device. `lotse keys status` says more.")
    typer.echo("The bot is the same identity as before, and its device is signed.")


def _connected(settings: Config, work: Callable[[Connection], Awaitable[Found]], before: Callable[[], None] = lambda: None) -> Found:
    """The result of `work` with the bot's session. Takes the folder lock, so the bot itself must not run meanwhile."""
    from bot.matrix.client import connect  # noqa: PLC0415
    from bot.process import account_of  # noqa: PLC0415
    from storage.connection.lock import FolderLock  # noqa: PLC0415

    async def run() -> Found:
        settings.storage.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FolderLock(settings.storage.folder)
        lock.take()
        try:
            before()
            connection = await connect(account_of(settings), settings.storage.folder)
            try:
                return await work(connection)
            finally:
                await connection.close()
        finally:
            lock.release()

    return _run(run())


async def _is_signed(connection: Connection) -> bool:
    from bot.matrix.crypto.cross_signing import seen  # noqa: PLC0415

    return (await seen(connection.call, connection.session.user_id, connection.session.device_id)).signed


def _run(work: Coroutine[Any, Any, Found]) -> Found:
    from bot.matrix.crypto.cross_signing import SigningRefused  # noqa: PLC0415
    from bot.matrix.errors import HomeserverError, LoginFailed, SessionLost, Unreachable  # noqa: PLC0415
    from storage.connection.errors import StorageError  # noqa: PLC0415

    try:
        return asyncio.run(work)
    except SessionLost as error:
        _stop(f"{error}\nThe homeserver has ended the session of the bot: begin a new one with `lotse login`.")
    except (LoginFailed, SigningRefused, HomeserverError, Unreachable, StorageError) as error:
        _stop(str(error))


def _passphrase(file: Path | None, *, confirm: bool) -> str:
    if file is None:
        return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm))
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        _stop(f"{file} cannot be read ({getattr(error, 'strerror', 'not UTF-8')})")


def _load(path: Path) -> Config:
    from bot.log_config import configure_logging  # noqa: PLC0415

    try:
        settings = load(path, os.environ)
        # Everything else is printed by the command itself.
        configure_logging("error", settings.log.format, sys.stderr)
        return settings
    except ConfigError as error:
        _stop(str(error))


def _stop(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(1)
