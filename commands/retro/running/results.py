"""What the end of a retrospective brings: the ranking, and from then on only counts, not who voted; and the next one of its series."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.context import Moment
from bot.domain.cut_list import cut
from bot.domain.meetings import Occurrence
from bot.domain.retros import LETTER, Ranked, Retro, ranking
from bot.messages import Outgoing
from commands.meeting.dates import change_of, local
from commands.retro.dates import date_of, next_date, session_of
from commands.retro.record import KIND
from commands.retro.running.ballots import is_ballot
from commands.retro.running.timebox import TIMER
from commands.retro.schedule import watch

_MOMENT = timedelta(seconds=1)
TOP = 8
"""Notes of the ranking on a phone screen; the rest stands in `!retro R2`."""


async def concluded(moment: Moment, before: Retro) -> tuple[Retro, list[Outgoing], dict[str, Any]]:
    """The retrospective as it is now, what has to be rewritten because of it, and the parameters of `retro.ended`."""
    ranked = ranking(await moment.tx.retro_notes.of(before.number), await moment.tx.votes.of(before.number))
    await _counted(moment, ranked)
    await moment.tx.votes.forget(before.number)
    await moment.tx.inbox.forget_words_about(before.number)
    await moment.tx.timers.clear(str(before.number), TIMER)
    retro = await _over(moment, before.ended(moment.now))
    await KIND.records(moment.tx).save(retro)
    await watch(moment, retro)
    next_one, date = await _following(moment, retro)
    top, more = cut(ranked, TOP)
    params = {
        "retro": retro,
        "ranked": top,
        "more": more,
        "voted": any(each.votes for each in ranked),
        "next_one": next_one,
        "date": date,
        "example": ranked[0].place if ranked else None,
        "replied": bool(ranked) and await is_ballot(moment, retro, ranked[0].notes[0]),
        "forgotten": False,
    }
    return retro, await KIND.refreshed(moment, retro), params


async def _over(moment: Moment, retro: Retro) -> Retro:
    """Its date ends with it: one that began or ended before its time is not to come any more."""
    session, date = await session_of(moment, retro), await date_of(moment, retro)
    if session is None or date is None or date.end <= moment.now:
        return retro
    start = min(date.start, retro.started_at or date.start, moment.now - _MOMENT)
    began, length = local(moment, start).replace(microsecond=0), timedelta(seconds=(moment.now - start) // _MOMENT)
    if not session.is_series:
        await moment.tx.sessions.save(replace(session, start=began, length=length))
        return replace(retro, planned=began)
    change = await change_of(moment, date)
    await moment.tx.sessions.set_change(replace(change, moved_to=began if began != change.planned else None, length=length))
    return retro


async def _counted(moment: Moment, ranked: list[Ranked]) -> None:
    """Each note keeps its votes, and forgets the message that it came with."""
    for each in ranked:
        for note in each.notes:
            await moment.tx.retro_notes.save(replace(note, votes=each.votes, source=None))


async def _following(moment: Moment, retro: Retro) -> tuple[Retro | None, Occurrence | None]:
    """After one of a series has ended: the next one, with its date."""
    date = await next_date(moment, retro) if (await moment.team(retro.team)).counts else None
    if date is None:
        return None, None
    new = Retro(
        number=await moment.tx.next_number(LETTER),
        team=retro.team,
        form=retro.form,
        box=retro.box,
        created_at=moment.now,
        room=retro.room,
    ).put_on(date.session, date.planned)
    await KIND.records(moment.tx).add(new)
    await watch(moment, new)
    return new, date
