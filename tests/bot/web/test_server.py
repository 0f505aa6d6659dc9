"""`/health` says how the bot is, `/metrics` what it does, and neither tells of anybody."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.config.types import Listen
from bot.monitoring import CannotListen
from bot.monitoring.faults import Faults
from bot.monitoring.health import Readiness, health, look
from bot.ports import Readable, SendFailed, Transaction
from bot.web.server import MAX_CONNECTIONS, Probes, serving
from tests.world import MONDAY, Room, World

HERE = "127.0.0.1"


@dataclass
class Probe:
    port: int
    readiness: Readiness
    world: World

    async def asks(self, path: str, method: str = "GET") -> tuple[int, str]:
        async with aiohttp.ClientSession() as http, http.request(method, f"http://{HERE}:{self.port}{path}") as answer:
            return answer.status, await answer.text()

    async def health(self) -> tuple[int, dict[str, Any]]:
        async with aiohttp.ClientSession() as http, http.get(f"http://{HERE}:{self.port}/health") as answer:
            return answer.status, await answer.json()

    async def figure(self, name: str) -> float:
        """Of the line that begins so."""
        _, text = await self.asks("/metrics")
        found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
        assert found, f"no {name} in:\n{text}"
        return float(found[1])


@pytest.fixture
async def probe(world: World) -> AsyncIterator[Probe]:
    """Of a bot that has caught up and just synced."""
    readiness = Readiness(caught_up=True)
    async with serving(Listen(HERE, 0), Probes(world.store, readiness, world.tally, world.clock)) as port:
        await world.syncs()
        yield Probe(port, readiness, world)


async def test_a_bot_that_works_is_alive_and_ready(probe: Probe) -> None:
    probe.world.clock.set(MONDAY + timedelta(seconds=12))
    said = {"alive": True, "ready": True, "last_sync": 12, "database": True, "leader": True, "version": "0.1.0", "reasons": []}
    said |= {"faults": 0, "set_aside": 0}
    assert await probe.health() == (200, said)
    assert await probe.asks("/health/live") == (200, '{"alive": true}')
    assert (await probe.asks("/health/ready"))[0] == 200


async def test_a_homeserver_that_is_away_makes_it_unready_and_not_dead(probe: Probe) -> None:
    probe.world.clock.set(MONDAY + timedelta(minutes=5))
    status, said = await probe.health()
    assert (status, said["ready"], said["reasons"]) == (503, False, ["the last sync was 300 seconds ago"])
    assert (await probe.asks("/health/live"))[0] == 200
    assert await probe.figure("lotse_last_sync_age_seconds") == 300
    assert await probe.figure("lotse_ready") == 0


async def test_while_it_catches_up_or_stands_by_it_says_so(probe: Probe) -> None:
    probe.readiness.caught_up = False
    assert (await probe.health())[1]["reasons"] == ["it still catches up with what was said while it was away"]
    probe.readiness.leads = lambda: False
    status, said = await probe.health()
    assert (status, said["leader"], said["reasons"]) == (503, False, ["another process leads, and this one stands by"])


async def test_a_loop_that_cannot_go_on_is_a_reason_and_faults_are_counted(probe: Probe) -> None:
    outbox = probe.world.tally.faults.loop("outbox")
    outbox.failed(KeyError())
    status, said = await probe.health()
    assert (status, said["ready"], said["faults"]) == (503, False, 1)
    assert said["reasons"] == ["the loop of the outbox cannot go on because of a fault of the program: see the log"]
    assert await probe.figure("lotse_loops_stuck") == 1
    outbox.works()
    assert (await probe.health())[0] == 200


async def test_before_the_first_sync_it_is_not_ready(world: World) -> None:
    said = health(await look(world.store, MONDAY), Readiness(caught_up=True), Faults(), MONDAY)
    assert (said.ready, said.last_sync, said.reasons) == (False, None, ("there was no sync yet",))


class _Away(Readable):
    """A database that does not work."""

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        raise OSError("disk I/O error")
        yield


async def test_a_database_that_does_not_answer_is_told_and_the_rest_still_counted(world: World) -> None:
    async with serving(Listen(HERE, 0), Probes(_Away(), Readiness(caught_up=True), world.tally, world.clock)) as port:
        probe = Probe(port, Readiness(), world)
        status, said = await probe.health()
        assert (status, said["database"], said["reasons"]) == (503, False, ["the database does not answer"])
        assert await probe.figure("lotse_database_up") == 0
        assert await probe.figure('lotse_send_errors_total{kind="slowed"}') == 0


async def test_commands_are_counted_by_name_and_result(team: Room, probe: Probe) -> None:
    await team.says("!blocker Freigabe fehlt")
    await team.says("!blocker gelöst B1")
    await team.says("!blocker gelöst B99")
    await team.says("!kaffee kochen")
    await team.says("Guten Morgen")
    for command, result in (("blocker add", "done"), ("blocker solve", "done"), ("blocker solve", "refused"), ("unknown", "refused")):
        assert await probe.figure(f'lotse_commands_total{{command="{command}",result="{result}"}}') == 1
    assert await probe.figure("lotse_answer_seconds_count") == await probe.figure('lotse_answer_seconds_bucket{le="+Inf"}') > 3


async def test_a_fault_of_ours_is_counted_as_one(team: Room, probe: Probe) -> None:
    del team.world.rooms.people  # whoever looks at the rooms now fails
    await team.says("!blocker Freigabe fehlt")
    assert await probe.figure('lotse_commands_total{command="unknown",result="failed"}') == 1


async def test_what_waits_and_what_failed_is_counted_by_kind(team: Room, probe: Probe) -> None:
    chat, failing = team.world.chat, team.world.chat.failing
    failing[team.id] = SendFailed("503")
    await team.says("!hilfe")
    assert await probe.figure("lotse_outbox_waiting") == 1
    failing[team.id] = SendFailed("429", retry_after=timedelta(seconds=7))
    await team.clock.pass_(seconds=5)
    failing[team.id] = SendFailed("403 M_FORBIDDEN", final=True)
    await team.clock.pass_(seconds=10)
    for kind, count in (("unreachable", 2), ("slowed", 1), ("refused", 1), ("fault", 0)):
        assert await probe.figure(f'lotse_send_errors_total{{kind="{kind}"}}') >= min(count, 1), kind
    assert await probe.figure('lotse_send_errors_total{kind="fault"}') == 0
    assert (await probe.figure("lotse_outbox_waiting"), await probe.figure("lotse_outbox_parked")) == (0, 1)
    del chat.failing[team.id]


async def test_how_long_an_answer_took_counts_from_its_arrival(team: Room, probe: Probe) -> None:
    before = await probe.figure("lotse_answer_seconds_sum")
    team.world.chat.failing[team.id] = SendFailed("429", retry_after=timedelta(seconds=40))
    await team.says("!hilfe")
    del team.world.chat.failing[team.id]
    await team.clock.pass_(minutes=1)
    assert await probe.figure("lotse_answer_seconds_sum") - before == 40


async def test_timers_that_are_overdue_are_counted(team: Room, probe: Probe) -> None:
    await team.clock.pass_(minutes=1)  # what was due since the beginning is done
    async with team.world.store.transaction() as tx:
        for minutes in (10, 30, 90):
            await tx.timers.set("blocker escalation", f"B{minutes}", MONDAY + timedelta(minutes=minutes))
    team.world.clock.set(MONDAY + timedelta(hours=1))
    assert await probe.figure("lotse_timers_overdue") == 2
    assert await probe.figure("lotse_timers_overdue_oldest_seconds") == 50 * 60


async def test_nothing_in_the_metrics_tells_who_where_or_what(team: Room, probe: Probe) -> None:
    await team.says("!blocker Vertraulicher Text | lösung: Geheimplan", by="Anna")
    _, text = await probe.asks("/metrics")
    assert not re.search(r"@\w+:|!\w|stadt\.example|Vertraulich|Geheimplan|Dateninventur|Anna|\bB1\b", text)
    assert 'lotse_build_info{version="0.1.0"} 1.0' in text


async def test_a_nameless_note_is_not_counted(team: Room, probe: Probe) -> None:
    await team.says("!retro planen nächsten Donnerstag 15 Uhr")
    await team.says("!retro anonym", by="Ben")
    direct = await team.world.opened_direct()
    before = (await probe.asks("/metrics"))[1]
    await direct.says("retro R1 stop: Doppelte Protokolle", by="Ben")
    after = (await probe.asks("/metrics"))[1]
    commands = [[line for line in text.split("\n") if line.startswith("lotse_commands_total")] for text in (before, after)]
    assert commands[0] == commands[1] != []


async def test_what_is_not_served_is_said_with_what_is(probe: Probe) -> None:
    served = "/health, /health/live, /health/ready and /metrics are served here.\n"
    assert await probe.asks("/") == (404, f"404 Not Found: {served}")
    assert await probe.asks("/health", "POST") == (405, f"405 Method Not Allowed: {served}")


@pytest.mark.parametrize("said", [b"\x00\xff\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000 + b"\r\n\r\n"])
async def test_what_is_no_request_is_refused_and_the_next_one_answered(said: bytes, probe: Probe) -> None:
    reader, writer = await asyncio.open_connection(HERE, probe.port)
    writer.write(said)
    assert (await reader.read()).startswith((b"HTTP/1.0 400", b"HTTP/1.1 400"))
    writer.close()
    assert (await probe.health())[0] == 200


async def test_a_connection_carries_one_request(probe: Probe) -> None:
    reader, writer = await asyncio.open_connection(HERE, probe.port)
    writer.write(b"GET /health/live HTTP/1.1\r\nHost: here\r\n\r\n")
    answer = await reader.read()
    assert answer.startswith(b"HTTP/1.1 200") and answer.endswith(b'{"alive": true}')
    writer.close()


async def test_who_begins_requests_and_never_ends_them_is_hung_up_on(world: World) -> None:
    probes = Probes(world.store, Readiness(caught_up=True), world.tally, world.clock)
    async with serving(Listen(HERE, 0), probes, longest=0.05) as port:
        reader, writer = await asyncio.open_connection(HERE, port)
        writer.write(b"GET /health HTTP/1.1\r\nHost:")
        assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()


async def test_more_connections_than_any_probe_needs_are_turned_away(probe: Probe) -> None:
    held = [await asyncio.open_connection(HERE, probe.port) for _ in range(MAX_CONNECTIONS)]
    with pytest.raises(aiohttp.ClientError):
        await probe.health()
    for _, writer in held:
        writer.close()
        await writer.wait_closed()
    while True:  # until the server has seen that they are gone
        try:
            assert (await probe.health())[0] == 200
            break
        except aiohttp.ClientError:
            continue


async def test_an_address_that_is_not_to_be_had_is_refused_in_one_sentence(world: World) -> None:
    probes = Probes(world.store, Readiness(), world.tally, world.clock)
    with socket.create_server((HERE, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen) as refused:
            async with serving(Listen(HERE, port), probes):
                raise AssertionError("it listens")
    assert str(refused.value) == (
        f'[web] listen = "{HERE}:{port}": another program listens there already; choose another address, or "" for none'
    )


def test_a_bot_that_nobody_watches_does_not_carry_the_libraries_for_it() -> None:
    loaded = "import sys, bot.process, bot.cli; print(sorted({'prometheus_client', 'aiohttp.web', 'bot.web.server'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
