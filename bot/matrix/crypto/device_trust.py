"""Devices that their owners have signed, checked by what people have published about their own devices (cross-signing).

A person's master key vouches for the self-signing key, and that one for each device. Nothing of it is kept on disk: each process
queries it anew, together with the devices.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import vodozemac
from nio import Api

from bot.matrix.malformed import SHAPE

log = logging.getLogger(__name__)

Keys = Mapping[str, Any]


class Signatures:
    """Which devices each person has signed, as of the last query of their keys."""

    def __init__(self) -> None:
        self._signed: dict[str, frozenset[tuple[str, str]]] = {}

    def learn(self, answer: Keys) -> frozenset[str]:
        """Takes in an answer of /keys/query; the users whose signed devices differ from before."""
        before = dict(self._signed)
        for user in answer.get("device_keys", {}):
            try:
                self._signed[user] = frozenset(signed_devices(answer, user).values())
            except SHAPE:
                # Keys that somebody else's client published: they must not affect the keys of others.
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
    """Whether `content` carries a valid signature of `user`, made with the only key in `signer`."""
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
    """The Ed25519 key in a master, self-signing or user-signing key object; empty where there is none."""
    return str(next(iter(signing_key.get("keys", {}).values()), ""))


def bare(content: Keys) -> dict[str, Any]:
    """The part of `content` over which signatures are made (specification, "Signing JSON")."""
    return {key: value for key, value in content.items() if key not in ("signatures", "unsigned")}
