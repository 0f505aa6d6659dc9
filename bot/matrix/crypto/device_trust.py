"""Devices that their owners have signed, checked by what people have published about their own devices (cross-signing).

A person's master key vouches for the self-signing key, and that one for each device. Nothing of it is kept on disk: it is asked for
anew in each life, together with the devices.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import vodozemac
from nio import Api

log = logging.getLogger(__name__)

Keys = Mapping[str, Any]


class Signatures:
    """As of the last look at each person's keys."""

    def __init__(self) -> None:
        self._signed: dict[str, frozenset[tuple[str, str]]] = {}

    def learn(self, answer: Keys) -> frozenset[str]:
        """From an answer of /keys/query. Whose devices count otherwise than before."""
        before = dict(self._signed)
        for user in answer.get("device_keys", {}):
            try:
                self._signed[user] = frozenset(signed_devices(answer, user).values())
            except Exception:
                # Somebody else's client published it: they alone shall suffer from it.
                log.warning("somebody's keys could not be read", exc_info=True)
                self._signed[user] = frozenset()
        return frozenset(user for user, devices in before.items() if self._signed[user] != devices)

    def forget(self) -> None:
        self._signed.clear()

    def is_known(self, user: str) -> bool:
        return user in self._signed

    def is_signed(self, user: str, curve25519: str, ed25519: str) -> bool:
        """Whether the device with these two keys is one of theirs, and signed by them."""
        return (curve25519, ed25519) in self._signed.get(user, frozenset())


def signed_devices(answer: Keys, user: str) -> dict[str, tuple[str, str]]:
    """The devices that `user` has signed, by their ids, each with its Curve25519 and its Ed25519 key."""
    master, signing = (answer.get(f"{usage}_keys", {}).get(user, {}) for usage in ("master", "self_signing"))
    if not vouches(user, master, signing):
        return {}
    devices = answer.get("device_keys", {}).get(user, {})
    return {
        device: (str(about["keys"].get(f"curve25519:{device}")), str(about["keys"].get(f"ed25519:{device}")))
        for device, about in devices.items()
        if (about.get("user_id"), about.get("device_id")) == (user, device) and vouches(user, signing, about)
    }


def vouches(user: str, signer: Keys, content: Keys) -> bool:
    """Whether the key of `signer`, which has only one, has signed `content`."""
    key = public_key(signer)
    signature = content.get("signatures", {}).get(user, {}).get(f"ed25519:{key}")
    if not key or signature is None or content.get("user_id") != user:
        return False
    try:
        public = vodozemac.Ed25519PublicKey.from_base64(key)
        public.verify_signature(Api.to_canonical_json(bare(content)).encode(), vodozemac.Ed25519Signature.from_base64(signature))
    except (vodozemac.KeyException, vodozemac.SignatureException):
        return False
    return True


def public_key(signing_key: Keys) -> str:
    """Of a master, self-signing or user-signing key; empty where there is none."""
    return str(next(iter(signing_key.get("keys", {}).values()), ""))


def bare(content: Keys) -> dict[str, Any]:
    """What signatures are made over (specification, "Signing JSON")."""
    return {key: value for key, value in content.items() if key not in ("signatures", "unsigned")}
