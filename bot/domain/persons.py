"""Who stands in a record: a person, by user id, or a role in place of a person whom the record has forgotten.

A role is kept where the user id was, so that everything that shows a person shows the role: `role:task-force`. It is no user id, and
nobody can be mentioned by it.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.ids import UserId
from bot.domain.teams import Kind

_ROLE = "role:"
MEMBER = UserId(f"{_ROLE}member")
"""Somebody of the project, where it is not known of which group."""


def is_person(user: str) -> bool:
    return user.startswith("@")


def role_of(kinds: Collection[Kind]) -> UserId:
    """What somebody was who acted for a group of these kinds; the PMO's room may be a task force's too, which does the work."""
    kind = next((each for each in (Kind.TASK_FORCE, Kind.PMO, Kind.STEERING) if each in kinds), None)
    return MEMBER if kind is None else UserId(f"{_ROLE}{kind}")


def role_in(user: str) -> str:
    """The name of the role, as the texts know it (`task-force`); empty for anything else."""
    return user.removeprefix(_ROLE) if user.startswith(_ROLE) else ""
