"""The bot's cross-signing identity: three key pairs, kept encrypted with the secret of the installation.

vodozemac has no bare Ed25519 key pair, so an account of it is used as one. A published identity must never be lost: each pair is on
disk before it is published.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vodozemac
from nio import Api
from nio.crypto.sessions import derive_pickle_key

from bot.matrix.crypto.device_trust import bare
from bot.matrix.errors import LoginFailed
from bot.matrix.private_files import write_private

_KEPT, _NEXT = "signing.json", "signing.next.json"
_USAGES = ("master", "self_signing", "user_signing")


@dataclass(frozen=True, kw_only=True)
class Identity:
    master: vodozemac.Account
    self_signing: vodozemac.Account
    user_signing: vodozemac.Account

    @property
    def public(self) -> str:
        """The public master key, which names the identity."""
        return public(self.master)


def new_identity() -> Identity:
    return Identity(**{usage: vodozemac.Account() for usage in _USAGES})


def kept(folder: Path, secret: str) -> Identity | None:
    """The identity in the folder; None where there is none. Raises LoginFailed where it was encrypted with another secret."""
    return _read(folder / _KEPT, secret)


def upcoming(folder: Path, secret: str) -> Identity | None:
    """A new identity that had not yet replaced the kept one when the process ended."""
    return _read(folder / _NEXT, secret)


def keep(folder: Path, secret: str, identity: Identity) -> None:
    write_private(folder / _KEPT, json.dumps(pickled(identity, secret)))
    (folder / _NEXT).unlink(missing_ok=True)


def keep_upcoming(folder: Path, secret: str, identity: Identity) -> None:
    write_private(folder / _NEXT, json.dumps(pickled(identity, secret)))


def pickled(identity: Identity, secret: str) -> dict[str, str]:
    key = derive_pickle_key(secret)
    return {usage: getattr(identity, usage).pickle(key) for usage in _USAGES}


def unpickled(held: dict[str, Any], secret: str) -> Identity:
    """Raises KeyError or vodozemac.PickleException."""
    key = derive_pickle_key(secret)
    return Identity(**{usage: vodozemac.Account.from_pickle(held[usage], key) for usage in _USAGES})


def published(identity: Identity, user: str, device: str, sign_with_device: str) -> dict[str, Any]:
    """The three keys as they are uploaded (specification, "Cross-signing").

    The master key signs the two others, and the device the master key.
    """
    keys: dict[str, Any] = {"master_key": {**master_key(identity, user), "signatures": {user: {f"ed25519:{device}": sign_with_device}}}}
    for usage in _USAGES[1:]:
        key = _key(user, usage, getattr(identity, usage))
        keys[f"{usage}_key"] = {**key, "signatures": signature(user, identity.master, key)}
    return keys


def master_key(identity: Identity, user: str) -> dict[str, Any]:
    return _key(user, "master", identity.master)


def signature(user: str, signer: vodozemac.Account, content: dict[str, Any]) -> dict[str, Any]:
    """The value of `signatures` for `content` (specification, "Signing JSON")."""
    signed = signer.sign(Api.to_canonical_json(bare(content)).encode()).to_base64()
    return {user: {f"ed25519:{public(signer)}": signed}}


def public(pair: vodozemac.Account) -> str:
    return str(pair.ed25519_key.to_base64())


def _key(user: str, usage: str, pair: vodozemac.Account) -> dict[str, Any]:
    return {"user_id": user, "usage": [usage], "keys": {f"ed25519:{public(pair)}": public(pair)}}


def _read(path: Path, secret: str) -> Identity | None:
    if not path.exists():
        return None
    try:
        return unpickled(json.loads(path.read_text()), secret)
    except (KeyError, ValueError) as error:  # those of vodozemac are ValueErrors
        raise LoginFailed(f"{path} cannot be opened with this secret: use the storage.secret that it was made with") from error
