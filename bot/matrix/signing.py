"""How do others know that the device is the bot's own? The bot signs it itself, as a person's client does (cross-signing).

Clients that hand keys only to devices signed by their owner would leave the bot unable to read, and nio cannot sign. The three
keys are made once and kept; an identity that the account has already from elsewhere is left alone.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import aiohttp
import vodozemac
from nio import Api
from nio.crypto.sessions import derive_pickle_key

from bot.matrix.encryption import KeyedClient
from bot.matrix.errors import HomeserverError, Unreachable
from bot.matrix.files import write_private

log = logging.getLogger(__name__)

_KEYS = "/_matrix/client/v3/keys"


class Call(Protocol):
    """`Connection.call`."""

    async def __call__(self, method: str, path: str, body: dict[str, Any] | None = None, /) -> dict[str, Any]: ...


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The pickled key pairs, and the device that they have signed."""

    master: str
    self_signing: str
    user_signing: str
    signed_device: str = ""


async def sign_own_device(call: Call, nio: KeyedClient, folder: Path, password: str) -> bool:
    """Whether others see the device signed by the account's own identity, be that ours or one made with another client.

    Signs it where it is not. What fails is logged and tried again at the next start: unsigned is better than absent.
    """
    path = folder / "signing.json"
    identity = Identity(**json.loads(path.read_text())) if path.exists() else _new_identity(nio)
    # Kept before they are published: what others have seen of us must never be lost.
    write_private(path, json.dumps(asdict(identity)))
    try:
        known = await _published(call, nio)
        if not is_signed(known, nio):
            if nio.should_upload_keys:
                await nio.keys_upload()
                known = await _published(call, nio)
            await _publish(call, nio, identity, password, known)
            known = await _published(call, nio)
    except (HomeserverError, Unreachable, aiohttp.ClientError, TimeoutError) as error:
        log.warning("the device could not be signed; clients that want signed devices will not trust it: %s", error or type(error).__name__)
        return bool(identity.signed_device == nio.device_id)
    signed = is_signed(known, nio)
    write_private(path, json.dumps(asdict(replace(identity, signed_device=nio.device_id if signed else ""))))
    return signed


def is_signed(known: dict[str, Any], nio: KeyedClient) -> bool:
    """Whether in `known`, an answer of /keys/query, the master key vouches for the self-signing key and that one for our device."""
    user, device = nio.user_id, nio.device_id
    master, signing = (known.get(f"{usage}_keys", {}).get(user, {}) for usage in ("master", "self_signing"))
    own = known.get("device_keys", {}).get(user, {}).get(device, {})
    ours = own.get("keys", {}).get(f"ed25519:{device}") == nio.olm.account.identity_keys["ed25519"]
    return bool(ours) and _vouches(user, master, signing) and _vouches(user, signing, own)


async def _published(call: Call, nio: KeyedClient) -> dict[str, Any]:
    """What others see of the account's keys."""
    return await call("POST", f"{_KEYS}/query", {"device_keys": {nio.user_id: []}})


async def _publish(call: Call, nio: KeyedClient, identity: Identity, password: str, known: dict[str, Any]) -> None:
    user, device = nio.user_id, nio.device_id
    own = known.get("device_keys", {}).get(user, {}).get(device)
    master, signer = _opened(nio, identity.master), _opened(nio, identity.self_signing)
    theirs = known.get("master_keys", {}).get(user, {}).get("keys", {})
    if theirs and f"ed25519:{_public(master)}" not in theirs:
        log.warning("the account has signing keys from another client, which are left alone: sign the device %s there", device)
        return
    if own is None:
        log.warning("the homeserver does not know the keys of the device %s", device)
        return
    if not theirs:
        await _upload(call, user, password, _key_set(nio, identity))
    unsigned = _unsigned(own)
    signed = {**unsigned, "signatures": _signature(user, signer, unsigned)}
    answer = await call("POST", f"{_KEYS}/signatures/upload", {user: {device: signed}})
    if answer.get("failures"):
        log.warning("the homeserver does not take the signature of the device: %s", answer["failures"])


async def _upload(call: Call, user: str, password: str, keys: dict[str, Any]) -> None:
    """Servers that ask who we are get the password, if we have one."""
    path = f"{_KEYS}/device_signing/upload"
    try:
        await call("POST", path, keys)
    except HomeserverError as error:
        if error.status != 401 or not password or not error.session:
            raise
        login = {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": user}, "password": password}
        await call("POST", path, {**keys, "auth": {**login, "session": error.session}})


def _key_set(nio: KeyedClient, identity: Identity) -> dict[str, Any]:
    """Specification, "Cross-signing": the master key signs the two others, and the device the master key."""
    user = nio.user_id
    master = _opened(nio, identity.master)
    top = _key(user, "master", master)
    top["signatures"] = {user: {f"ed25519:{nio.device_id}": nio.olm.sign_json(_key(user, "master", master))}}
    keys = {"master_key": top}
    for usage, pickled in (("self_signing", identity.self_signing), ("user_signing", identity.user_signing)):
        key = _key(user, usage, _opened(nio, pickled))
        keys[f"{usage}_key"] = {**key, "signatures": _signature(user, master, key)}
    return keys


def _key(user: str, usage: str, pair: vodozemac.Account) -> dict[str, Any]:
    return {"user_id": user, "usage": [usage], "keys": {f"ed25519:{_public(pair)}": _public(pair)}}


def _signature(user: str, signer: vodozemac.Account, content: dict[str, Any]) -> dict[str, Any]:
    signature = signer.sign(Api.to_canonical_json(content).encode()).to_base64()
    return {user: {f"ed25519:{_public(signer)}": signature}}


def _vouches(user: str, signer: dict[str, Any], content: dict[str, Any]) -> bool:
    """Whether the key of `signer`, which has only one, has signed `content`."""
    key = next(iter(signer.get("keys", {}).values()), "")
    signature = content.get("signatures", {}).get(user, {}).get(f"ed25519:{key}")
    if signature is None:
        return False
    try:
        public = vodozemac.Ed25519PublicKey.from_base64(key)
        public.verify_signature(Api.to_canonical_json(_unsigned(content)).encode(), vodozemac.Ed25519Signature.from_base64(signature))
    except (vodozemac.KeyException, vodozemac.SignatureException):
        return False
    return True


def _unsigned(content: dict[str, Any]) -> dict[str, Any]:
    """What signatures are made over (specification, "Signing JSON")."""
    return {key: value for key, value in content.items() if key not in ("signatures", "unsigned")}


def _public(pair: vodozemac.Account) -> str:
    return str(pair.ed25519_key.to_base64())


def _new_identity(nio: KeyedClient) -> Identity:
    """An account of vodozemac is the Ed25519 key pair that it lends itself to be."""
    secret = derive_pickle_key(nio.config.pickle_key)
    master, self_signing, user_signing = (vodozemac.Account().pickle(secret) for _ in range(3))
    return Identity(master=master, self_signing=self_signing, user_signing=user_signing)


def _opened(nio: KeyedClient, pickled: str) -> vodozemac.Account:
    return vodozemac.Account.from_pickle(pickled, derive_pickle_key(nio.config.pickle_key))
