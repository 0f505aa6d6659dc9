"""The lights of a group as people see them: the colour or grey, since when, what contradicts it, and its course in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.context import Moment
from bot.domain.blockers import Blocker
from bot.domain.calendar.durations import Span
from bot.domain.ids import TeamId
from bot.domain.lights.course import SHOWN, Light, Point, course, lights, worst
from bot.domain.lights.freshness import is_stale, rhythm_on
from bot.domain.lights.report import OF_A_GROUP, Aspect, Colour, Report
from bot.domain.meetings import next_held
from bot.domain.overview import light as from_blockers
from bot.domain.teams import Team
from commands.light.contradictions import Contradiction, contradictions


@dataclass(frozen=True, kw_only=True)
class Run:
    """Reports one after the other that said the same."""

    colour: Colour
    count: int
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One light; `light` is None where it was never set."""

    aspect: Aspect
    light: Light | None
    since: date | None = None
    reported: date | None = None
    is_stale: bool = False
    against: Contradiction | None = None
    """What contradicts it, where it is green."""
    runs: Sequence[Run] = ()
    """Its last reports, the oldest first."""

    @property
    def colour(self) -> Colour | None:
        return self.light.colour if self.light is not None else None

    @property
    def is_confirmed(self) -> bool:
        """Whether it was said again on a later day than the one on which it got its colour."""
        return self.since != self.reported


@dataclass(frozen=True, kw_only=True)
class GroupLights:
    team: TeamId
    name: str
    lights: Sequence[Shown]
    derived: Colour
    """What its blockers say; shown where it never set a light."""

    @property
    def was_set(self) -> Sequence[Shown]:
        return [each for each in self.lights if each.light is not None]

    @property
    def worst(self) -> Colour:
        """Of what was set; else what its blockers say."""
        return worst(each.light for each in self.was_set if each.light is not None) or self.derived

    @property
    def is_stale(self) -> bool:
        return any(each.is_stale for each in self.was_set)


async def steering_day(moment: Moment) -> date | None:
    """The day of the next session of the steering committee."""
    committee = await moment.steering()
    if committee is None or not committee.counts:
        return None
    days: list[date] = []
    for session in await moment.tx.sessions.of_team(committee.id):
        coming = next_held(session, await moment.tx.sessions.changes(session.number), moment.settings.zone, now=moment.now)
        if coming is not None:
            days.append(moment.calendar.day_of(coming.start))
    return min(days, default=None)


async def of_groups(moment: Moment, teams: Sequence[Team], blockers: Sequence[Blocker] | None = None) -> list[GroupLights]:
    """The lights of these groups, in their order; `blockers` are all open ones, where they are known."""
    single = teams[0].id if len(teams) == 1 else None
    reports = {single: await moment.tx.lights.of(single)} if single is not None else await moment.tx.lights.of_all()
    against = await contradictions(moment, single)
    open_ones = blockers if blockers is not None else await moment.tx.blockers.listed(single)
    committee = await steering_day(moment)
    return [
        await _of_group(moment, team, reports.get(team.id, ()), against, [each for each in open_ones if each.team == team.id], committee)
        for team in teams
    ]


async def of_group(moment: Moment, team: Team) -> GroupLights:
    return (await of_groups(moment, [team]))[0]


async def of_project(moment: Moment) -> Shown:
    """The one light for the whole."""
    reports = await moment.tx.lights.of_project()
    return _shown(moment, Aspect.PROJECT, lights(reports, moment.settings.zone), reports, None, None)


async def _of_group(
    moment: Moment,
    team: Team,
    reports: Sequence[Report],
    against: Mapping[TeamId, Contradiction],
    blockers: Sequence[Blocker],
    committee: date | None,
) -> GroupLights:
    rhythm = rhythm_on(moment.calendar.day_of(moment.now), (await moment.settings_of(moment.tx, team.room)).lights, committee)
    now = lights(reports, moment.settings.zone)
    return GroupLights(
        team=team.id,
        name=team.name,
        lights=[_shown(moment, aspect, now, reports, against.get(team.id), rhythm) for aspect in OF_A_GROUP],
        derived=Colour(from_blockers(blockers)),
    )


def _shown(
    moment: Moment,
    aspect: Aspect,
    now: Mapping[Aspect, Light],
    reports: Sequence[Report],
    against: Contradiction | None,
    rhythm: Span | None,
) -> Shown:
    light = now.get(aspect)
    if light is None:
        return Shown(aspect=aspect, light=None)
    reported = moment.calendar.day_of(light.reported_at)
    contradicts = aspect is Aspect.CONTENT and light.colour is Colour.GREEN
    return Shown(
        aspect=aspect,
        light=light,
        since=moment.calendar.day_of(light.since),
        reported=reported,
        is_stale=is_stale(reported, moment.calendar.day_of(moment.now), rhythm),
        against=against if contradicts else None,
        runs=runs(course(reports, aspect, moment.settings.zone, count=SHOWN)),
    )


def runs(points: Sequence[Point]) -> list[Run]:
    found: list[Run] = []
    for colour, same in groupby(points, key=lambda point: point.colour):
        days = [point.day for point in same]
        found.append(Run(colour=colour, count=len(days), first=days[0], last=days[-1]))
    return found


def meanings(moment: Moment) -> Mapping[str, str]:
    """What the colours mean where the PMO has said so, the parameter of `light.meanings`."""
    return moment.settings.light_meanings
