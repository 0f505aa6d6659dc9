"""Two bots on one PostgreSQL database: is everything answered exactly once, whatever happens to the one that leads?"""

from __future__ import annotations

import asyncio
import json
import secrets
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.databases import Databases
from tests.matrix.bot_fixtures import Project, answers, found_group, numbers, until
from tests.matrix.bot_process import BotProcess
from tests.matrix.encrypted_person import EncryptedPerson

pytestmark = pytest.mark.postgresql

TAKEN_OVER = 30.0
"""Seconds within which the other one has to be at work."""
BURST = 12


@dataclass(frozen=True)
class Pair:
    """Two processes with the same account, database and data folder; `one` leads at the beginning."""

    one: BotProcess
    two: BotProcess
    project: Project

    async def says(self, person: Person, room: str, names: range) -> None:
        """All at once."""
        await asyncio.gather(*(person.say(room, f"!blocker Nummer {name}") for name in names))

    async def each_is_answered_once(self, person: Person, room: str, names: range) -> None:
        async def all_answered() -> bool:
            return set(names) <= numbers(await self.project.said(person, room), "Nummer").keys()

        await until(person, all_answered, TAKEN_OVER)
        said = await self.project.said(person, room)
        given = numbers(said, "Nummer")
        assert all(len(each) == 1 for each in given.values()), given
        assert len({number for each in given.values() for number in each}) == len(given)
        assert set(answers(said).values()) == {1}


@pytest_asyncio.fixture(loop_scope="session")
async def pair(server: Homeserver, places: Databases, tmp_path: Path) -> AsyncIterator[Pair]:
    ada = await server.register(f"ada-{secrets.token_hex(3)}", "secret", "Ada Amt")
    account = await server.register(f"lotse-{secrets.token_hex(3)}", "secret", "Lotse")
    place = await places.blank(tmp_path / "shared")
    more = {"storage": {"url": place.url, "folder": str(place.folder)}, "web": {"listen": "127.0.0.1:0"}}
    one, two = (BotProcess(server.url, account, tmp_path / name, admins=(ada.user_id,), more=more) for name in ("one", "two"))
    one.data = two.data = place.folder
    await one.start()
    await two.launch()
    await two.logs(lambda line: line.get("event") == "standby")
    pmo = await ada.create_room("PMO", [account.user_id])
    await found_group(one, ada, pmo, "PMO | art: pmo")
    yield Pair(one, two, Project(server, one, ada, pmo))
    for bot in (one, two):
        if bot.is_running:
            await bot.kill()
    await places.remove(place)


async def at_work(bot: BotProcess, since: float) -> None:
    await bot.logs(lambda line: line.get("event") == "ready")
    assert time.monotonic() - since < TAKEN_OVER


async def health(bot: BotProcess) -> tuple[int, dict[str, Any]]:
    """As the address tells that it has written to its log last."""
    addresses = [json.loads(line)["address"] for line in bot.said if '"address": ' in line]
    async with aiohttp.ClientSession() as http, http.get(f"http://{addresses[-1]}/health") as answer:
        return answer.status, await answer.json()


async def test_a_probe_is_told_who_leads_and_who_stands_by(pair: Pair) -> None:
    await pair.two.logs(lambda line: "address" in line)
    status, said = await health(pair.one)
    assert (status, said["ready"], said["leader"]) == (200, True, True)
    status, said = await health(pair.two)
    assert (status, said["ready"], said["leader"], said["database"]) == (503, False, False, True)
    assert said["reasons"] == ["another process leads, and this one stands by"]

    await pair.one.kill()
    await at_work(pair.two, time.monotonic())

    status, said = await health(pair.two)
    assert (status, said["ready"], said["leader"]) == (200, True, True)


async def test_on_one_machine_they_share_an_address_and_the_one_that_leads_has_it(pair: Pair) -> None:
    one, two = pair.one, pair.two
    await two.stop()
    address = (await one.logs(lambda line: "address" in line))["address"]
    two.more = {**two.more, "web": {"listen": address}}
    two.configure()
    await two.launch()
    await two.logs(lambda line: line.get("event") == "probes are not answered while standing by")

    await one.kill()
    await at_work(two, time.monotonic())

    status, said = await health(two)
    assert (status, said["leader"]) == (200, True)


async def test_when_the_leader_is_killed_the_other_takes_over(pair: Pair, anna: Person) -> None:
    room = await pair.project.team(anna)
    await pair.says(anna, room, range(BURST))
    await pair.one.kill()
    killed = time.monotonic()
    await pair.says(anna, room, range(BURST, 2 * BURST))
    await at_work(pair.two, killed)
    await pair.each_is_answered_once(anna, room, range(2 * BURST))
    await pair.one.launch()
    await pair.one.logs(lambda line: line.get("event") == "standby")
    assert await pair.two.stop() == 0
    await at_work(pair.one, time.monotonic())
    await pair.says(anna, room, range(2 * BURST, 2 * BURST + 2))
    await pair.each_is_answered_once(anna, room, range(2 * BURST + 2))


async def test_a_leader_that_was_frozen_and_thaws_says_and_writes_nothing_more(pair: Pair, anna: Person) -> None:
    room = await pair.project.team(anna)
    await pair.says(anna, room, range(BURST))
    pair.one.send(signal.SIGSTOP)
    frozen = time.monotonic()
    await pair.says(anna, room, range(BURST, 2 * BURST))
    await at_work(pair.two, frozen)
    await pair.each_is_answered_once(anna, room, range(2 * BURST))

    pair.one.send(signal.SIGCONT)
    await pair.says(anna, room, range(2 * BURST, 3 * BURST))
    assert await pair.one.ended() == 1
    assert "Another bot has taken over" in pair.one.said[-1]
    await pair.each_is_answered_once(anna, room, range(3 * BURST))


async def test_encrypted_rooms_go_on_on_the_same_device(pair: Pair, anna: Person, tmp_path: Path) -> None:
    clara = await EncryptedPerson.of(anna, tmp_path / "clara")
    room = await anna.create_room("Geheim", [pair.one.user_id], encrypted=True)
    await clara.until(lambda: any(place == room for place, _ in clara.read))
    session = (pair.one.data / "session.json").read_text()
    first = await clara.asks(room, "!hilfe blocker")
    pair.one.send(signal.SIGSTOP)
    frozen = time.monotonic()
    asked = [await clara.say(room, f"!hilfe {noun}") for noun in ("treffen", "agenda")]
    await at_work(pair.two, frozen)
    await clara.until(lambda: all(clara.onces[f"answer:{event}"] for event in asked), TAKEN_OVER)

    pair.one.send(signal.SIGCONT)
    assert await pair.one.ended() == 1
    await pair.one.launch()
    await pair.two.kill()
    last = await clara.asks(room, "!hilfe retro")
    await clara.catch_up()
    assert {clara.onces[once] for once in (first.once, last.once, *(f"answer:{event}" for event in asked))} == {1}
    assert (pair.one.data / "session.json").read_text() == session
    await clara.close()


async def test_the_same_one_goes_on_when_the_database_was_away_for_a_moment(pair: Pair, anna: Person, places: Databases) -> None:
    room = await pair.project.team(anna)
    places.server.stop()
    await pair.says(anna, room, range(BURST))
    await pair.one.logs(lambda line: line.get("event") == "not possible now, trying again")
    places.server.start()
    await pair.each_is_answered_once(anna, room, range(BURST))
    assert pair.one.is_running and not any('"event": "leading"' in line for line in pair.two.said)
