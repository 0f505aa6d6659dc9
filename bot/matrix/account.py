"""The bot's account on the homeserver, and how a session begins: by password login, or with a token that somebody made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nio import AsyncClient

from bot.domain.ids import UserId
from bot.matrix.errors import HomeserverError, LoginFailed, SessionLost, Unreachable, passes
from bot.matrix.http import CLIENT_API, REQUEST_TIMEOUT, call


@dataclass(frozen=True, kw_only=True)
class Account:
    """The account as configured: with a password, or with an access token of a device that only this bot uses."""

    homeserver: str
    user_id: UserId
    password: str = ""
    access_token: str = ""
    device_id: str = ""
    """Given with an access token where the homeserver does not tell it; for a password the name of the device to be made."""
    secret: str = ""
    """The secret with which the stored keys are encrypted; empty where the folder holds one of its own."""
    only_signed: bool = True
    """Whether only devices that their owner has signed get our keys and may give commands."""
    may_speak: Callable[[], None] = lambda: None
    """Asked before each request; raises Unreachable where another bot may be speaking for this account."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """The bot as the homeserver knows it: user, device and access token."""

    user_id: UserId
    device_id: str
    access_token: str


async def begun(account: Account) -> Session:
    """A new session. Raises LoginFailed or Unreachable."""
    probe = AsyncClient(account.homeserver)
    try:
        return await (_of_token(probe, account) if account.access_token else _of_password(probe, account))
    finally:
        await probe.close()


async def _of_token(probe: AsyncClient, account: Account) -> Session:
    try:
        answer = await call(probe, "GET", f"{CLIENT_API}/account/whoami", None, None, REQUEST_TIMEOUT, account.access_token)
    except (HomeserverError, SessionLost) as error:
        _raise_if_it_passes(account, error)
        raise LoginFailed(f"{account.homeserver} does not accept the access token ({error}): check matrix.access_token") from error
    device = answer.get("device_id") or account.device_id
    if not device or (account.device_id and device != account.device_id):
        raise LoginFailed(f"the access token belongs to the device {device or 'without a name'}: set matrix.device_id to it")
    return Session(user_id=UserId(str(answer.get("user_id"))), device_id=device, access_token=account.access_token)


async def _of_password(probe: AsyncClient, account: Account) -> Session:
    if not account.password:
        raise LoginFailed("neither a password nor an access token is configured: set matrix.password or matrix.access_token")
    body = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": account.user_id},
        "password": account.password,
        "initial_device_display_name": "Lotse",
        **({"device_id": account.device_id} if account.device_id else {}),
    }
    try:
        answer = await call(probe, "POST", f"{CLIENT_API}/login", body, None, REQUEST_TIMEOUT, "")
    except (HomeserverError, SessionLost) as error:
        _raise_if_it_passes(account, error)
        raise LoginFailed(f"{account.homeserver} does not let {account.user_id} in ({error}): check matrix.password") from error
    return Session(user_id=UserId(answer["user_id"]), device_id=answer["device_id"], access_token=answer["access_token"])


def _raise_if_it_passes(account: Account, error: HomeserverError | SessionLost) -> None:
    """Raises Unreachable where the login may succeed later: nobody has to check the password because a server is away."""
    if isinstance(error, HomeserverError) and passes(error):
        raise Unreachable(f"{account.homeserver} answers {error}") from error
