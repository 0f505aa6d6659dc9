"""When minutes are final: some working days after the draft, if nobody objects any more. From then on they say what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.context import Moment
from bot.domain.calendar import ONE_DAY
from bot.domain.ids import EventId, Number
from bot.domain.minutes.document import MinutesDocument
from bot.domain.minutes.draft import Draft, Objection, final_due, open_ones
from bot.domain.minutes.running import EntryKind, Minutes, MinutesState, name_of
from bot.messages import Outgoing, Role, Say
from bot.timer import timer
from commands.decision.voting.forget import forget_ballots
from commands.deputy.forget import forget_speakers
from commands.minutes.draft import message
from commands.minutes.draft.sources import document_of
from commands.minutes.forget import forget_times

FINAL = "minutes final"
_PERSONAL = ("deputy ", "minutes ")
_BALLOTS = ("decision ballot", "decision on-record")


async def watch_draft(moment: Moment, minutes: Minutes) -> None:
    """Sets the timer: when the draft is due to be final; while somebody objects, at the next start of work, since topics are handled
    without a word to it."""
    draft = await moment.tx.drafts.of_date(minutes.session, minutes.planned)
    if draft is None or draft.final_at is not None:
        return
    at = final_due(draft, moment.calendar, moment.settings.decisions.minutes_days)
    if open_ones(await moment.tx.drafts.objections(draft.session, draft.planned)):
        tomorrow = moment.calendar.day_of(moment.now) + ONE_DAY
        at = max(at, moment.calendar.morning(moment.calendar.next_working_day(tomorrow)))
    await moment.tx.timers.set(FINAL, name_of(minutes), at)


@timer(FINAL)
async def final(moment: Moment, subject: str) -> Sequence[Outgoing]:
    minutes, draft = await named(moment, subject)
    if draft is None or minutes is None or minutes.state is not MinutesState.DRAFT:
        return []
    objections = await _settled_by_topics(moment, draft)
    draft = await moment.tx.drafts.of_date(draft.session, draft.planned) or draft
    is_due = final_due(draft, moment.calendar, moment.settings.decisions.minutes_days) <= moment.now
    if not is_due or objections:
        await watch_draft(moment, minutes)
        return []
    return await _made_final(moment, minutes, draft)


async def named(moment: Moment, subject: str) -> tuple[Minutes | None, Draft | None]:
    """The minutes and the draft that the subject of a timer names."""
    number, _, planned = subject.partition(":")
    session = Number.read(number)
    draft = await moment.tx.drafts.of_date(session, datetime.fromisoformat(planned)) if session else None
    return (await moment.tx.minutes.of_date(draft.session, draft.planned) if draft else None), draft


async def _settled_by_topics(moment: Moment, draft: Draft) -> list[Objection]:
    """The objections that are still open; those on which the group has decided in a session since are settled."""
    for objection in open_ones(await moment.tx.drafts.objections(draft.session, draft.planned)):
        topic = await moment.tx.topics.get(objection.topic) if objection.topic else None
        if topic is not None and not topic.is_open:
            await moment.tx.drafts.save_objection(objection.settled(at=topic.closed_at or moment.now))
            draft = replace(draft, settled_at=topic.closed_at or moment.now)
            await moment.tx.drafts.save(draft)
    return open_ones(await moment.tx.drafts.objections(draft.session, draft.planned))


async def _made_final(moment: Moment, minutes: Minutes, draft: Draft) -> list[Outgoing]:
    document = await document_of(moment, minutes)
    await moment.tx.drafts.save(draft.final(document, at=moment.now))
    minutes = await _forgotten(moment, replace(minutes, state=MinutesState.FINAL), document)
    team = await moment.team(minutes.team)
    said = await message.corrected(moment, minutes)
    if not team.counts:
        return said
    once = f"minutes final:{name_of(minutes)}"
    say = Say(
        room=team.room,
        text="minutes.final",
        params={"document": document},
        once=once,
        subject=str(minutes.session),
        role=Role.ANSWER,
        unasked=True,
    )
    return [*said, say, *await message.files(moment, minutes, team.room, once=once, unasked=True)]


async def _forgotten(moment: Moment, minutes: Minutes, document: MinutesDocument) -> Minutes:
    """Without what was needed to keep and to correct the minutes: who spoke for whom, who voted how, who objected, what came when."""
    for entry in await moment.tx.minutes.entries(minutes.session, minutes.planned):
        if entry.kind is EntryKind.PRESENT:
            await moment.tx.minutes.delete(entry)
    await moment.tx.drafts.forget_objections(minutes.session, minutes.planned)
    await forget_ballots(moment, minutes.session, minutes.planned)
    await forget_speakers(moment, minutes.session, minutes.planned)
    minutes = await forget_times(moment, minutes)
    await _forget_commands(moment, minutes, document)
    return minutes


async def _forget_commands(moment: Moment, minutes: Minutes, document: MinutesDocument) -> None:
    """That somebody let a voice rest, or voted, is not to be read from the marks on their messages either.

    What was said for other dates of the series can still be taken back.
    """
    others: set[EventId] = {word.event for word in await moment.tx.voices.words(minutes.team) if word.event is not None}
    for each in await moment.tx.minutes.unfinished(minutes.team):
        others |= {entry.event for entry in await moment.tx.minutes.entries(each.session, each.planned) if entry.event is not None}
        others |= {objection.event for objection in await moment.tx.drafts.objections(each.session, each.planned)}
    await moment.tx.inbox.forget_commands(minutes.session, _PERSONAL, but=others)
    for decided in (decided for item in document.items for decided in item.decisions):
        await moment.tx.inbox.forget_commands(decided.decision.number, _BALLOTS)
