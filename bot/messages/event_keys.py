"""What our messages and rooms carry for ourselves, beside what people read."""

from __future__ import annotations

import hashlib

ONCE = "de.lotse.once"
"""Where a message carries its `once` key: another device of ours sees no transaction id, but it sees this.

A direct chat that we opened carries it in its m.room.create, since opening a room knows no transaction id at all.
"""


OPENED_FOR = "de.lotse.opened_for"


OPENED_ABOUT = "de.lotse.opened_about"
"""What else stands there: the person, and the record that they wanted to speak of."""


TO_ALL = "de.lotse.to-all"
"""Marks a message on its way which every device in an encrypted room is to be able to read, also one that its owner has not signed.

Whoever sends it takes the mark off.
"""


ABOUT = "de.lotse.about"
"""The number of the record that a message speaks of: restored from a backup, the bot gives each record the number that people know.

An envelope carries it too: by then the key to it may be lost.
"""


MARK = "de.lotse.mark"
"""Where an envelope carries the mark of the message in it, for whoever looks for it without being able to open it."""


def mark_of(once: str) -> str:
    """What is known of a `once` key to those who must not learn it."""
    return hashlib.sha256(once.encode()).hexdigest()
