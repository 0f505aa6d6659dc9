"""What the clock says every week: where a group stands, and in the PMO's room where the project does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog

from bot.context import Moment
from bot.domain.digests import WEEKLY_USEFUL_FOR, last_weekly, next_weekly, too_late_for_week, weekly_once
from bot.domain.ids import Number, TeamId
from bot.domain.milestones.milestone import Milestone
from bot.domain.teams import Team, team_subject
from bot.messages import Image, Outgoing, Priority, Role, Say
from bot.ports import OutboxRow
from bot.timer import timer
from commands.decision.digest import asked as asked_of_decisions
from commands.decision.discuss import AGENDA as DISCUSS
from commands.decision.review import YES as KEEP
from commands.light.digest import ask as lights_asked
from commands.light.groups import number_of
from commands.light.picture import where_lights_changed
from commands.meeting.digest.expiry import WEEKLY, expires, give_up
from commands.meeting.digest.retro_notes import wanted
from commands.meeting.digest.schedule import NOTHING, Coming, brought_by, mark_as_said, rhythm_of, was_said
from commands.meeting.digest.send import ADD, CANCEL, schedule_team
from commands.milestone.digest import ask as forecasts_asked
from commands.milestone.picture import where_forecasts_moved
from commands.milestone.record import CONFIRM, REACHED
from commands.overview.group_status import overview
from commands.privacy.roles import announced
from commands.question.record import BUTTONS
from commands.report.reminders import GIVES
from commands.report.reminders import asked as report_asked
from commands.retro.of_all import named as project_retro_named
from commands.retro.proposal import NO, YES, proposal

TIMER = "weekly digest"
_ALL = 1_000_000
_NEXT = timedelta(seconds=1)

log = structlog.get_logger(__name__)


async def schedule(moment: Moment, team: Team) -> None:
    """To be called when a group becomes active, and when the weekly setting of its room changes."""
    rhythm = await rhythm_of(moment, team)
    if rhythm.weekly is None or not team.counts:
        await moment.tx.timers.clear(team_subject(team.id), TIMER)
    else:
        await moment.tx.timers.set(TIMER, team_subject(team.id), next_weekly(rhythm.weekly, rhythm.calendar, moment.now))


async def schedule_both(moment: Moment, team: Team) -> None:
    """The weekly digest of a group and those before its sessions, which depend on each other."""
    await schedule(moment, team)
    await schedule_team(moment, team)


async def schedule_all(moment: Moment) -> None:
    """At the start of the bot: settings may have changed in its configuration. A timer that is to come sooner, or overdue, stays."""
    standing = {timer.subject: timer for timer in await moment.tx.timers.upcoming(_ALL) if timer.kind == TIMER}
    for team in await moment.tx.teams.all():
        await schedule_both(moment, team)
        before = standing.get(team_subject(team.id))
        rhythm = await rhythm_of(moment, team)
        if before and team.counts and rhythm.weekly and before.due_at < next_weekly(rhythm.weekly, rhythm.calendar, moment.now):
            await moment.tx.timers.set(TIMER, before.subject, before.due_at)


@timer(TIMER)
async def speak(moment: Moment, subject: str) -> Sequence[Outgoing]:
    number = Number.read(subject)
    team = await moment.tx.teams.get(TeamId(number.count)) if number else None
    if team is None or not team.counts:
        return []
    rhythm = await rhythm_of(moment, team)
    await schedule(moment, team)
    if rhythm.weekly is None:
        return []
    due = last_weekly(rhythm.weekly, rhythm.calendar, moment.now)
    once = weekly_once(team.id, rhythm.calendar.day_of(due))
    if due < team.created_at or await was_said(moment.tx, once):
        return []
    if too_late_for_week(due, moment.now):
        log.info("weekly digest dropped: it is too late for it", team=team.id, due=due.isoformat())
        return []
    quiet_until = rhythm.quiet_until(moment.now)
    if quiet_until:
        await moment.tx.timers.set(TIMER, subject, quiet_until)
        return []
    await expires(moment, once, due + WEEKLY_USEFUL_FOR + _NEXT, WEEKLY)
    return await _said(moment, team, once, await brought_by(moment, team, rhythm, due))


@timer(WEEKLY)
async def expire(moment: Moment, subject: str) -> Sequence[Outgoing]:
    """One that could not be delivered is given up; the digests that it was to bring come by themselves."""
    await give_up(moment, subject)
    number = Number.read(subject.split(":")[1])
    team = await moment.tx.teams.get(TeamId(number.count)) if number else None
    if team is not None:
        await schedule_team(moment, team)
    return []


async def as_of_now(moment: Moment, row: OutboxRow) -> Say | None:
    """The weekly digest that a room has refused, as it reads now; None where it is too late for it, or nothing is left to say."""
    number = Number.read(row.once.split(":")[1])
    team = await moment.tx.teams.get(TeamId(number.count)) if number else None
    rhythm = await rhythm_of(moment, team) if team is not None and team.counts else None
    if team is None or rhythm is None or rhythm.weekly is None:
        return None
    due = last_weekly(rhythm.weekly, rhythm.calendar, moment.now)
    if row.once != weekly_once(team.id, rhythm.calendar.day_of(due)) or too_late_for_week(due, moment.now):
        return None
    said = await _said(moment, team, row.once, await brought_by(moment, team, rhythm, due))
    return next((each for each in said if isinstance(each, Say)), None)


async def _said(moment: Moment, team: Team, once: str, brought: Sequence[Coming]) -> list[Outgoing]:
    proposed = await proposal(moment, team)
    part = {
        **await overview(moment, team, brought),
        "proposal": proposed,
        "retros": await wanted(moment, team, by=once),
        "asked": await asked_of_decisions(moment, team, by=once),
        **await forecasts_asked(moment, team, by=once),
    }
    part |= await report_asked(moment, team, by=once)
    part |= await project_retro_named(moment, team, by=once)
    part |= await lights_asked(moment, team, by=once, along=bool(part["forecasts"]))
    if team.is_pmo:
        part["project"] = {**part["project"], "roles": await announced(moment)}
    for each in brought:
        await mark_as_said(moment.tx, each.once, by=once)
    if not brought and _has_nothing(team, part):
        await mark_as_said(moment.tx, once, by=NOTHING)
        return []
    # One question a message: its buttons have to say what they mean. The other is answered in words.
    asked = [each for each, said in zip(brought, part["brought"], strict=True) if not said["lines"]]
    subject: str | None = None
    buttons: tuple[str, ...] = ()
    role = Role.QUESTION
    forecasts, overdue = part["forecasts"], part["milestones_overdue"]
    if forecasts:
        # A trend needs regular reports, so this question has the buttons; 🏁 means the only one that is overdue.
        subject = str(overdue[0].number if len(overdue) == 1 else forecasts[0].number)
        buttons, part["taps"] = (CONFIRM, REACHED) if len(overdue) == 1 else (CONFIRM,), "milestone"
    elif part["lights"]:
        # Lights have no number: the role says whose button it is.
        subject, role, buttons, part["taps"] = str(number_of(team)), Role.LIGHTS, (CONFIRM,), "light"
    elif len(asked) == 1 and len(brought) == 1:
        subject, buttons, part["taps"] = str(asked[0].date.session), (CANCEL, ADD), "session"
    elif proposed:
        subject, buttons, part["taps"] = str(proposed.retro.number), (YES, NO), "retro"
    elif len(part["asked"]["reviews"]) == 1:
        subject, buttons = str(part["asked"]["reviews"][0]["decision"].number), (KEEP, DISCUSS)
        part["asked"] = {**part["asked"], "by_tap": True}
    elif len(overdue) == 1 and not asked:
        subject, buttons, part["taps"] = str(overdue[0].number), (REACHED,), "milestone"
    elif part["questions_up"] == 1 and not asked and not part["asked"]["reviews"] and not (part["project"] and part["project"]["asks"]):
        subject, buttons, part["taps"] = str(part["questions"][0].question.number), BUTTONS, "question"
    return [
        Say(
            room=team.room,
            text="overview.shown",
            params={"parts": [part]},
            once=once,
            subject=subject,
            role=role if subject else Role.ANSWER,
            reply_gives=GIVES if part["report_gaps"] else None,
            buttons=buttons,
            priority=Priority.WEEKLY,
            unasked=True,
        ),
        *await _pictures(moment, team, forecasts, once),
    ]


async def _pictures(moment: Moment, team: Team, asked: Sequence[Milestone], once: str) -> list[Image]:
    """At most one: in the PMO's room the course of the lights where one has changed, else the trend where it asks for the forecasts."""
    of_lights = await where_lights_changed(moment, team, Priority.WEEKLY) if team.is_pmo else []
    return of_lights or (await where_forecasts_moved(moment, team, by=once) if asked else [])


def _has_nothing(team: Team, part: dict[str, Any]) -> bool:
    """The steering committee meets twice a year: its room hears of a week only where something is for it in there."""
    if team.is_pmo or not team.is_steering or part["is_task_force"]:
        return False
    alarming = any(line.derived == "red" for line in part["project"]["lines"])
    asks = part["project"]["asks"] or part["retros"] or part["asked"]["reviews"] or part["asked"]["late"] or part["forecasts"]
    return part["is_quiet"] and not part["dates"] and not asks and not alarming
