"""Permissions: rights follow from being joined to rooms, and from the power level in them.

Handbook, rule 7 (transparency): all work is visible to every member of any group; it is changed by its own group and, where a
command says so, by the PMO.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto

MODERATOR_POWER = 50


class Who(Flag):
    """Who may give a command; flags can be combined with `|`."""

    ANYONE = auto()
    """Also in a room without a group and by people who belong to none."""
    MEMBERS = auto()
    """Members of any group of the project."""
    TEAM = auto()
    """Members of the record's own group; where a record is new, of the group that it is added to."""
    PMO = auto()
    STEERING = auto()
    """The steering committee, on what was brought before it; the command looks at that itself."""
    REPORTER = auto()
    """The person who made the record."""
    MODERATOR = auto()
    """A power level of 50 or more in the room, or its creator."""
    ADMIN = auto()
    """Named in `access.admins`."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a person is in the room and for a record: group member, reporter, moderator, admin."""

    is_member: bool = False
    is_team: bool = False
    is_pmo: bool = False
    is_reporter: bool = False
    is_admin: bool = False
    power: int = 0


def may(who: Who, standing: Standing) -> bool:
    """Whether a person of this standing may give a command that is open to `who`."""
    return bool(
        Who.ANYONE in who
        or (Who.MEMBERS in who and standing.is_member)
        or (Who.TEAM in who and standing.is_team)
        or (Who.PMO in who and standing.is_pmo)
        or (Who.REPORTER in who and standing.is_reporter)
        or (Who.MODERATOR in who and standing.power >= MODERATOR_POWER)
        or (Who.ADMIN in who and standing.is_admin)
    )
