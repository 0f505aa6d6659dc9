"""A real homeserver for a while: Synapse on SQLite, on the loopback, in a folder of its own.

For demonstrations and tests only: passwords are hashed weakly, nothing federates, and by default nobody is slowed down.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hmac
import json
import os
import secrets
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import aiohttp

from demo.world.person import Person, Refused

Limits = Literal["lifted", "default"]

_NO_LIMIT = {"per_second": 100_000, "burst_count": 100_000}
_LIFTED: dict[str, Any] = {
    "rc_message": _NO_LIMIT,
    "rc_registration": _NO_LIMIT,
    "rc_login": {"address": _NO_LIMIT, "account": _NO_LIMIT, "failed_attempts": _NO_LIMIT},
    "rc_admin_redaction": _NO_LIMIT,
    "rc_joins": {"local": _NO_LIMIT, "remote": _NO_LIMIT},
    "rc_joins_per_room": _NO_LIMIT,
    "rc_invites": {"per_room": _NO_LIMIT, "per_user": _NO_LIMIT, "per_issuer": _NO_LIMIT},
    "rc_key_requests": _NO_LIMIT,
    "rc_room_creation": _NO_LIMIT,
    "rc_media_create": _NO_LIMIT,
}


class Homeserver:
    """A Synapse in `folder`. Stopped and started again it is the same server, on the same port."""

    def __init__(self, folder: Path, *, limits: Limits = "lifted", server_name: str = "stadt.example") -> None:
        self.folder = folder
        self.limits: Limits = limits
        self.server_name = server_name
        self.port = 0
        self._secret = ""
        self._process: asyncio.subprocess.Process | None = None
        self._people: list[Person] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Returns when it answers, after two seconds or so; RuntimeError with its last words if it does not come up."""
        self._configure()
        with (self.folder / "homeserver.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "synapse.app.homeserver", "--config-path", str(self.folder / "homeserver.json")),
                cwd=self.folder,
                stdout=log,
                stderr=log,
                # Ctrl-C in the terminal is for us; the server is stopped by `stop`, in order.
                start_new_session=True,
            )
        try:
            async with asyncio.timeout(60), aiohttp.ClientSession() as session:
                while not await self._answers(session):
                    if self._process.returncode is not None:
                        raise RuntimeError(f"the homeserver did not start: {self._last_words()}")
                    await asyncio.sleep(0.05)
        except BaseException:
            await self.stop(kill=True)
            raise

    async def stop(self, *, kill: bool = False) -> None:
        """Ends the process, in order or (with `kill`) as a power cut would."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
        try:
            async with asyncio.timeout(20):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    async def register(self, name: str, password: str, display_name: str = "", *, admin: bool = False) -> Person:
        """A new account and its client, logged in. Refused if the name is taken."""
        path = f"{self.url}/_synapse/admin/v1/register"
        async with aiohttp.ClientSession() as session:
            async with session.get(path) as response:
                nonce = (await response.json())["nonce"]
            parts = (nonce, name, password, "admin" if admin else "notadmin")
            mac = hmac.new(self._secret.encode(), "\0".join(parts).encode(), "sha1").hexdigest()
            body = {"nonce": nonce, "username": name, "password": password, "admin": admin, "mac": mac, "displayname": display_name or name}
            async with session.post(path, json=body) as response:
                answer = await response.json()
                if response.status != 200:
                    raise Refused(response.status, answer)
        person = Person(
            self.url,
            user_id=answer["user_id"],
            access_token=answer["access_token"],
            device_id=answer["device_id"],
            password=password,
            display_name=display_name or name,
        )
        self._people.append(person)
        return person

    async def close(self) -> None:
        for person in self._people:
            await person.close()
        await self.stop()

    async def _answers(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(f"{self.url}/_matrix/client/versions") as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False

    def _last_words(self) -> str:
        return (self.folder / "homeserver.log").read_text(errors="replace")[-2000:]

    def _configure(self) -> None:
        """Writes the configuration at the first start, and reads port and secret from it at later ones."""
        path = self.folder / "homeserver.json"
        if path.exists():
            config = json.loads(path.read_text())
            self.port, self._secret = config["listeners"][0]["port"], config["registration_shared_secret"]
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port, self._secret = free_port(), secrets.token_urlsafe(32)
        key = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        _write(self.folder / "signing.key", f"ed25519 a_demo {key}\n")
        _write(self.folder / "logging.json", json.dumps(_LOGGING))
        _write(path, json.dumps(self._config(), indent=1))

    def _config(self) -> dict[str, Any]:
        listener = {"port": self.port, "type": "http", "bind_addresses": ["127.0.0.1"], "resources": [{"names": ["client"]}]}
        return {
            "server_name": self.server_name,
            "public_baseurl": f"{self.url}/",
            "listeners": [listener],
            "pid_file": str(self.folder / "homeserver.pid"),
            "database": {"name": "sqlite3", "args": {"database": str(self.folder / "homeserver.db")}},
            "media_store_path": str(self.folder / "media"),
            "log_config": str(self.folder / "logging.json"),
            "signing_key_path": str(self.folder / "signing.key"),
            "registration_shared_secret": self._secret,
            "macaroon_secret_key": secrets.token_urlsafe(32),
            "form_secret": secrets.token_urlsafe(32),
            "trusted_key_servers": [],
            "federation_domain_whitelist": [],
            "report_stats": False,
            "presence": {"enabled": False},
            "bcrypt_rounds": 4,
            **(_LIFTED if self.limits == "lifted" else {}),
        }


@asynccontextmanager
async def homeserver(folder: Path, *, limits: Limits = "lifted", server_name: str = "stadt.example") -> AsyncIterator[Homeserver]:
    """A running homeserver in `folder`, stopped at the end together with the clients of its people; the folder stays."""
    server = Homeserver(folder, limits=limits, server_name=server_name)
    await server.start()
    try:
        yield server
    finally:
        await server.close()


_LOGGING: dict[str, Any] = {
    "version": 1,
    "handlers": {"file": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr"}},
    "root": {"level": "WARNING", "handlers": ["file"]},
    "disable_existing_loggers": False,
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _write(path: Path, text: str) -> None:
    """For the owner only: these files hold secrets."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
