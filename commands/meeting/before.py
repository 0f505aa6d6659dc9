"""What a group should know before it meets: the agenda, what stops it, what is due, and what changed since it last met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.context import Moment
from bot.domain.actions import Action
from bot.domain.agenda import Topic, TopicKind, TopicState
from bot.domain.blockers import Blocker
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence, occurrences
from bot.domain.overviews import done_since, due_by, solved_since
from commands.agenda.cards import agenda

TOPICS = 8
ITEMS = 4
"""Of each list: a phone screen is soon full."""
NAMED = 6
"""Numbers named one by one in a sentence."""
_BACK = (timedelta(days=62), timedelta(days=400))
"""How far back the last session is looked for, step by step."""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What happened since a session, by number."""

    last: Occurrence
    solved: Sequence[Number]
    new: Sequence[Number]
    handled: Sequence[Number]
    done: Sequence[Number]

    @property
    def any(self) -> bool:
        return bool(self.solved or self.new or self.handled or self.done)


async def before(moment: Moment, date: Occurrence) -> dict[str, Any]:
    """The parameters of `meeting.digest`."""
    on_it = await agenda(moment, date)
    lines = on_it["lines"]
    last = await _last(moment, date)
    # Without what was closed before that: of a group's whole history nearly everything was.
    since = last.start if last else None
    blockers = list(await moment.tx.blockers.listed(date.team, closed_since=since))
    actions = list(await moment.tx.actions.listed(date.team, closed_since=since))
    open_ones = [blocker for blocker in blockers if blocker.is_open]
    due = due_by(actions, moment.calendar.day_of(date.start))
    decisions: list[Topic] = [line.topic for line in lines if line.topic.kind is TopicKind.DECISION and line.topic.is_open]
    return {
        **on_it,
        "lines": lines[:TOPICS],
        "more": max(len(lines) - TOPICS, 0),
        "decisions": decisions[:NAMED],
        "decisions_more": max(len(decisions) - NAMED, 0),
        "blockers": open_ones[:ITEMS],
        "blockers_more": max(len(open_ones) - ITEMS, 0),
        "actions": due[:ITEMS],
        "actions_more": max(len(due) - ITEMS, 0),
        "changes": await _changes(moment, last, blockers, actions) if last else None,
        "today": moment.calendar.day_of(moment.now),
        "now": moment.now,
        "by_tap": True,
    }


async def _changes(moment: Moment, last: Occurrence, blockers: Sequence[Blocker], actions: Sequence[Action]) -> Changes:
    """What happened from the start of the group's last session on."""
    topics = await moment.tx.topics.of_date(last.session, last.planned)
    return Changes(
        last=last,
        solved=sorted(each.number for each in solved_since(blockers, last.start)),
        new=sorted(each.number for each in blockers if each.is_open and each.opened_at >= last.start),
        handled=[topic.number for topic in topics if topic.state is TopicState.HANDLED],
        done=sorted(each.number for each in done_since(actions, last.start)),
    )


async def _last(moment: Moment, date: Occurrence) -> Occurrence | None:
    """The last session of the group that took place; None where it never met."""
    sessions = await moment.tx.sessions.of_team(date.team)
    for back in _BACK:
        found: list[Occurrence] = []
        for session in sessions:
            changes = await moment.tx.sessions.changes(session.number)
            found += occurrences(session, changes, moment.settings.zone, after=moment.now - back, before=moment.now)
        held = [each for each in found if not each.cancelled and each.end <= moment.now]
        if held:
            return max(held, key=lambda each: each.start)
    return None
