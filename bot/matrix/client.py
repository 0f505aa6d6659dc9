"""The session on the homeserver: one device, kept in the data folder and never made anew.

Transaction ids count per device and room keys belong to one, so a new login is a new identity: it happens once, at the first
start, and afterwards only where a person asks for it.
"""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from nio import AsyncClientConfig

from bot.domain.ids import UserId
from bot.matrix.account import Account, Session, begun
from bot.matrix.crypto.client import KeyedClient
from bot.matrix.crypto.cross_signing import sign_own_device
from bot.matrix.crypto.key_store import key_store
from bot.matrix.crypto.stale_store import is_outdated, note_life
from bot.matrix.errors import HomeserverError, LoginFailed, SessionLost, Unreachable
from bot.matrix.http import CLIENT_API, REQUEST_TIMEOUT, call, request
from bot.matrix.malformed import MALFORMED
from bot.matrix.private_files import kept_secret, private_folder, write_private

log = logging.getLogger(__name__)

MEDIA_API = "/_matrix/media/v3"
"""Uploads stay here; only downloads have moved to the client-server API (specification 1.11)."""


class Connection:
    """The session, and nio's client for what needs encryption. `call` is for everything else."""

    def __init__(self, homeserver: str, session: Session, nio: KeyedClient) -> None:
        self.homeserver = homeserver
        self.session = session
        self.nio = nio
        self.signed = False
        """Whether others see the device as signed by its owner; set by `connect` and `login`."""
        self.master = ""
        """The master key that vouches for the device, where it is signed."""

    async def call(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        query: list[tuple[str, str]] | None = None,
        timeout: timedelta = REQUEST_TIMEOUT,
    ) -> dict[str, Any]:
        """One request of the client-server API. Raises HomeserverError, SessionLost or Unreachable; `path` is quoted already."""
        return await call(self.nio, method, path, body, query, timeout, self.session.access_token)

    async def upload(self, data: bytes, mime: str, name: str = "") -> dict[str, Any]:
        """Puts a file into the homeserver's media store; its `mxc://` address is the answer's `content_uri`. Raises as `call` does."""
        query = [("filename", name)] if name else None
        return await request(self.nio, "POST", f"{MEDIA_API}/upload", data, mime, query, REQUEST_TIMEOUT, self.session.access_token)

    @property
    def fingerprint(self) -> str:
        """The Ed25519 key of the bot's device, in groups of four characters as clients show it."""
        return grouped(self.nio.olm.account.identity_keys["ed25519"])

    async def close(self) -> None:
        await self.nio.close()


async def connect(account: Account, folder: Path) -> Connection:
    """The kept session, or at the first start the one that `account` gives. Raises LoginFailed, SessionLost or Unreachable.

    `folder` gets `session.json` (the access token), `signing.json`, `pickle.key` and `encryption/`, all for the owner's eyes only.
    """
    session = _kept(account, folder)
    if session is None:
        return await login(account, folder)
    connection = _connection(account, session, folder)
    try:
        if await _whoami(connection) != session.user_id:
            raise LoginFailed(f"the access token belongs to another account than {account.user_id}")
        _open_store(connection, folder)
        if await is_outdated(connection.call, connection.nio, key_store(folder)):
            await connection.close()
            return await _on_a_new_device(account, folder, session)
    except SessionLost as error:
        await connection.close()
        raise SessionLost(f"{account.homeserver} no longer accepts the kept session of {session.user_id} ({error})") from error
    except HomeserverError as error:
        await connection.close()
        raise Unreachable(f"{account.homeserver} answers {error}") from error
    except BaseException:
        await connection.close()
        raise
    return await _signed(connection, account, folder)


