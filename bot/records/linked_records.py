"""From a blocker to what was done about it: the topic made from it, the decision taken on that, the action that carries it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.context import Moment
from bot.domain.agenda import TopicState
from bot.domain.decisions import Decision, DecisionState
from bot.domain.ids import Number
from bot.domain.record_types import DECISIONS

Chain = Sequence[Sequence[Number]]
"""The numbers of each step, the blocker first."""


async def chain_of_blocker(moment: Moment, blocker: Number) -> Chain:
    topics = [topic for topic in await moment.tx.topics.of_blocker(blocker) if topic.state is not TopicState.DROPPED]
    decisions = [decision for topic in topics for decision in await _of_topic(moment, topic.number)]
    return _linked([blocker], [topic.number for topic in topics], decisions)


async def chain_of_topic(moment: Moment, topic: Number) -> Chain:
    return _linked(await _blocker_of(moment, topic), [topic], await _of_topic(moment, topic))


async def chain_of_decision(moment: Moment, decision: Decision) -> Chain:
    """Of the decision itself as it is given, which may not be saved yet."""
    topics = [decision.topic] if decision.topic else []
    return _linked(await _blocker_of(moment, decision.topic) if decision.topic else [], topics, [decision])


async def chain_of_action(moment: Moment, action: Number) -> Chain:
    decisions = await moment.tx.records(DECISIONS).linked("action", action)
    return await chain_of_decision(moment, decisions[0]) if decisions else []


async def _of_topic(moment: Moment, topic: Number) -> list[Decision]:
    found = await moment.tx.records(DECISIONS).linked("topic", topic)
    return sorted((each for each in found if each.state is not DecisionState.WITHDRAWN), key=lambda each: each.number)


async def _blocker_of(moment: Moment, topic: Number) -> list[Number]:
    found = await moment.tx.topics.get(topic)
    return [found.blocker] if found and found.blocker else []


def _linked(blockers: Iterable[Number], topics: Iterable[Number], decisions: Sequence[Decision]) -> Chain:
    """Empty where there is no decision, or nothing but it: the other links a record shows anyway."""
    actions = [decision.action for decision in decisions if decision.action]
    steps = [step for step in (list(blockers), list(topics), [each.number for each in decisions], actions) if step]
    return steps if decisions and len(steps) > 1 else []
