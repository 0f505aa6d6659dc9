"""Whether a message is meant for the bot, and what it says then."""

from __future__ import annotations

import re
from collections.abc import Collection

_AFTER_NAME = re.compile(r"[\s:,;.!?–—-]*")
HELP = "hilfe"
"""What somebody wants who says nothing but our name."""


def addressed(text: str, *, prefix: str, names: Collection[str], direct: bool) -> str | None:
    """The command without prefix or mention; None for what is said among people.

    A command starts with the prefix and a letter, or with one of `names` (the bot's display name and id, as pills leave them in a
    text), or stands in a direct chat. The prefix before anything but a letter is an exclamation.
    """
    text = text.strip()
    if text.startswith(prefix):
        rest = text.removeprefix(prefix)
        return rest if rest[:1].isalpha() else None
    for name in sorted(names, key=len, reverse=True):
        start = text.removeprefix("@") if not name.startswith("@") else text
        if name and start.casefold().startswith(name.casefold()):
            after = start[len(name) :]
            if after[:1].isalnum():
                continue
            rest = _AFTER_NAME.sub("", after.replace(prefix, "", 1) if after.strip(" :,;").startswith(prefix) else after, count=1)
            return rest or (text if direct else HELP)
    return (text or None) if direct else None
