"""Keys of our own in the content of events: what the bot's messages and rooms carry for the bot itself."""

from __future__ import annotations

import hashlib

ONCE = "de.lotse.once"
"""The `once` key (an idempotency key) of a message: transaction ids are seen by the sending device only, but this by every device.

A direct chat that the bot has made carries it in its m.room.create, since creating a room takes no transaction id.
"""


OPENED_FOR = "de.lotse.opened_for"


OPENED_ABOUT = "de.lotse.opened_about"
"""In the m.room.create of a direct chat that the bot has made: for whom, and the record that the person wanted to speak of."""


TO_ALL = "de.lotse.to-all"
"""Marks a message that every device in an encrypted room has to be able to read, also one that its owner has not signed.

It is removed before the message is sent.
"""


ABOUT = "de.lotse.about"
"""The number of the record that a message is about: after a restore, the bot gives each record the number that people know.

It also stands outside of encrypted content, whose key may be lost by then.
"""


MARK = "de.lotse.mark"
"""A hash of the `once` key, outside of encrypted content: so the message can be found by a device that cannot decrypt it."""


def mark_of(once: str) -> str:
    """A hash of a `once` key, which does not reveal the key."""
    return hashlib.sha256(once.encode()).hexdigest()
