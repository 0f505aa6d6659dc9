"""The records that the minutes of a date are composed from, and the document that they make."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from bot.context import Moment
from bot.domain.actions import LETTER as ACTION
from bot.domain.agenda import Topic
from bot.domain.blockers import LETTER as BLOCKER
from bot.domain.decisions import LETTER as DECISION
from bot.domain.decisions import Decision
from bot.domain.ids import Number
from bot.domain.minutes.document import MinutesDocument, OnRecord, Presence, Sources, compose
from bot.domain.minutes.draft import Draft
from bot.domain.minutes.running import Entry, Minutes, attendance
from bot.domain.questions import LETTER as QUESTION
from bot.domain.record_types import ACTIONS, DECISIONS, QUESTIONS, R, RecordType
from bot.domain.teams import Team
from bot.domain.voting.votes import is_quorate
from commands.agenda.session_dates import date_of, next_date
from commands.decision.voting.forget import on_record
from commands.deputy.present import voices_of, voices_there
from commands.deputy.speaking import has_seats


async def document_of(moment: Moment, minutes: Minutes) -> MinutesDocument:
    """What the minutes say: since they are final what they said then, before that what the records say now."""
    draft = await moment.tx.drafts.of_date(minutes.session, minutes.planned)
    if draft is not None and draft.final_at is not None and draft.document is not None:
        return draft.document
    return compose(await _sources(moment, minutes, draft))


async def composed(moment: Moment, minutes: Minutes) -> MinutesDocument:
    """What the records say now."""
    return compose(await _sources(moment, minutes, await moment.tx.drafts.of_date(minutes.session, minutes.planned)))


async def _sources(moment: Moment, minutes: Minutes, draft: Draft | None) -> Sources:
    entries = await moment.tx.minutes.entries(minutes.session, minutes.planned)
    team = await moment.team(minutes.team)
    date = await date_of(moment, minutes.session, minutes.planned)
    session = await moment.tx.sessions.get(minutes.session)
    topics = await _topics(moment, minutes, entries, draft)
    decisions = await _decisions(moment, minutes, entries, topics)
    following = await next_date(moment, team.id, after=date.start if date else None) if team.counts else None
    carrying_out = [decision.action for decision in decisions if decision.action]
    return Sources(
        minutes=minutes,
        entries=entries,
        title=date.title if date else session.title if session else "",
        group=team.name,
        place=date.place if date else session.place if session else "",
        topics=topics,
        decisions=decisions,
        actions=await _listed(moment, ACTIONS, [*_numbers(entries, ACTION), *carrying_out]),
        questions=await _listed(moment, QUESTIONS, _numbers(entries, QUESTION)),
        blockers=[each for number in _numbers(entries, BLOCKER) if (each := await moment.tx.blockers.get(number)) is not None],
        on_record={decision.number: await _on_record(moment, decision) for decision in decisions},
        presence=await _presence(moment, team, minutes, entries),
        next_date=following.start if following else None,
    )


async def _topics(moment: Moment, minutes: Minutes, entries: Sequence[Entry], draft: Draft | None) -> list[Topic]:
    """Those of the date, in the order of its agenda, and those of which the entries speak; not what was handled before the session."""
    on_date = await moment.tx.topics.of_date(minutes.session, minutes.planned)
    found = {each.number: each for each in on_date if each.is_open or (each.closed_at and each.closed_at >= minutes.started_at)}
    spoken_of = [entry.topic for entry in entries if entry.topic is not None]
    for number in (*spoken_of, *(draft.open_topics if draft else ())):
        topic = found.get(number) or await moment.tx.topics.get(number)
        if topic is not None:
            found[number] = topic
    return list(found.values())


async def _decisions(moment: Moment, minutes: Minutes, entries: Sequence[Entry], topics: Iterable[Topic]) -> list[Decision]:
    found = {each.number: each for each in await _listed(moment, DECISIONS, _numbers(entries, DECISION))}
    for topic in topics:
        taken = await moment.tx.records(DECISIONS).linked("topic", topic.number)
        found |= {each.number: each for each in taken if each.created_at >= minutes.started_at and each.team == minutes.team}
    return sorted(found.values(), key=lambda decision: decision.number)


async def _on_record(moment: Moment, decision: Decision) -> tuple[OnRecord, ...]:
    ballots = await on_record(moment, decision.number)
    return tuple(OnRecord(municipality=ballot.municipality, choice=ballot.choice) for ballot in ballots)


async def _presence(moment: Moment, team: Team, minutes: Minutes, entries: Sequence[Entry]) -> Presence | None:
    said = attendance(entries)
    if said is None:
        return None
    voices = await voices_of(moment, team, minutes)
    there = voices_there(voices, said)
    present = [voice for voice in voices if voice.municipality in there]
    by_seat = present if await has_seats(moment, team) else []
    return Presence(
        there=tuple(voice.municipality for voice in by_seat if not voice.is_deputised),
        represented=tuple(voice.municipality for voice in by_seat if voice.is_deputised),
        people=said.people if voices else (*said.municipalities, *said.people),
        count=said.count,
        is_quorate=is_quorate(len(present), len(voices), moment.settings.decisions.quorum) if present else None,
        voices_there=len(present),
        voices=len(voices),
    )


def _numbers(entries: Iterable[Entry], letter: str) -> list[Number]:
    return [entry.record for entry in entries if entry.record is not None and entry.record.letter == letter]


async def _listed(moment: Moment, kind: RecordType[R], numbers: Collection[Number]) -> list[R]:
    found = [await moment.tx.records(kind).get(number) for number in dict.fromkeys(numbers)]
    return [record for record in found if record is not None]
