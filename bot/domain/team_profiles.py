"""What a group said of itself at a time: a report of a past quarter shows its profile as it was then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from bot.domain.ids import TeamId
from bot.domain.teams import Team, TeamState


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A row is never overwritten: each change adds one."""

    team: TeamId
    since: datetime
    counts: bool
    """Whether the group took part in the project: confirmed and not dissolved."""
    name: str
    municipalities: str = ""
    goal: str = ""
    period_from: date | None = None
    period_to: date | None = None
    budget: int | None = None
    link: str = ""


_SAID = tuple(field.name for field in fields(Profile) if field.name not in ("team", "since", "counts"))
"""The fields that the group itself says."""


def profile_of(team: Team, since: datetime) -> Profile:
    return Profile(team=team.id, since=since, counts=team.counts, **{name: getattr(team, name) for name in _SAID})


def is_changed(before: Team, after: Team) -> bool:
    return profile_of(before, before.created_at) != profile_of(after, before.created_at)


def as_of(teams: Iterable[Team], profiles: Sequence[Profile], end: datetime) -> list[Team]:
    """The groups as they were right before `end`.

    A field that was empty then and was filled in later counts as filled in belatedly. A group of which nothing is known from before
    `end` is taken as it is now: often the bot comes when the project has been running for some quarters.
    """
    return [_then(team, [each for each in profiles if each.team == team.id], end) for team in teams]


def _then(team: Team, profiles: Sequence[Profile], end: datetime) -> Team:
    rows = sorted(profiles, key=lambda each: each.since)
    known = [each for each in rows if each.since < end]
    if not known:
        return team
    then = known[-1]
    later = [each for each in rows if each.since >= end]
    said: dict[str, Any] = {}
    for name in _SAID:
        values = [getattr(each, name) for each in (then, *later)]
        said[name] = next((value for value in values if value not in ("", None)), values[0])
    return replace(team, **said, state=_state(team, then))


def _state(team: Team, then: Profile) -> TeamState:
    if then.counts:
        return TeamState.ACTIVE
    return TeamState.DISSOLVED if team.counts else team.state
