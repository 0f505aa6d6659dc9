"""What the clock says about a retrospective: two days before that notes are wanted, and afterwards that it was not held or not ended."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Moment
from bot.domain.ids import Number
from bot.domain.retros import Retro, RetroState
from bot.messages import Outgoing, Priority, Role, Say
from bot.timer import timer
from commands.meeting.digest.expiry import expires
from commands.meeting.digest.retro_notes import reminder, reminder_once
from commands.meeting.digest.schedule import was_said
from commands.retro.dates import date_of, without_date
from commands.retro.record import KIND
from commands.retro.running.results import concluded
from commands.retro.schedule import OVER, REMIND, forgotten_at, watch


@timer(REMIND)
async def remind(moment: Moment, subject: str) -> Sequence[Outgoing]:
    retro = await _in_state(moment, subject, RetroState.PLANNED)
    date = await date_of(moment, retro) if retro else None
    if retro is None or date is None or date.start <= moment.now:
        return []
    team = await moment.team(retro.team)
    if not team.counts:
        return []
    once = reminder_once(retro)
    if await was_said(moment.tx, once):
        return []  # a digest of this day has asked for them
    await expires(moment, once, date.start)
    params = await reminder(moment, retro, date)
    return [
        Say(
            room=team.room,
            text="retro.reminder",
            params=params,
            once=once,
            subject=subject,
            role=Role.NOTICE,
            priority=Priority.DIGEST,
            unasked=True,
        )
    ]


@timer(OVER)
async def over(moment: Moment, subject: str) -> Sequence[Outgoing]:
    """Nobody started it: what was handed in waits for the next date, and the room is told if there is anything.

    Or nobody ended it: then it is counted now.
    """
    running = await _in_state(moment, subject, RetroState.RUNNING)
    if running is not None:
        return await _ended(moment, running)
    before = await _in_state(moment, subject, RetroState.PLANNED)
    old = await date_of(moment, before) if before else None
    if before is None or old is None or old.end > moment.now:
        return []
    retro = await without_date(moment, before)
    await KIND.records(moment.tx).save(retro)
    await watch(moment, retro)
    said = list(await KIND.refreshed(moment, retro))
    count = len(await moment.tx.retro_notes.of(retro.number))
    team = await moment.team(retro.team)
    if count and team.counts:
        params = {"retro": retro, "old": old, "count": count, "date": await date_of(moment, retro)}
        once = f"retro over:{subject}:{old.planned.isoformat()}"
        said.append(Say(room=team.room, text="retro.not-held", params=params, once=once, subject=subject, role=Role.NOTICE, unasked=True))
    return said


async def _ended(moment: Moment, running: Retro) -> list[Outgoing]:
    if running.started_at is None or forgotten_at(moment, running.started_at) > moment.now:
        await watch(moment, running)
        return []
    retro, said, params = await concluded(moment, running)
    team = await moment.team(retro.team)
    if team.counts:
        params["forgotten"] = True
        subject, once = str(retro.number), f"retro end:{retro.number}"
        said.append(Say(room=team.room, text="retro.ended", params=params, once=once, subject=subject, role=Role.NOTICE, unasked=True))
    return said


async def _in_state(moment: Moment, subject: str, state: RetroState) -> Retro | None:
    number = Number.read(subject)
    retro = await moment.tx.retros.get(number) if number else None
    return retro if retro is not None and retro.state is state else None
