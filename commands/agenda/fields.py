"""The fields of a topic, as `add` and `edit` share them, and how their words become values."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.command import Arguments, Key
from bot.domain.agenda import DEFAULT_MINUTES, TopicKind
from bot.grammar import field_words
from bot.messages import UserError
from bot.values import Link, People, SessionNumber, when
from bot.values.length_limits import CHOICE
from bot.words import fold

_KINDS = {
    **dict.fromkeys(("info", "information", "infos", "bericht"), TopicKind.INFO),
    **dict.fromkeys(("diskussion", "discussion", "besprechung", "austausch"), TopicKind.DISCUSSION),
    **dict.fromkeys(("entscheidung", "decision", "beschluss", "entscheiden"), TopicKind.DECISION),
}
_STEERING = frozenset({"steuerungskreis", "der steuerungskreis", "den steuerungskreis", "steering", "steering committee", "committee"})


def _minutes(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not value.strip():
        return DEFAULT_MINUTES
    try:
        length = when.read_duration(value)
    except when.NotUnderstood as refused:
        raise UserError(refused.reason, **refused.params) from None
    return max(-(-length // timedelta(minutes=1)), 1)


def _kind(value: Any) -> TopicKind:
    if isinstance(value, TopicKind) or not value.strip():
        return value or TopicKind.INFO
    kind = _KINDS.get(fold(value))
    if kind is None:
        raise UserError("agenda.kind-unknown", said=value)
    return kind


def says_kind(value: str) -> bool:
    """Whether a word says what kind of topic it is."""
    return fold(value) in _KINDS


def _for_steering(value: Any) -> bool:
    if isinstance(value, bool) or not value.strip():
        return bool(value)
    if fold(value) not in _STEERING:
        raise UserError("agenda.for-unknown", said=value)
    return True


Minutes = Annotated[int, BeforeValidator(_minutes)]
"""A time slot in whole minutes, at least one."""
KindOfTopic = Annotated[TopicKind, BeforeValidator(_kind), CHOICE.first]
ForSteering = Annotated[bool, BeforeValidator(_for_steering), CHOICE.first]
"""Whether a topic is proposed to the steering committee."""


class TopicFields(Arguments):
    minutes: Annotated[Minutes, Key(*field_words.LENGTH)] = DEFAULT_MINUTES
    kind: Annotated[KindOfTopic, Key("art", "kind")] = TopicKind.INFO
    who: Annotated[People, Key(*field_words.WHO)] = ""
    paper: Annotated[Link, Key(*field_words.PAPER)] = ""
    session: Annotated[SessionNumber | None, Key("treffen", "sitzung", "session")] = None
