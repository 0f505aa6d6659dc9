"""`lotse check`: whether the bot can run as it is configured, checked for database, homeserver and account, each with advice if not."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.config import Config
from bot.matrix.errors import LoginFailed, SessionLost, Unreachable
from bot.matrix.preflight import account_device, newest_version
from bot.odt import is_installed
from bot.pictures import SAMPLE, NotDrawn, encoded, missing
from bot.pictures.child import drawn
from bot.process import account_of
from storage.connection.database import open_readonly
from storage.connection.errors import NoDatabase, StorageError


@dataclass(frozen=True)
class Finding:
    """One line of `lotse check`. `says` is what works, or what is wrong and what to do."""

    what: str
    fit: bool
    says: str


async def check(config: Config) -> list[Finding]:
    """The findings, in the order in which `lotse run` would meet the problems."""
    findings = [Finding("configuration", True, f"project “{config.project.name}”, {config.project.timezone.key}")]
    findings.append(Finding("files", True, _files()))
    findings.append(Finding("pictures", True, await pictures()))
    findings.append(await _found("database", lambda: _database(config)))
    homeserver = await _found("homeserver", lambda: _homeserver(config))
    findings.append(homeserver)
    if homeserver.fit:
        findings.append(await _found("account", lambda: _account(config)))
    else:
        findings.append(Finding("account", False, "cannot be tried without the homeserver"))
    return findings


def _files() -> str:
    if is_installed():
        return "minutes as Markdown and as ODT"
    return "minutes as Markdown alone; for ODT as well, which LibreOffice and Word open: pip install lotse[documents]"


async def pictures() -> str:
    """Draws one: a library that is installed may still not run on this machine, and without its font a picture has no words."""
    lacking = missing()
    if lacking:
        return f"none, all is said in words alone ({', '.join(lacking)} not installed); for them: pip install lotse[pictures]"
    try:
        await drawn(encoded(SAMPLE))
    except NotDrawn as error:
        return f"none, all is said in words alone: {error}"
    return "of traffic lights and milestones, beside their words"


async def _found(what: str, look: Callable[[], Awaitable[str]]) -> Finding:
    try:
        return Finding(what, True, await look())
    except (StorageError, LoginFailed, SessionLost, Unreachable) as error:
        return Finding(what, False, str(error))


async def _database(config: Config) -> str:
    folder, url = config.storage.folder, config.storage.url.get_secret_value()
    where = f"in {folder}" if not url else "at the configured address"
    try:
        reader = await open_readonly(url, folder)
    except NoDatabase:
        above = _first_existing(folder)
        if not os.access(above, os.W_OK):
            raise StorageError(f"{above} is not writable: change its owner, or set storage.folder to another place") from None
        return f"none yet, will be made {where}"
    await reader.close()
    return f"can be read {where}"


def _first_existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())


async def _homeserver(config: Config) -> str:
    version = await newest_version(config.matrix.homeserver)
    return f"{config.matrix.homeserver} speaks Matrix up to {version}"


async def _account(config: Config) -> str:
    device = await account_device(account_of(config), config.storage.folder)
    return f"{config.matrix.user_id} on device {device}" if device else f"{config.matrix.user_id} can log in"
