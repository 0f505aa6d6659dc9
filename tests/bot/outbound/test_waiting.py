"""What is on its way together, and what waits for what?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.ids import EventId, RoomId, UserId
from bot.messages import Priority, Role
from bot.outbound.waiting import BUTTONS_WAIT_FOR, MAX_IN_ROOM, MAX_KNOWN, Waiting, by_turns
from bot.ports import OutboxRow, QueueChanges
from tests.world import MONDAY, user

ROOM, OTHER = RoomId("!room"), RoomId("!other")


def row(number: int, **values: Any) -> OutboxRow:
    plain = OutboxRow(
        id=number,
        room=ROOM,
        once=f"once {number}",
        txn="",
        device="DEVICE",
        action="send",
        event_type="m.room.message",
        content={},
        subject=None,
        role=Role.ANSWER,
        priority=Priority.ANSWER,
        target=None,
        suggests=None,
        literally=None,
        asked_by=person(number),
        cause=None,
        wakes=None,
        not_before=None,
        created_at=MONDAY,
    )
    return replace(plain, **values)


def person(number: int) -> UserId:
    return user(f"person{number}")


def knowing(*rows: OutboxRow) -> Waiting:
    waiting = Waiting()
    waiting.begin()
    waiting.know(rows)
    return waiting


def ready(waiting: Waiting, *under_way: int, now: datetime = MONDAY) -> list[int]:
    return [each.id for each in waiting.ready(now, under_way)]


def test_answers_to_several_people_are_on_their_way_together() -> None:
    assert ready(knowing(row(1), row(2), row(3))) == [1, 2, 3]
    assert ready(knowing(row(1), row(2), row(3)), 1, 2) == [3]


def test_what_one_person_asked_for_arrives_in_the_order_in_which_it_was_asked() -> None:
    waiting = knowing(row(1, asked_by=person(1)), row(2, asked_by=person(1)), row(3))
    assert ready(waiting) == [1, 3]
    assert ready(waiting, 1) == [3]
    waiting.arrived(1, EventId("$1"))
    assert ready(waiting, 3) == [2]


def test_what_nobody_asked_for_arrives_in_its_order() -> None:
    assert ready(knowing(row(1, asked_by=None), row(2, asked_by=None))) == [1]


def test_two_messages_about_one_record_arrive_in_order_whoever_asked() -> None:
    assert ready(knowing(row(1, subject="B1"), row(2, subject="B1"), row(3, subject="B2"))) == [1, 3]


def test_edits_of_one_message_arrive_in_order() -> None:
    assert ready(knowing(row(7, action="edit", target=3), row(8, action="edit", target=3), row(9, action="edit", target=4))) == [7, 9]


def test_buttons_wait_for_their_message_and_for_each_other() -> None:
    waiting = knowing(row(1), *buttons(2, 3))
    assert ready(waiting, 1) == []
    waiting.arrived(1, EventId("$1"))
    assert ready(waiting) == []
    waiting.changed(QueueChanges(sent={1: EventId("$1")}))
    assert ready(waiting) == [2]
    assert ready(waiting, 2) == []
    assert waiting.event_of(1) == "$1"


def test_buttons_hold_nobody_and_let_the_answers_of_their_room_go_first() -> None:
    waiting = knowing(row(1), *buttons(2, 3), row(4, asked_by=person(1)), row(5, asked_by=person(1)), row(6, room=OTHER))
    waiting.changed(QueueChanges(sent={1: EventId("$1")}))
    assert ready(waiting) == [4, 6]
    assert ready(waiting, 4, 6) == []
    waiting.changed(QueueChanges(sent={4: EventId("$4"), 5: EventId("$5")}))
    assert ready(waiting, 6) == [2]


def test_buttons_come_in_time_where_a_room_never_falls_silent() -> None:
    waiting = knowing(row(1), *buttons(2), row(4, created_at=MONDAY + BUTTONS_WAIT_FOR))
    waiting.changed(QueueChanges(sent={1: EventId("$1")}))
    assert ready(waiting, now=MONDAY + BUTTONS_WAIT_FOR / 2) == [4]
    assert ready(waiting, now=MONDAY + BUTTONS_WAIT_FOR) == [4, 2]


def test_buttons_of_an_alert_go_before_what_is_less_urgent() -> None:
    alert = row(1, priority=Priority.ALERT)
    waiting = knowing(alert, *buttons(2, priority=Priority.ALERT), row(4))
    waiting.changed(QueueChanges(sent={1: EventId("$1")}))
    assert ready(waiting) == [2, 4]


def buttons(*numbers: int, priority: Priority = Priority.DIGEST) -> list[OutboxRow]:
    """Of the first row."""
    return [row(each, action="react", target=1, asked_by=person(1), priority=priority) for each in numbers]


def test_nothing_overtakes_leaving_a_room_and_leaving_overtakes_nothing() -> None:
    waiting = knowing(row(1), row(2, action="leave", asked_by=None), row(3))
    assert ready(waiting) == [1]
    assert ready(waiting, 1) == []
    waiting.arrived(1, EventId("$1"))
    assert ready(waiting) == [2]
    assert ready(waiting, 2) == []


def test_a_room_takes_so_many_at_once_and_no_more() -> None:
    waiting = knowing(*(row(number) for number in range(1, 20)))
    assert ready(waiting) == [*range(1, MAX_IN_ROOM + 1)]
    assert ready(waiting, 1, 2, 3) == [*range(4, MAX_IN_ROOM + 1)]


def test_what_is_tried_again_holds_all_behind_it() -> None:
    later = datetime.max.replace(tzinfo=MONDAY.tzinfo)
    assert ready(knowing(row(1), row(2, retry_at=later), row(3))) == [1]


def test_rooms_take_turns_and_those_that_were_served_lately_come_last() -> None:
    rows = [row(1), row(2), row(3, room=OTHER), row(4, room=OTHER, priority=Priority.ALERT)]
    assert [each.id for each in by_turns(rows, {}, ())] == [4, 1, 3, 2]
    assert [each.id for each in by_turns([row(1), row(2, room=OTHER)], {ROOM: 5}, ())] == [2, 1]
    assert [each.id for each in by_turns([row(1), row(2, room=OTHER)], {}, [ROOM])] == [2, 1]


def test_what_happens_while_the_database_is_read_is_not_lost() -> None:
    waiting = Waiting()
    waiting.begin()
    waiting.changed(QueueChanges(queued=[row(2), row(3)]))
    waiting.changed(QueueChanges(sent={1: EventId("$1"), 3: EventId("$3")}))
    waiting.know([row(1), row(2)])
    assert ready(waiting) == [2]


def test_what_is_not_certain_is_asked_for_anew() -> None:
    for changes in (QueueChanges(is_uncertain=True), QueueChanges(is_outbox_unclear=True)):
        waiting = knowing(row(1))
        waiting.changed(changes)
        assert not waiting.is_known
        assert ready(waiting) == []
        assert waiting.has_more(ROOM)


def test_more_than_fits_into_memory_is_left_to_the_database() -> None:
    waiting = knowing(row(1))
    waiting.changed(QueueChanges(queued=[row(number) for number in range(2, MAX_KNOWN + 2)]))
    assert not waiting.is_known
