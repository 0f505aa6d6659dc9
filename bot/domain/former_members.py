"""Former members: what stands in place of the id of somebody whose data was erased.

Each has a number of its own in the project, so that a history still reads as what one person did. The name is stored in one form
and begins with no `@`: it can be no Matrix user, is joined to no room and is mentioned to nobody. Texts show it in their language.
"""

from __future__ import annotations

import re

from bot.domain.ids import UserId

_STORED = re.compile(r"ehemaliges Mitglied ([1-9][0-9]*)\Z")


def former_member(number: int) -> UserId:
    return UserId(f"ehemaliges Mitglied {number}")


def number_of_former(user: str) -> int | None:
    """The number of a former member; None for a person of whom we have the id."""
    match = _STORED.match(user)
    return int(match[1]) if match else None
