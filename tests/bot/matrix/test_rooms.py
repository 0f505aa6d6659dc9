"""What do state events say about people and their power in a room?"""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.room_state import ABOVE_ALL
from bot.matrix.rooms import JoinedRooms
from bot.messages import ONCE, OPENED_ABOUT, OPENED_FOR

ME, ANNA, BEN = UserId("@lotse:stadt.example"), UserId("@anna:stadt.example"), UserId("@ben:dorf.example")
ROOM = RoomId("!room")


def state(kind: str, content: Any, key: str = "", sender: str = ANNA) -> dict[str, Any]:
    return {"type": kind, "state_key": key, "sender": sender, "content": content}


def joins(user: str, name: str | None = None) -> dict[str, Any]:
    return state("m.room.member", {"membership": "join", "displayname": name}, user)


def room(*events: dict[str, Any]) -> JoinedRooms:
    rooms = JoinedRooms(ME)
    rooms.apply(ROOM, [joins(ME, "Lotse"), joins(ANNA, "Anna"), joins(BEN, "Ben"), *events])
    return rooms


def created(version: str, **content: Any) -> dict[str, Any]:
    return state("m.room.create", {"room_version": version, **content})


@pytest.mark.parametrize(
    ("events", "anna", "ben"),
    [
        ([], 0, 0),
        ([created("10")], 100, 0),
        ([created("12")], ABOVE_ALL, 0),
        ([created("org.matrix.hydra.11")], ABOVE_ALL, 0),
        ([created("12", additional_creators=[BEN])], ABOVE_ALL, ABOVE_ALL),
        ([created("10", additional_creators=[BEN])], 100, 0),
        ([created("10"), state("m.room.power_levels", {"users": {BEN: 50}})], 0, 50),
        ([created("10"), state("m.room.power_levels", {"users": {BEN: 50}, "users_default": 10})], 10, 50),
        ([created("5"), state("m.room.power_levels", {"users": {BEN: "50"}, "users_default": "x"})], 0, 50),
        ([created("12"), state("m.room.power_levels", {"users": []})], ABOVE_ALL, 0),
        ([created("12", additional_creators=[[], {}, None, BEN])], ABOVE_ALL, ABOVE_ALL),
        ([created("9" * 5_000)], 100, 0),
        ([created("5"), state("m.room.power_levels", {"users": {BEN: float("inf")}})], 0, 0),
        ([created("5"), state("m.room.power_levels", {"users": {BEN: "9" * 5_000}})], 0, 0),
    ],
)
def test_power(events: list[dict[str, Any]], anna: int, ben: int) -> None:
    rooms = room(*events)
    assert (rooms.power(ANNA, ROOM), rooms.power(BEN, ROOM)) == (anna, ben)


def test_two_of_one_name_are_told_apart() -> None:
    rooms = room(joins(BEN, "anna"))
    assert rooms.name(ANNA, ROOM) == "Anna (@anna:stadt.example)"
    assert rooms.named("ANNA", ROOM) == [ANNA, BEN]
    assert rooms.name(ME, ROOM) == "Lotse"


def test_who_has_no_name_is_called_by_the_id() -> None:
    rooms = room(joins("@carl:stadt.example"))
    assert rooms.name(UserId("@carl:stadt.example"), ROOM) == "@carl:stadt.example"
    assert rooms.named("", ROOM) == []


def test_who_left_is_no_member_but_still_has_a_name() -> None:
    rooms = room(state("m.room.member", {"membership": "leave"}, BEN))
    assert rooms.members(ROOM) == {ANNA}
    assert not rooms.is_joined(BEN, ROOM)
    assert rooms.name(BEN, ROOM) == "Ben"


@pytest.mark.parametrize(
    ("event", "public"),
    [
        (state("m.room.join_rules", {"join_rule": "public"}), True),
        (state("m.room.join_rules", {"join_rule": "knock"}), False),
        (state("m.room.history_visibility", {"history_visibility": "world_readable"}), True),
        (state("m.room.history_visibility", {"history_visibility": "shared"}), False),
    ],
)
def test_who_may_come_and_read(event: dict[str, Any], public: bool) -> None:
    assert room(event).is_public(ROOM) is public


