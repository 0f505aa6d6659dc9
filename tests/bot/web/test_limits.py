"""How often an address may ask, and what is remembered of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import structlog

from bot.config import Web
from bot.web.gate import PAGES_AT_ONCE, TRIES_AT_ONCE
from bot.web.rate_limit import MAX_ADDRESSES, RateLimit
from tests.bot.web.door import door, link
from tests.world import MONDAY, Room, World

URL = "https://tafel.stadt.example"
BEHIND = Web.model_validate({"url": URL, "trusted_proxies": ["127.0.0.1"]})


@pytest.fixture
def web_url() -> str:
    return URL


def test_what_was_used_up_comes_back_with_time() -> None:
    limit = RateLimit(burst=3, per_minute=6)
    for _ in range(3):
        assert limit.wait("a", MONDAY) == 0
        limit.count("a", MONDAY)
    assert limit.wait("a", MONDAY) == 10 and limit.wait("b", MONDAY) == 0
    assert limit.wait("a", MONDAY + timedelta(seconds=9)) == 1
    assert limit.wait("a", MONDAY + timedelta(seconds=10)) == 0
    assert limit.wait("a", MONDAY - timedelta(hours=1)) == 10  # a clock that is set back gives nothing


def test_so_many_addresses_are_remembered_and_no_more() -> None:
    limit = RateLimit(burst=1, per_minute=1)
    for each in range(MAX_ADDRESSES + 100):
        limit.count(str(each), MONDAY)
    assert len(limit) == MAX_ADDRESSES
    assert limit.wait("0", MONDAY) == 0 and limit.wait(str(MAX_ADDRESSES), MONDAY) > 0


async def test_one_address_that_asks_too_often_waits_and_others_do_not(world: World, team: Room) -> None:
    async with door(world, BEHIND) as phone:
        for _ in range(PAGES_AT_ONCE):
            assert (await phone.asks("HEAD", "/impressum", {"X-Forwarded-For": "203.0.113.7"})).status == 200
        answer = await phone.asks("GET", "/impressum", {"X-Forwarded-For": "203.0.113.7"})
        assert (answer.status, answer.headers["Retry-After"]) == (429, "1") and "zu viele Anfragen" in await answer.text()
        assert (await phone.asks("GET", "/impressum", {"X-Forwarded-For": "203.0.113.8"})).status == 200
        assert (await phone.asks("GET", "/static/board.css", {"X-Forwarded-For": "203.0.113.7"})).status == 200
        assert (await phone.asks("GET", "/health/live", {"X-Forwarded-For": "203.0.113.7"})).status == 200
        world.clock.set(world.clock.now() + timedelta(seconds=1))
        assert (await phone.asks("GET", "/impressum", {"X-Forwarded-For": "203.0.113.7"})).status == 200


async def test_who_tries_links_waits_long_and_may_still_read(world: World, team: Room) -> None:
    path = await link(team, world)
    async with door(world, BEHIND) as phone:
        for each in range(TRIES_AT_ONCE):
            assert (await phone.asks("POST", f"/an/{each:043}", {"Origin": URL, "X-Forwarded-For": "203.0.113.7"})).status == 410
        answer = await phone.asks("POST", path, {"Origin": URL, "X-Forwarded-For": "203.0.113.7"})
        assert (answer.status, answer.headers["Retry-After"]) == (429, "6") and phone.cookie == ""
        assert (await phone.asks("GET", "/impressum", {"X-Forwarded-For": "203.0.113.7"})).status == 200
        assert (await phone.asks("POST", path, {"Origin": URL, "X-Forwarded-For": "203.0.113.8"})).status == 303


async def test_a_proxy_that_is_not_named_is_told_of_once_and_without_addresses(world: World, team: Room) -> None:
    with structlog.testing.capture_logs() as logged:
        async with door(world, Web(url=URL)) as phone:
            for _ in range(3):
                await phone.asks("GET", "/impressum", {"X-Forwarded-For": "203.0.113.7"})
    said = [line for line in logged if line["log_level"] == "warning"]
    assert len(said) == 1 and "trusted_proxies" in said[0]["event"] and "203.0.113.7" not in str(logged)
