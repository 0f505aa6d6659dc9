"""How far back is a gap walked, and what is handed over of it?"""

from __future__ import annotations

import tracemalloc
from collections.abc import Collection, Sequence
from typing import Any

import pytest

from bot.domain.ids import EventId, UserId
from bot.matrix.inbound.gaps import Page, since_join, walk_back

ME = UserId("@lotse:stadt.example")
JOIN = {"event_id": "$join", "type": "m.room.member", "state_key": ME, "content": {"membership": "join"}}
RENAMED = {**JOIN, "event_id": "$renamed", "unsigned": {"prev_content": {"membership": "join"}}}


def message(count: int) -> dict[str, Any]:
    return {"event_id": f"${count}", "type": "m.room.message", "content": {}}


def ids(events: Collection[dict[str, Any]]) -> list[str]:
    return [event["event_id"] for event in events]


class Server:
    """Its pages, the newest first; `asked` counts how many were fetched."""

    def __init__(self, *pages: Sequence[dict[str, Any]]) -> None:
        self.pages = pages
        self.asked = 0

    async def fetch(self, token: str) -> Page:
        self.asked += 1
        place = int(token)
        return Page(self.pages[place], str(place + 1) if place + 1 < len(self.pages) else None)


async def walk(server: Server, known: Collection[str] = ()) -> list[str]:
    async def which(events: Collection[EventId]) -> frozenset[EventId]:
        return frozenset(event for event in events if event in known)

    return ids(await walk_back(server.fetch, "0", ME, which))


@pytest.mark.parametrize(
    ("pages", "heard"),
    [
        ([[]], []),
        ([[message(3), message(2), message(1)]], ["$1", "$2", "$3"]),
        ([[message(4), message(3)], [message(2), message(1)]], ["$1", "$2", "$3", "$4"]),
        ([[message(4), message(3)], [], [message(1)]], ["$1", "$3", "$4"]),
        ([[message(4), JOIN, message(2)], [message(1)]], ["$join", "$4"]),
        ([[message(4), RENAMED, message(2)], [message(1)]], ["$1", "$2", "$renamed", "$4"]),
    ],
)
async def test_a_gap_is_handed_over_oldest_first_and_no_further_than_our_join(pages: list[list[dict[str, Any]]], heard: list[str]) -> None:
    assert await walk(Server(*pages)) == heard


async def test_what_is_known_is_left_out_but_what_came_late_beside_it_is_not() -> None:
    server = Server([message(5), message(4)], [message(3), message(2)], [message(1)])
    assert await walk(server, known={"$3", "$4"}) == ["$1", "$2", "$5"]


async def test_a_server_that_does_not_heed_the_bound_is_not_walked_to_its_beginning() -> None:
    pages = [[message(2 * place + 1), message(2 * place)] for place in range(50, 0, -1)]
    server = Server(*pages)
    known = {f"${count}" for count in range(100)}
    assert await walk(server, known) == ["$100", "$101"]
    assert server.asked == 4


async def test_a_server_that_repeats_its_token_is_not_asked_for_ever() -> None:
    class Stuck(Server):
        async def fetch(self, token: str) -> Page:
            return Page((await super().fetch(token)).events, token)

    server = Stuck([message(1)])
    assert await walk(server) == ["$1"]
    assert server.asked == 1


@pytest.mark.parametrize(
    ("events", "kept"),
    [
        ([], []),
        ([message(1)], ["$1"]),
        ([message(1), JOIN, message(2)], ["$join", "$2"]),
        ([JOIN, message(1), RENAMED], ["$join", "$1", "$renamed"]),
    ],
)
def test_what_was_said_before_our_join_is_not_for_us(events: list[dict[str, Any]], kept: list[str]) -> None:
    assert ids(since_join(events, ME)) == kept


async def test_weeks_of_talk_are_kept_packed_until_they_are_read() -> None:
    words = "Wir sehen uns dann am Dienstag im Rathaus, der Raum ist gebucht. " * 4

    class Talk(Server):
        async def fetch(self, token: str) -> Page:
            place = int(token)
            said = [{**message(place * 500 + count), "sender": "@anna:stadt.example"} for count in range(500)]
            return Page([{**event, "content": {"body": words + token}} for event in said], str(place + 1) if place < 39 else None)

    async def nothing(events: Collection[EventId]) -> frozenset[EventId]:
        return frozenset()

    tracemalloc.start()
    try:
        gathered = await walk_back(Talk().fetch, "0", ME, nothing)
        assert len(gathered) == sum(1 for _ in gathered) == 20_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000  # unpacked they take 23 MB
