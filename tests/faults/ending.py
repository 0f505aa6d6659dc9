"""How does a story end? What people see in their rooms, and what is kept: the same whether something went wrong on the way or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bot.domain.ids import RoomId
from tests.faults.lab import Lab
from tests.faults.observed import rows
from tests.faults.room_log import Event
from tests.world import BOT

_QUERIES = (
    "SELECT number, text, state FROM blockers",
    "SELECT number, text, state, result FROM topics",
    "SELECT number, text FROM actions",
    "SELECT subject, text FROM notes",
    "SELECT number, text, state, votes_for, votes_against, votes_abstained FROM decisions",
    "SELECT decision, municipality, choice FROM ballots",
    "SELECT session, state FROM minutes",
    "SELECT session, kind, text FROM minutes_entries",
    "SELECT session, final_at IS NOT NULL FROM minutes_drafts",
    "SELECT number, text, agreed, forecast, state FROM milestones",
    'SELECT milestone, kind, day, "by", reason, about, withdrawn_at IS NOT NULL FROM milestone_log',
)


@dataclass(frozen=True)
class Ending:
    rooms: dict[RoomId, list[str]]
    """What the bot has said in each room, as its last edits have it, with its own reactions."""
    records: list[str]
    waiting: int


def ending(lab: Lab) -> Ending:
    log = lab.server.log
    ((waiting,),) = rows(lab.database, "SELECT count(*) FROM outbox WHERE sent_at IS NULL")
    rooms = {room: list(_as_seen(lab.spoken(room), log)) for room in sorted({event.room for event in log})}
    return Ending(rooms, _kept(lab.database), int(waiting))


def _as_seen(spoken: list[Event], log: list[Event]) -> Iterator[str]:
    """In the order of the room; files that follow each other come in any order, since none of them waits for another."""
    for is_file, events in groupby(spoken, key=lambda event: event.content["msgtype"] == "m.file"):
        read = [_as_read(event, log) for event in events]
        yield from sorted(read) if is_file else read


def _kept(database: Path) -> list[str]:
    return sorted(" ".join(map(str, row)) for query in _QUERIES for row in rows(database, query))


def _as_read(said: Event, log: list[Event]) -> str:
    """Event ids are not compared: they count what was said in all rooms."""
    body, under = said.content["body"], []
    for event in log:
        relation = event.content.get("m.relates_to", {})
        if event.sender == BOT and relation.get("event_id") == said.id:
            if relation["rel_type"] == "m.replace":
                body = event.content["m.new_content"]["body"]
            elif relation["rel_type"] == "m.annotation":
                under.append(relation["key"])
    return re.sub(r"\$\d+", "$", f"{body} {' '.join(sorted(under))}")
