"""What our messages and rooms carry for ourselves, beside what people read."""

from __future__ import annotations

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