def test_a_room_once_encrypted_stays_so() -> None:
    rooms = room(state("m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}))
    rooms.apply(ROOM, [state("m.room.encryption", {})])
    rooms.forget(ROOM)
    assert rooms.is_encrypted(ROOM)


def test_a_permalink_names_the_three_servers_with_most_members() -> None:
    more = [joins(f"@p{count}:{server}.example") for server, people in (("a", 1), ("dorf", 3), ("amt", 2)) for count in range(people)]
    rooms = room(*more)
    assert rooms.permalink(ROOM) == "https://matrix.to/#/!room?via=dorf.example&via=amt.example&via=stadt.example"
    assert rooms.permalink(ROOM, EventId("$a/b")).startswith("https://matrix.to/#/!room/$a%2Fb?")


@pytest.mark.parametrize("content", [{}, {"predecessor": None}, {"predecessor": {"room_id": 7}}])
def test_a_room_without_a_predecessor(content: dict[str, Any]) -> None:
    assert room(state("m.room.create", content)).predecessor(ROOM) is None


def test_unknown_rooms_are_empty() -> None:
    rooms = JoinedRooms(ME)
    assert (rooms.members(ROOM), rooms.power(ANNA, ROOM), rooms.title(ROOM), rooms.is_public(ROOM)) == (frozenset(), 0, "", False)
    assert rooms.joined() == frozenset()


def test_a_direct_chat_of_ours_lacks_its_person_until_the_invitation_has_come() -> None:
    about = {"room_version": "12", OPENED_FOR: ANNA, OPENED_ABOUT: "R1", ONCE: "direct:$1"}
    rooms = JoinedRooms(ME)
    rooms.apply(ROOM, [state("m.room.create", about, sender=ME), joins(ME)])
    assert rooms.lacks_guest(ROOM)
    rooms.apply(ROOM, [state("m.room.member", {"membership": "invite"}, ANNA)])
    assert not rooms.lacks_guest(ROOM)
    rooms.apply(ROOM, [state("m.room.member", {"membership": "leave"}, ANNA)])
    assert not rooms.lacks_guest(ROOM)
    assert not room(created("12")).lacks_guest(ROOM)


@pytest.mark.parametrize(
    ("levels", "may"),
    [
        ({}, True),
        ({"events_default": 50}, False),
        ({"events_default": 50, "users": {ME: 50}}, True),
        ({"events_default": 50, "users_default": 50}, True),
        ({"events_default": 50, "events": {"m.room.message": 0}}, True),
        ({"events": {"m.room.message": 50}}, False),
        ({"events": {"m.room.encrypted": 50}}, True),
        ({"events": {"m.reaction": 50}}, True),
        ({"users": {ME: -1}}, False),
        ({"events_default": "50"}, False),
    ],
)
def test_whether_the_bot_may_speak_is_read_off_the_power_levels(levels: dict[str, Any], may: bool) -> None:
    assert room(state("m.room.power_levels", levels)).may_speak(ROOM) is may


def test_in_an_encrypted_room_it_depends_on_the_envelope() -> None:
    rooms = room(state("m.room.encryption", {}), state("m.room.power_levels", {"events": {"m.room.encrypted": 50}}))
    assert not rooms.may_speak(ROOM)


@pytest.mark.parametrize(
    ("membership", "has_left"), [("join", False), ("invite", False), ("knock", False), ("leave", True), ("ban", True), (None, False)]
)
def test_who_has_left_is_told_from_who_was_never_there(membership: str | None, has_left: bool) -> None:
    carl = UserId("@carl:stadt.example")
    rooms = room(*([state("m.room.member", {"membership": membership}, carl)] if membership else []))
    assert rooms.has_left(carl, ROOM) is has_left


def test_of_a_room_that_it_was_put_out_of_nothing_is_known() -> None:
    rooms = room()
    rooms.forget(ROOM)
    assert not rooms.is_here(ROOM) and not rooms.may_speak(ROOM) and not rooms.has_left(BEN, ROOM)


def test_a_batch_names_the_rooms_of_whose_state_it_tells() -> None:
    rooms = room()
    rooms.begin_batch()
    rooms.apply(ROOM, [{"type": "m.room.message", "sender": ANNA, "content": {"body": "Hallo"}}])
    assert rooms.changed() == frozenset()
    rooms.apply(ROOM, [state("m.room.power_levels", {"events_default": 50})])
    assert rooms.changed() == {ROOM}
