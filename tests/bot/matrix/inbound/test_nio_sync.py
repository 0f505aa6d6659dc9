"""nio is shown what it needs for keys, and nothing of what people say."""

from __future__ import annotations

from typing import Any

import pytest

from bot.matrix.inbound.nio_sync import about_keys, about_rooms

ROOM = "!raum:stadt.example"
WORDS = {"type": "m.room.message", "event_id": "$1", "sender": "@anna:stadt.example", "content": {"body": "hallo"}}
JOINED = {"type": "m.room.member", "state_key": "@anna:stadt.example", "event_id": "$2", "content": {"membership": "join"}}


def sync(**about: Any) -> dict[str, Any]:
    return {"next_batch": "s1", "device_one_time_keys_count": {"signed_curve25519": 50}, "rooms": {"join": {ROOM: about}}}


def test_of_words_it_sees_nothing() -> None:
    told = sync(timeline={"events": [WORDS], "limited": False, "prev_batch": "p"}, state={"events": []}, summary={})

    assert about_rooms(told, {ROOM}) == {}
    assert about_keys(told) is None


def test_a_room_that_it_does_not_know_is_shown_without_its_words() -> None:
    told = about_rooms(sync(timeline={"events": [WORDS]}), ())

    assert told == {ROOM: {"state": {"events": []}, "timeline": {"events": [], "limited": False, "prev_batch": "-"}, "summary": {}}}


@pytest.mark.parametrize(
    "about",
    [
        pytest.param({"timeline": {"events": [WORDS, JOINED]}}, id="somebody came, among the words"),
        pytest.param({"state": {"events": [JOINED]}}, id="somebody came, in a gap"),
        pytest.param({"summary": {"m.joined_member_count": 2}}, id="the number of members changed"),
    ],
)
def test_a_change_of_a_known_room_is_shown(about: dict[str, Any]) -> None:
    told = about_rooms(sync(**about), {ROOM})

    assert WORDS not in told[ROOM]["timeline"]["events"]


@pytest.mark.parametrize(
    "news",
    [
        {"to_device": {"events": [{"type": "m.dummy", "sender": "@anna:stadt.example", "content": {}}]}},
        {"device_lists": {"changed": ["@anna:stadt.example"], "left": []}},
        {"device_lists": {"changed": [], "left": ["@anna:stadt.example"]}},
    ],
)
def test_keys_and_devices_are_shown_when_there_is_news_of_them(news: dict[str, Any]) -> None:
    assert about_keys(sync()) is None
    assert about_keys(sync() | news) is not None
