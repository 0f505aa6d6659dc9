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
from bot.domain.cut_list import at_most, cut
from bot.domain.digests import session_once
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence, occurrences
from bot.domain.overview import done_since, due_by, solved_since
from bot.domain.record_types import ACTIONS
from commands.agenda.rendered import agenda
from commands.decision.digest import APPROVALS, NOTHING_ASKED, outstanding
from commands.decision.voting.digest import RUNNING, running_for
from commands.deputy.digest import speaking
from commands.light.risks.content import in_digest
from commands.milestone.digest import late_before
from commands.question.record import due_lines

TOPICS = 8
ITEMS = 4
"""Of each list: a phone screen is soon full."""
NAMED = 6
"""Numbers named one by one in a sentence."""
CHANGED = 3
"""Records of each kind that has changed since the last session."""
_BACK = (timedelta(days=62), timedelta(days=400))
"""How far back the last session is looked for, step by step."""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What happened since a session: the first records of each kind, and how many there are beside them."""

    last: Occurrence
    solved: tuple[Sequence[Blocker], int]
    new: tuple[Sequence[Blocker], int]
    handled: tuple[Sequence[Topic], int]
    done: tuple[Sequence[Action], int]

    @property
    def any(self) -> bool:
        return any(first for first, _ in (self.solved, self.new, self.handled, self.done))


async def before(moment: Moment, date: Occurrence) -> dict[str, Any]:
    """The parameters of `meeting.digest`."""
    on_it = await agenda(moment, date)
    lines = on_it["lines"]
    last = await _last(moment, date)
    # Without what was closed before that: of a group's whole history nearly everything was.
    since = last.start if last else None
    blockers = list(await moment.tx.blockers.listed(date.team, closed_since=since))
    actions = list(await moment.tx.records(ACTIONS).listed(date.team, closed_since=since))
    open_ones = [blocker for blocker in blockers if blocker.is_open]
    due = due_by(actions, moment.calendar.day_of(date.start))
    decisions: list[Topic] = [line.topic for line in lines if line.topic.kind is TopicKind.DECISION and line.topic.is_open]
    lists: dict[str, tuple[Sequence[Any], int]] = {"decisions": (decisions, NAMED), "blockers": (open_ones, ITEMS), "actions": (due, ITEMS)}
    parts: dict[str, Any] = {}
    for name, (items, most) in lists.items():
        parts[name], parts[f"{name}_more"] = cut(items, most)
    first, more = cut(lines, TOPICS)
    is_steering = (await moment.team(date.team)).is_steering
    approvals, approvals_more = at_most(await outstanding(moment, date.team) if is_steering else [], APPROVALS)
    votes, votes_more = at_most(await running_for(moment, await moment.team(date.team)), RUNNING)
    return {
        **on_it,
        **parts,
        "lines": first,
        "more": more,
        "changes": await _changes(moment, last, blockers, actions) if last else None,
        **await due_lines(moment, await moment.team(date.team), moment.calendar.day_of(date.start)),
        **await late_before(moment, await moment.team(date.team)),
        **await in_digest(moment, await moment.team(date.team), session_once(date.session, date.planned)),
        "today": moment.calendar.day_of(moment.now),
        "now": moment.now,
        "by_tap": True,
        "retros": [],
        "approvals": approvals,
        "approvals_more": approvals_more,
        "votes": votes,
        "votes_more": votes_more,
        "asked": NOTHING_ASKED,
        "speaking": await speaking(moment, await moment.team(date.team), date),
    }


async def _changes(moment: Moment, last: Occurrence, blockers: Sequence[Blocker], actions: Sequence[Action]) -> Changes:
    """What happened from the start of the group's last session on."""
    topics = await moment.tx.topics.of_date(last.session, last.planned)
    return Changes(
        last=last,
        solved=cut(sorted(solved_since(blockers, last.start), key=_number), CHANGED),
        new=cut(sorted((each for each in blockers if each.is_open and each.opened_at >= last.start), key=_number), CHANGED),
        handled=cut([topic for topic in topics if topic.state is TopicState.HANDLED], CHANGED),
        done=cut(sorted(done_since(actions, last.start), key=_number), CHANGED),
    )


def _number(record: Blocker | Action) -> Number:
    return record.number


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
