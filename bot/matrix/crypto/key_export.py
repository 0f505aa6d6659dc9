"""The export of the bot's identity to another machine: a file sealed with a passphrase, with its signing keys and the rooms' keys.

What it does not hold is the device: two machines with the same one would break each other's keys. The new machine is a new device of
the same identity, and can still read what was said to the old one.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from typing import Any

from nio.crypto import InboundGroupSession
from nio.crypto.key_export import decrypt, encrypt

from bot.matrix.crypto.client import KeyedClient
from bot.matrix.crypto.identity import Identity, pickled, unpickled

HEADER, FOOTER = "-----BEGIN LOTSE KEYS-----", "-----END LOTSE KEYS-----"
MIN_PASSPHRASE_LENGTH = 12
"""Characters of a passphrase."""
_SCRYPT_N = 2**16
"""The cost N of scrypt (RFC 7914): 64 MiB and a fifth of a second for each guess at the passphrase."""
_INNER_PASSPHRASE = "lotse"
"""A passphrase that the pickle format wants for the key pairs; the encryption of the whole file is what protects them."""


class NotReadable(Exception):
    """The file is none of ours, damaged, or was sealed with another passphrase; the message says which."""


def sealed(nio: KeyedClient, identity: Identity, passphrase: str) -> str:
    """The text of the file: the identity and the keys of rooms, encrypted with the passphrase."""
    rooms = [_exported(session) for session in nio.olm.inbound_group_store]
    inside = {"version": 1, "user_id": nio.user_id, "identity": pickled(identity, _INNER_PASSPHRASE), "rooms": rooms}
    salt = secrets.token_hex(16)
    body = f"{salt}:{encrypt(json.dumps(inside).encode(), _stretched(passphrase, salt), count=1)}"
    lines = (body[start : start + 96] for start in range(0, len(body), 96))
    return "\n".join((HEADER, *lines, FOOTER, ""))


def unsealed(text: str, passphrase: str) -> tuple[str, Identity, list[dict[str, Any]]]:
    """The user id of the owner, the identity, and the keys of rooms. Raises NotReadable."""
    body = "".join(text.split("\n"))
    if not body.startswith(HEADER) or not body.endswith(FOOTER):
        raise NotReadable("this is no file of `lotse keys export`")
    try:
        salt, _, rest = body.removeprefix(HEADER).removesuffix(FOOTER).partition(":")
        inside = json.loads(decrypt(rest, _stretched(passphrase, salt)))
    except (ValueError, IndexError) as error:
        raise NotReadable("the passphrase is another one, or the file is damaged") from error
    if inside.get("version") != 1:
        raise NotReadable("a newer version of Lotse has written this file")
    return inside["user_id"], unpickled(inside["identity"], _INNER_PASSPHRASE), inside["rooms"]


def take_over(nio: KeyedClient, rooms: Iterable[dict[str, Any]]) -> int:
    """Adds the keys of rooms to the store; how many were new."""
    count = 0
    for held in rooms:
        session = InboundGroupSession.import_session(
            held["session_key"], held["ed25519"], held["sender_key"], held["room_id"], held["forwarding_chain"]
        )
        if nio.olm.inbound_group_store.add(session):
            nio.olm.save_inbound_group_session(session)
            count += 1
    return count


def _stretched(passphrase: str, salt: str) -> str:
    return hashlib.scrypt(passphrase.encode(), salt=salt.encode(), n=_SCRYPT_N, r=8, p=1, maxmem=2**27).hex()


def _exported(session: InboundGroupSession) -> dict[str, Any]:
    return {
        "room_id": session.room_id,
        "sender_key": session.sender_key,
        "ed25519": session.ed25519,
        "forwarding_chain": session.forwarding_chain,
        "session_key": session.export_session(session.first_known_index),
    }
