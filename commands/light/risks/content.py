"""The risks of the project: the lights that are not green, what has turned better, and what was not told to the funder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from bot.context import Moment
from bot.domain.blockers import Blocker, order
from bot.domain.cut_list import at_most
from bot.domain.ids import TeamId
from bot.domain.lights.course import Light, lights
from bot.domain.lights.freshness import is_stale, rhythm_on
from bot.domain.lights.report import OF_A_GROUP, Aspect, Colour
from bot.domain.lights.risk_letter import LetterState, RiskRemark
from bot.domain.milestones.milestone import Milestone
from bot.domain.teams import Kind, Team
from commands.light.shown import steering_day
from commands.milestone.digest import talks

LINES = 12
"""Groups that a letter names."""
IN_DIGEST = 5
"""Groups that a digest of the steering committee names."""
TALKS = 3


@dataclass(frozen=True, kw_only=True)
class RiskLine:
    """One group: its lights that are not green, the worst first; or green ones that have turned so since the last letter."""

    team: str
    lights: Sequence[Light]
    stale: frozenset[Aspect] = frozenset()
    """Those that nobody has confirmed within their rhythm."""
    blocker: Blocker | None = None
    """Of a group that has never set a light: the blocker that gives it its colour."""


@dataclass(frozen=True, kw_only=True)
class Risks:
    """All that the steering committee would get now."""

    lines: Sequence[RiskLine]
    whole: Light | None
    """The project's own light, where it is not green."""
    talks: Sequence[Milestone]
    """Of these delays the funder has not been told for long."""

    @property
    def any(self) -> bool:
        """Whether there is a letter: blockers alone make none, the steering committee hears of them by their own ladder."""
        return bool(self.whole or self.talks or any(line.lights for line in self.lines))

    @property
    def mark(self) -> str:
        """What it says, without how long ago: while this stays the same, nothing has to be edited."""
        said: list[object] = [self.whole and (self.whole.colour, self.whole.reason), [str(each.number) for each in self.talks]]
        for line in self.lines:
            said.append((line.team, sorted(line.stale), line.blocker and (str(line.blocker.number), line.blocker.text)))
            said += [(each.aspect, each.colour, each.since.isoformat(), each.reason, each.measure, each.help) for each in line.lights]
        return sha256(repr(said).encode()).hexdigest()


async def risks_now(moment: Moment) -> Risks:
    last = await moment.tx.risk_letters.last_sent()
    reports = await moment.tx.lights.of_all()
    lines: list[RiskLine] = []
    blockers = await moment.tx.blockers.listed()
    for team in await moment.tx.teams.all():
        if team.counts and Kind.TASK_FORCE in team.kinds:
            own = sorted((each for each in blockers if each.team == team.id), key=order)
            current = lights(reports.get(team.id, ()), moment.settings.zone)
            line = await _line(moment, team, current, last.as_of if last else None) if current else _derived(team, own)
            lines += [line] if line else []
    whole = lights(await moment.tx.lights.of_project(), moment.settings.zone).get(Aspect.PROJECT)
    steering = await moment.steering()
    return Risks(
        lines=sorted(lines, key=_order),
        whole=whole if whole is not None and whole.colour is not Colour.GREEN else None,
        talks=at_most(await talks(moment, steering), TALKS)[0] if steering else [],
    )


async def _stale(moment: Moment, team: Team, found: Sequence[Light], committee: date | None) -> frozenset[Aspect]:
    """Those that are shown in grey."""
    today = moment.calendar.day_of(moment.now)
    rhythm = rhythm_on(today, (await moment.settings_of(moment.tx, team.room)).lights, committee)
    return frozenset(each.aspect for each in found if is_stale(moment.calendar.day_of(each.reported_at), today, rhythm))


async def _line(moment: Moment, team: Team, current: Mapping[Aspect, Light], last: datetime | None) -> RiskLine | None:
    found = [current[each] for each in OF_A_GROUP if each in current]
    bad = sorted((each for each in found if each.colour is not Colour.GREEN), key=lambda each: (-each.colour.rank, each.since))
    better = [each for each in found if each.colour is Colour.GREEN and each.was is not None and (last is None or each.since > last)]
    if not bad and not better:
        return None
    return RiskLine(team=team.name, lights=bad or better, stale=await _stale(moment, team, bad or better, await steering_day(moment)))


def _derived(team: Team, blockers: Sequence[Blocker]) -> RiskLine | None:
    return RiskLine(team=team.name, lights=(), blocker=blockers[0]) if blockers else None


def _order(line: RiskLine) -> tuple[int, datetime, str]:
    """Red first, of these what has been red for longest."""
    if line.blocker is not None:
        return -Colour(line.blocker.severity).rank, line.blocker.opened_at, line.team.casefold()
    return -line.lights[0].colour.rank, line.lights[0].since, line.team.casefold()


async def params_of(moment: Moment, risks: Risks, remarks: Sequence[RiskRemark], most: int) -> dict[str, Any]:
    """The parameters of `light.risks.lines`."""
    lines, more = at_most(risks.lines, most)
    owners: dict[TeamId, str] = {each.team: (await moment.team(each.team)).name for each in risks.talks}
    return {
        "risks": lines,
        "risks_more": more,
        "whole": risks.whole,
        "risk_talks": risks.talks,
        "risk_teams": owners,
        "remarks": [each.text for each in remarks],
        "now": moment.now,
    }


async def in_digest(moment: Moment, team: Team, once: str) -> dict[str, Any]:
    """What the digest of this key says of risks: for the steering committee alone, unless the PMO has left them out this time."""
    letter = await moment.tx.risk_letters.get(once) if team.is_steering else None
    if not team.is_steering or (letter is not None and letter.state is LetterState.DECLINED):
        return {"risks": [], "risks_more": 0, "whole": None, "risk_talks": [], "risk_teams": {}, "remarks": []}
    remarks = await moment.tx.risk_letters.remarks(once)
    return {**await params_of(moment, await risks_now(moment), remarks, IN_DIGEST), "risk_talks": []}
