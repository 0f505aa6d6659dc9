"""What has been lost, and what was done twice? Counted from the rooms and the records alone, not from what the bot believes."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from demo.world.person import Person
from tests.faults.scenario import Spoken, Town
from tests.matrix.bot_fixtures import ONCE
from tests.matrix.bot_process import lotse

STILL = 40.0
"""Seconds without any news after which we no longer wait for what is missing."""
STILL_AT_IT = 400.0
"""The same while the bot has something left to do: it pauses up to five minutes between two attempts, and a request may take one."""
IDLE = b"messages waiting: 0 to be sent, 0 to be handled"
"""What `lotse status` says when nothing is left to do."""
RUNGS = 3
"""How often a red blocker that nobody takes is told of; its group hears of all but the first, which the answer has told of already."""


@dataclass(frozen=True)
class Reckoning:
    """Each entry names one thing: an event that was not answered, a record that is there twice."""

    lost: list[str]
    doubled: list[str]
    messages: int
    """What the bot said in all rooms."""
    records: int

    @property
    def is_clean(self) -> bool:
        return not self.lost and not self.doubled


async def settled(town: Town) -> Reckoning:
    """The bot runs and is left alone until nothing is missing, or nothing has come for a while."""
    best, news_at = await _reckoned(town), time.monotonic()
    while best.lost and time.monotonic() - news_at < (STILL_AT_IT if await _is_at_it(town) else STILL):
        await asyncio.sleep(2)
        now = await _reckoned(town)
        if (len(now.lost), now.messages) != (len(best.lost), best.messages):
            news_at = time.monotonic()
        best = now
    # What is there twice may still come: one more look after a silence.
    await asyncio.sleep(3)
    return await _reckoned(town)


async def _is_at_it(town: Town) -> bool:
    """Whether anything waits to be handled or sent. Only for our patience: what is missing is not counted from what the bot believes."""
    return IDLE not in (await lotse("status", "--config", str(town.bot.config))).out


async def _reckoned(town: Town) -> Reckoning:
    """As things stand now."""
    await town.clara.catch_up()
    said = {room: await _keys(town, room) for room in (town.pmo, *town.rooms, town.sealed)}
    records = await _records(town)
    lost, doubled = compared(town.spoken, said, records)
    return Reckoning(lost, doubled, sum(sum(each.values()) for each in said.values()), sum(map(len, records.values())))


def compared(spoken: Spoken, said: dict[str, Counter[str]], records: dict[str, list[tuple[str, str]]]) -> tuple[list[str], list[str]]:
    """What is missing, and what is there too often."""
    lost = [f"answer to {event}" for event, room in spoken.answers.items() if not said[room][f"answer:{event}"]]
    doubled = [f"message {key} in {room}" for room, keys in said.items() for key, count in keys.items() if key and count > 1]
    for kind, texts in spoken.texts.items():
        counted = Counter(text for _, text in records[kind])
        lost += [f"record of {text!r}" for text in texts if not counted[text]]
        doubled += [f"record of {text!r}" for text, count in counted.items() if count > 1]
        doubled += [f"record of {text!r}, which was refused" for text in counted if text in spoken.refused]
        doubled += [f"number {number}" for number, count in Counter(number for number, _ in records[kind]).items() if count > 1]
    for number, text in records["blockers"]:
        if text in spoken.reds:
            for told, expected in ((_rungs(said, number), RUNGS), (_rungs({text: said[spoken.reds[text]]}, number, " told"), RUNGS - 1)):
                lost += [f"step of {number}, {text!r}"] * (expected - told)
                doubled += [f"step of {number}, {text!r}"] * (told - expected)
    return lost, doubled


def _rungs(said: dict[str, Counter[str]], number: str, end: str = "") -> int:
    """How many steps of the ladder were told of, by keys like `B12 2 repeat`; those that end with ` told` are for the group itself."""
    is_one = re.compile(rf"{number} \d+ \w+{end}")
    return sum(is_one.fullmatch(key) is not None for keys in said.values() for key in keys)


async def _keys(town: Town, room: str) -> Counter[str]:
    """How often each key of the bot's messages stands in a room."""
    if room == town.sealed:
        return Counter(each.once for each in town.clara.heard if each.room == room)
    events = await _events(town.rooms.get(room, town.ada), room)
    ours = (event for event in events if event["sender"] == town.bot.user_id and event["type"] == "m.room.message")
    return Counter(str(event["content"].get(ONCE, "")) for event in ours)


async def _events(person: Person, room: str) -> list[dict[str, Any]]:
    """All of a room, as the homeserver has them."""
    found: list[dict[str, Any]] = []
    query = {"dir": "b", "limit": "500"}
    while True:
        page = await person.request("GET", f"/_matrix/client/v3/rooms/{quote(room)}/messages", query=query)
        found += page["chunk"]
        if "end" not in page:
            return found
        query["from"] = page["end"]


async def _records(town: Town) -> dict[str, list[tuple[str, str]]]:
    """Number and text of each, by kind."""
    ended = await lotse("export", "--config", str(town.bot.config))
    if ended.code:
        raise RuntimeError(f"the records cannot be exported: {ended.err}")
    found = json.loads(ended.out)
    return {kind: [(each["number"], each["text"]) for each in found[kind]] for kind in town.spoken.texts}
