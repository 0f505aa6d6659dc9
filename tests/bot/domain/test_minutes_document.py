"""The document of minutes: what it says of a session, and what a message in a room has place for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.actions import Action, ActionState
from bot.domain.agenda import Topic, TopicState
from bot.domain.decisions import Decision, DecisionState
from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.minutes.document import (
    Assigned,
    Decided,
    Item,
    Left,
    LineKind,
    MinutesDocument,
    Noted,
    OnRecord,
    Outcome,
    Sources,
    compose,
    room_lines,
)
from bot.domain.minutes.running import Entry, EntryKind, Minutes
from bot.domain.questions import Question
from tests.storage.examples import NOW

S3, T7, T8, T9, D6, A1, A2, Q1 = (Number(said[0], int(said[1:])) for said in ("S3", "T7", "T8", "T9", "D6", "A1", "A2", "Q1"))
PLANNED = datetime(2026, 12, 3, 10)  # noqa: DTZ001  # naive and local
END = NOW + timedelta(hours=1)
LATER = END + timedelta(minutes=5)
ANNA, BEN, TEAM, ROOM, SAID = UserId("@anna:stadt.example"), UserId("@ben:stadt.example"), TeamId(1), RoomId("!r"), EventId("$e")
MINUTES = Minutes(session=S3, planned=PLANNED, team=TEAM, started_at=NOW).ended(at=END)


def topic(number: Number, **values: object) -> Topic:
    made = Topic(number=number, team=TEAM, text=f"Thema {number}", author=ANNA, created_at=NOW, room=ROOM, source=SAID)
    return replace(made, **values)  # type: ignore[arg-type]


def handled(number: Number, result: str = "", at: datetime = NOW) -> Topic:
    return topic(number).handled(at=at, result=result)


def decision(at: datetime = NOW, **values: object) -> Decision:
    made = Decision(number=D6, team=TEAM, text="Logo B", topic=T7, author=ANNA, created_at=at, room=ROOM, source=SAID)
    return replace(made, **values)  # type: ignore[arg-type]


def action(number: Number = A1, **values: object) -> Action:
    made = Action(
        number=number, team=TEAM, text="Vertrag", who=BEN, due=date(2027, 3, 1), author=ANNA, created_at=NOW, room=ROOM, source=SAID
    )
    return replace(made, **values)  # type: ignore[arg-type]


def entry(kind: EntryKind = EntryKind.LINE, topic: Number | None = T7, **values: object) -> Entry:
    return replace(Entry(session=S3, planned=PLANNED, position=0, kind=kind, topic=topic, at=NOW, event=SAID), **values)  # type: ignore[arg-type]


def composed(*entries: Entry, **values: object) -> MinutesDocument:
    sources = Sources(minutes=MINUTES, entries=entries, title="Sitzung", group="Steuerungskreis")
    return compose(replace(sources, **values))  # type: ignore[arg-type]


def test_topics_stand_in_the_order_in_which_they_were_talked_about() -> None:
    document = composed(
        entry(topic=T8, text="zuerst"),
        entry(EntryKind.CLOSED, T8),
        entry(EntryKind.CLOSED, T7),
        topics=(handled(T7, "Angebot A"), handled(T8), topic(T9)),
    )
    assert [(item.topic, item.outcome, item.result) for item in document.items] == [
        (T8, Outcome.HANDLED, ""),
        (T7, Outcome.HANDLED, "Angebot A"),
    ]
    assert document.stayed_open == (Left(number=T9, title="Thema T9"),)


def test_a_topic_that_was_handled_without_a_word_in_the_minutes_stands_there_too() -> None:
    assert [item.result for item in composed(topics=(handled(T7, "Angebot A"),)).items] == ["Angebot A"]


OUTCOMES = {
    "left and still open": (topic(T7), Outcome.DEFERRED),
    "dropped": (topic(T7, state=TopicState.DROPPED), Outcome.DROPPED),
    "handled": (handled(T7), Outcome.HANDLED),
}


@pytest.mark.parametrize(("of", "outcome"), OUTCOMES.values(), ids=OUTCOMES)
def test_what_became_of_a_topic(of: Topic, outcome: Outcome) -> None:
    (item,) = composed(entry(EntryKind.CLOSED), topics=(of,)).items
    assert item.outcome is outcome


def test_what_was_said_without_a_topic_stands_first() -> None:
    document = composed(entry(topic=None, text="Begrüßung"), entry(text="zum Thema"), topics=(topic(T7),))
    assert [(item.topic, [line.text for line in item.lines]) for item in document.items] == [(None, ["Begrüßung"]), (T7, ["zum Thema"])]


def test_records_stand_under_the_topic_that_was_current() -> None:
    question = Question(
        number=Q1, team=TEAM, text="Wer zahlt?", again=date(2027, 1, 1), author=ANNA, created_at=NOW, room=ROOM, source=SAID
    )
    document = composed(
        entry(EntryKind.RECORD, record=A1),
        entry(EntryKind.RECORD, record=Q1),
        topics=(topic(T7),),
        actions=(action(),),
        questions=(question,),
    )
    (item,) = document.items
    assert item.actions == (Assigned(number=A1, text="Vertrag", who=BEN, due=date(2027, 3, 1)),)
    assert item.questions == (Noted(number=Q1, text="Wer zahlt?"),)


def test_a_decision_stands_with_its_votes_and_the_action_that_carries_it_out_and_without_who_recorded_it() -> None:
    on_record = (OnRecord(municipality="Gießen", choice="against"),)
    document = composed(
        topics=(handled(T7),),
        decisions=(decision(votes_for=3, votes_against=1, action=A2),),
        actions=(action(A2),),
        on_record={D6: on_record},
    )
    (item,) = document.items
    ((decided,), (given,)) = item.decisions, item.actions
    assert (decided.decision.number, decided.decision.votes_for, decided.on_record) == (D6, 3, on_record)
    assert given.number == A2
    assert ANNA not in repr(document)


def test_what_came_after_the_end_is_marked() -> None:
    document = composed(
        entry(text="rechtzeitig"),
        entry(text="zu spät", is_late=True),
        entry(EntryKind.RECORD, record=A1, is_late=True),
        topics=(handled(T7, "Angebot A", at=LATER),),
        decisions=(decision(at=LATER, action=A2),),
        actions=(action(), action(A2)),
    )
    (item,) = document.items
    assert item.is_late
    assert [(line.text, line.is_late) for line in item.lines] == [("rechtzeitig", False), ("zu spät", True)]
    assert [each.is_late for each in item.decisions] == [True]
    assert [each.is_late for each in item.actions] == [True, True]


def test_what_was_withdrawn_dropped_or_deleted_is_left_out() -> None:
    document = composed(
        entry(EntryKind.RECORD, record=A1),
        entry(EntryKind.RECORD, record=A2),
        entry(text=""),
        topics=(handled(T7),),
        decisions=(decision(state=DecisionState.WITHDRAWN),),
        actions=(action(state=ActionState.DROPPED), action(A2, text="")),
    )
    (item,) = document.items
    assert not item.has_content


def _item(lines: int, *, decisions: int = 0, actions: int = 0) -> Item:
    return Item(
        topic=T7,
        decisions=(Decided(decision=decision()),) * decisions,
        actions=(Assigned(number=A1, text="Vertrag"),) * actions,
        lines=(Noted(text="Zeile"),) * lines,
    )


PLACES = {
    "all have place": (_item(3), 4, [LineKind.TOPIC, *[LineKind.NOTED] * 3], 0),
    "words go first": (_item(3, decisions=1, actions=1), 4, [LineKind.TOPIC, LineKind.DECISION, LineKind.ACTION], 3),
    "then actions": (_item(3, decisions=1, actions=2), 3, [LineKind.TOPIC, LineKind.DECISION], 5),
    "the first words stay": (_item(5), 4, [LineKind.TOPIC, LineKind.NOTED, LineKind.NOTED], 3),
    "only one has place": (_item(3, decisions=2), 2, [LineKind.TOPIC], 5),
    "none has place": (_item(1), 0, [], 2),
}


@pytest.mark.parametrize(("item", "most", "kinds", "more"), PLACES.values(), ids=PLACES)
def test_where_not_all_have_place_what_weighs_least_goes_first(item: Item, most: int, kinds: list[LineKind], more: int) -> None:
    lines, left = room_lines(MinutesDocument(session=S3, title="", group="", began=NOW, items=(item,)), most)
    assert ([line.kind for line in lines], left) == (kinds, more)
