"""Whether the homeserver and the account would let the bot in, without starting it and without leaving anything behind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import aiohttp

from bot.matrix.account import Account
from bot.matrix.errors import LoginFailed, Unreachable, in_words
from bot.matrix.http import CLIENT_API

_TIMEOUT = aiohttp.ClientTimeout(total=15)


async def newest_version(homeserver: str) -> str:
    """The newest version of Matrix that it speaks (`v1.16`). Raises Unreachable."""
    status, answer = await _ask("GET", f"{homeserver}/_matrix/client/versions")
    versions = answer.get("versions")
    if status != 200 or not isinstance(versions, list) or not versions:
        raise Unreachable(f"{homeserver} answers, but is no Matrix homeserver: check matrix.homeserver")
    return str(versions[-1])


async def account_device(account: Account, folder: Path) -> str:
    """The id of the device on which the bot would run; empty where its first start will make one. Raises LoginFailed or Unreachable.

    A password is checked by logging in and out again.
    """
    token = account.access_token or _kept_token(folder)
    if token:
        status, answer = await _ask("GET", f"{account.homeserver}{CLIENT_API}/account/whoami", token=token)
        if status != 200:
            where = "matrix.access_token" if account.access_token else "the kept session"
            raise LoginFailed(f"{where} is no longer accepted ({answer.get('errcode', status)}): get a new one with `lotse login`")
        if answer.get("user_id") != account.user_id:
            raise LoginFailed(f"the session belongs to {answer.get('user_id')}, but matrix.user_id is {account.user_id}")
        return str(answer.get("device_id", ""))
    if not account.password:
        raise LoginFailed("neither matrix.password nor matrix.access_token is set, and nobody has logged in with `lotse login`")
    login = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": account.user_id},
        "password": account.password,
        "initial_device_display_name": "Lotse (check)",
    }
    status, answer = await _ask("POST", f"{account.homeserver}{CLIENT_API}/login", body=login)
    if status != 200:
        raise LoginFailed(f"{account.user_id} cannot log in ({answer.get('errcode', status)}): check matrix.user_id and matrix.password")
    await _ask("POST", f"{account.homeserver}{CLIENT_API}/logout", body={}, token=answer["access_token"])
    return ""


def _kept_token(folder: Path) -> str:
    path = folder / "session.json"
    return str(json.loads(path.read_text())["access_token"]) if path.exists() else ""


async def _ask(method: str, url: str, *, body: dict[str, Any] | None = None, token: str = "") -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session, session.request(method, url, json=body, headers=headers) as response:
            answer = await response.json(content_type=None)
            return response.status, answer if isinstance(answer, dict) else {}
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Unreachable(f"{in_words(url, error)}: check matrix.homeserver and the network") from error
    except ValueError:
        return response.status, {}
