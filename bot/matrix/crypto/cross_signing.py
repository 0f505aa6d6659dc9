"""Cross-signing: the bot signs its own device, as a person's client does, so that others can tell it is the bot's.

Clients that hand keys only to devices signed by their owner would otherwise leave the bot unable to read, and nio cannot sign. An
identity that the account has already from elsewhere is left alone, until somebody asks for a new one (`lotse keys reset`).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import aiohttp

from bot.matrix.crypto.client import KeyedClient
from bot.matrix.crypto.device_trust import bare, public_key, signed_devices
from bot.matrix.crypto.identity import Identity, keep, keep_upcoming, kept, master_key, new_identity, published, signature, upcoming
from bot.matrix.errors import HomeserverError, Unreachable

log = logging.getLogger(__name__)

_KEYS_API = "/_matrix/client/v3/keys"


class Call(Protocol):
    """`Connection.call`."""

    async def __call__(self, method: str, path: str, body: dict[str, Any] | None = None, /) -> dict[str, Any]: ...


class SigningRefused(Exception):
    """The homeserver does not accept the signing keys; the message says what an administrator can do."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What others see of a device and of the account that it belongs to."""

    fingerprint: str
    """The device's Ed25519 key; empty where its keys are not published."""
    master: str
    """The account's master key; empty where it has none."""
    signed: bool
    """Whether the identity vouches for the device."""
    whole: dict[str, Any]
    """The object of the device's keys as published (specification, "Device keys")."""


async def seen(call: Call, user: str, device: str) -> Seen:
    """Raises HomeserverError or Unreachable."""
    answer = await call("POST", f"{_KEYS_API}/query", {"device_keys": {user: []}})
    own = answer.get("device_keys", {}).get(user, {}).get(device, {})
    signed = signed_devices(answer, user).get(device)
    fingerprint = str(own.get("keys", {}).get(f"ed25519:{device}", ""))
    return Seen(
        fingerprint=fingerprint,
        master=public_key(answer.get("master_keys", {}).get(user, {})),
        signed=signed is not None and signed[1] == fingerprint,
        whole=own,
    )


async def sign_own_device(call: Call, nio: KeyedClient, folder: Path, password: str) -> str:
    """Signs the bot's device where it is not signed; the master key by which others then see it signed, empty where there is none.

    The identity may also be one that was made with another client. A failure is logged and tried again at the next start: an
    unsigned bot is better than none.
    """
    try:
        before = await seen(call, nio.user_id, nio.device_id)
        ours = _current(folder, nio, before.master)
        if before.signed:
            return before.master
        if not before.fingerprint:
            await nio.keys_upload()
        if not before.master:
            await _publish(call, nio, ours, password)
        elif before.master != ours.public:
            log.warning("the account has signing keys from another client, which are left alone: sign the device %s there", nio.device_id)
            return ""
        await _sign(call, nio, ours)
        after = await seen(call, nio.user_id, nio.device_id)
        return after.master if after.signed else ""
    except (HomeserverError, Unreachable, SigningRefused, aiohttp.ClientError, TimeoutError) as error:
        log.warning("the device could not be signed; clients that want signed devices will not trust it: %s", error or type(error).__name__)
        return ""


async def begin_anew(call: Call, nio: KeyedClient, folder: Path, password: str) -> None:
    """A new identity in place of any that the account has. Raises SigningRefused, HomeserverError or Unreachable.

    Clients of people who have verified the account tell them that it has changed.
    """
    fresh = new_identity()
    keep_upcoming(folder, nio.config.pickle_key, fresh)
    await _publish(call, nio, fresh, password)
    keep(folder, nio.config.pickle_key, fresh)
    await _sign(call, nio, fresh)


def _current(folder: Path, nio: KeyedClient, master: str) -> Identity:
    """The bot's own identity, made where there is none. One that was published just before the process ended counts, too."""
    secret = nio.config.pickle_key
    coming = upcoming(folder, secret)
    if coming is not None and coming.public == master:
        keep(folder, secret, coming)
        return coming
    ours = kept(folder, secret)
    if ours is None:
        ours = new_identity()
        keep(folder, secret, ours)
    return ours


async def _publish(call: Call, nio: KeyedClient, ours: Identity, password: str) -> None:
    """Uploads the keys. Where the homeserver asks for authentication it gets the password, if there is one."""
    user = nio.user_id
    path, keys = f"{_KEYS_API}/device_signing/upload", published(ours, user, nio.device_id, nio.olm.sign_json(master_key(ours, user)))
    try:
        await call("POST", path, keys)
        return
    except HomeserverError as error:
        if error.status != 401:
            raise
        refusal = error
    if not password or not refusal.session or ("m.login.password",) not in refusal.flows:
        raise SigningRefused(_what_to_do(refusal))
    login = {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": user}, "password": password}
    try:
        await call("POST", path, {**keys, "auth": {**login, "session": refusal.session}})
    except HomeserverError as error:
        if error.status not in (401, 403):
            raise
        raise SigningRefused("the homeserver does not accept the password for this: check matrix.password") from error


def _what_to_do(refusal: HomeserverError) -> str:
    """Advice for an account without a password, whose access token alone may not replace an identity."""
    if ("m.login.password",) in refusal.flows:
        return "the homeserver asks for the password of the account: set matrix.password, then try again"
    if refusal.approve_at:
        return (
            f"the homeserver wants somebody to approve new signing keys: log in as the bot at {refusal.approve_at} and approve it, or"
            " have an administrator of the homeserver call"
            " POST /_synapse/admin/v1/users/USER/_allow_cross_signing_replacement_without_uia (USER is the account of the bot);"
            " within ten minutes try again"
        )
    return (
        "the homeserver wants a login in a browser before it takes other signing keys, which the bot cannot do: log in to the account"
        " with the client that has its identity and verify the device of the bot there, or bring the identity here with `lotse keys import`"
    )


async def _sign(call: Call, nio: KeyedClient, ours: Identity) -> None:
    user, device = nio.user_id, nio.device_id
    own = (await seen(call, user, device)).whole
    if not own:
        raise SigningRefused("the homeserver does not know the keys of the device: start the bot once, then try again")
    signed = {**bare(own), "signatures": signature(user, ours.self_signing, own)}
    answer = await call("POST", f"{_KEYS_API}/signatures/upload", {user: {device: signed}})
    if answer.get("failures"):
        raise SigningRefused(f"the homeserver does not take the signature of the device: {answer['failures']}")