async def login(account: Account, folder: Path) -> Connection:
    """A new session, kept in place of any other. Raises LoginFailed or Unreachable."""
    private_folder(key_store(folder))
    session = await begun(account)
    if session.user_id != account.user_id:
        raise LoginFailed(f"{account.homeserver} knows this account as {session.user_id}, but {account.user_id} is configured")
    connection = _connection(account, session, folder)
    try:
        _open_store(connection, folder)
        if await is_outdated(connection.call, connection.nio, key_store(folder)):
            raise LoginFailed(
                f"the device {session.device_id} has been used with other keys than those in {folder}:"
                " make an access token on a new device, and set matrix.access_token and matrix.device_id to it"
            )
    except HomeserverError as error:
        await connection.close()
        raise Unreachable(f"{account.homeserver} answers {error}") from error
    except BaseException:
        await connection.close()
        raise
    write_private(folder / "session.json", json.dumps({"homeserver": account.homeserver, **asdict(session)}))
    return await _signed(connection, account, folder)


async def _on_a_new_device(account: Account, folder: Path, old: Session) -> Connection:
    """A new device, because the keys of the old one are gone or stale (`stale_store`): nobody could read what it says."""
    if not account.password or account.access_token:
        raise LoginFailed(
            f"the keys of the device {old.device_id} in {folder} are lost, or older than the ones it last used, and only a new device can"
            " go on: run `lotse login`, or make a new access token on a new device and set matrix.access_token and matrix.device_id to it"
        )
    connection = await login(replace(account, access_token="", device_id=""), folder)
    log.warning("the keys of the device %s were lost or outdated: going on as %s", old.device_id, connection.session.device_id)
    with suppress(HomeserverError, SessionLost, Unreachable):
        await call(connection.nio, "POST", f"{CLIENT_API}/logout", {}, None, REQUEST_TIMEOUT, old.access_token)
    return connection


def _open_store(connection: Connection, folder: Path) -> None:
    session = connection.session
    try:
        connection.nio.restore_login(session.user_id, session.device_id, session.access_token)
    except MALFORMED as error:  # of vodozemac where the secret is another one, of the database where the file is broken
        raise LoginFailed(
            f"the keys in {folder / 'encryption'} cannot be opened: use the storage.secret that they were made with,"
            " or move that folder away, so that the bot goes on as a new device"
        ) from error


async def _signed(connection: Connection, account: Account, folder: Path) -> Connection:
    try:
        await note_life(connection.call, connection.nio, key_store(folder))
        connection.master = await sign_own_device(connection.call, connection.nio, folder, account.password)
        connection.signed = bool(connection.master)
    except BaseException:
        await connection.close()
        raise
    return connection


def _kept(account: Account, folder: Path) -> Session | None:
    path = folder / "session.json"
    if not path.exists():
        return None
    kept = json.loads(path.read_text())
    if kept["user_id"] != account.user_id:
        raise LoginFailed(f"{path} holds the session of {kept['user_id']}, but {account.user_id} is configured: use another folder")
    if account.access_token and account.access_token != kept["access_token"]:
        return None
    return Session(user_id=UserId(kept["user_id"]), device_id=kept["device_id"], access_token=kept["access_token"])


def _connection(account: Account, session: Session, folder: Path) -> Connection:
    private_folder(key_store(folder))
    config = AsyncClientConfig(
        # nio would store the token before what came with it was handled, and sleep without end when it is slowed down.
        store_sync_tokens=False,
        max_limit_exceeded=0,
        max_timeouts=0,
        encryption_enabled=True,
        pickle_key=account.secret or kept_secret(folder),
        request_timeout=int(REQUEST_TIMEOUT.total_seconds()),
    )
    nio = KeyedClient(
        account.homeserver,
        session.user_id,
        session.device_id,
        store_path=str(key_store(folder)),
        config=config,
        only_signed=account.only_signed,
        may_speak=account.may_speak,
    )
    return Connection(account.homeserver, session, nio)


async def _whoami(connection: Connection) -> str:
    try:
        return str((await connection.call("GET", f"{CLIENT_API}/account/whoami")).get("user_id"))
    except HomeserverError as error:
        raise Unreachable(f"{connection.homeserver} answers {error}") from error


def grouped(key: str) -> str:
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
