"""A reverse proxy is believed only where it is trusted: who has signed in there, and from which address a request comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest
from multidict import CIMultiDict

from bot.config import Web
from bot.config.types import networks
from bot.web.asked import Asked
from bot.web.proxies import Proxies
from tests.bot.web.door import MEMBERS_ONLY, Phone, door
from tests.world import Room, World

PROXY, FURTHER, CLIENT, FORGED = "10.0.0.1", "10.0.0.2", "203.0.113.7", "198.51.100.9"
PROXIES = Proxies(networks(["10.0.0.0/8", "fd00::/8"]), "X-Matrix-User")


def asked(peer: str, *headers: tuple[str, str]) -> Asked:
    return Asked({}, CIMultiDict(headers), peer)


@pytest.mark.parametrize(
    ("peer", "headers", "client"),
    [
        (CLIENT, [], CLIENT),
        (CLIENT, [("X-Forwarded-For", FORGED)], CLIENT),
        (CLIENT, [("Forwarded", f"for={FORGED}")], CLIENT),
        (PROXY, [], PROXY),
        (PROXY, [("X-Forwarded-For", CLIENT)], CLIENT),
        (PROXY, [("X-Forwarded-For", f"{FORGED}, {CLIENT}")], CLIENT),
        (PROXY, [("X-Forwarded-For", FORGED), ("X-Forwarded-For", CLIENT)], CLIENT),
        (PROXY, [("X-Forwarded-For", f"{FORGED}, {CLIENT}, {FURTHER}")], CLIENT),
        (PROXY, [("X-Forwarded-For", f"{CLIENT}:4711")], CLIENT),
        (PROXY, [("X-Forwarded-For", "unknown")], PROXY),
        (PROXY, [("X-Forwarded-For", f"{CLIENT}, unknown")], PROXY),
        (PROXY, [("X-Forwarded-For", "")], PROXY),
        (PROXY, [("X-Forwarded-For", f"{FURTHER}")], FURTHER),
        (PROXY, [("X-Forwarded-For", CLIENT), ("Forwarded", f"for={FORGED}")], CLIENT),
        (PROXY, [("Forwarded", f"for={FORGED}, for={CLIENT};proto=https;by={PROXY}")], CLIENT),
        (PROXY, [("Forwarded", f'proto=https; FOR = "{CLIENT}:80"')], CLIENT),
        (PROXY, [("Forwarded", 'for="_hidden"')], PROXY),
        (PROXY, [("Forwarded", 'for="[2001:db8:1:2:3:4:5:6]:4711"')], "2001:db8:1:2::"),
        ("2001:db8:1:2:9::1", [], "2001:db8:1:2::"),
        ("::ffff:10.0.0.1", [("X-Forwarded-For", CLIENT)], CLIENT),
        ("fd00::5", [("X-Forwarded-For", f"::ffff:{CLIENT}")], CLIENT),
        ("fe80::1%eth0", [("X-Forwarded-For", CLIENT)], "fe80::"),
        ("", [("X-Forwarded-For", CLIENT)], ""),
    ],
)
def test_the_address_is_the_last_one_that_is_no_trusted_proxy(peer: str, headers: Sequence[tuple[str, str]], client: str) -> None:
    assert PROXIES.client(asked(peer, *headers)) == client


def test_a_long_way_is_looked_at_from_its_end() -> None:
    way = ", ".join([FORGED] * 1000 + [CLIENT])
    assert PROXIES.client(asked(PROXY, ("X-Forwarded-For", way))) == CLIENT


@pytest.mark.parametrize(
    ("peer", "headers", "user"),
    [
        (PROXY, [("X-Matrix-User", "@ben:stadt.example")], "@ben:stadt.example"),
        (PROXY, [("x-matrix-user", "@ben:stadt.example:8448")], "@ben:stadt.example:8448"),
        (CLIENT, [("X-Matrix-User", "@ben:stadt.example")], None),
        (CLIENT, [("X-Matrix-User", "@ben:stadt.example"), ("X-Forwarded-For", PROXY)], None),
        (PROXY, [("X-Matrix-User", "ben")], None),
        (PROXY, [("X-Matrix-User", "@ben:stadt.example, @anna:stadt.example")], None),
        (PROXY, [("X-Matrix-User", "@ben:stadt.example"), ("X-Matrix-User", "@anna:stadt.example")], None),
        (PROXY, [("X-Matrix_User", "@ben:stadt.example")], None),
        (PROXY, [("X-Matrix-User", "")], None),
        (PROXY, [], None),
    ],
)
def test_a_user_is_named_by_a_trusted_proxy_alone(peer: str, headers: Sequence[tuple[str, str]], user: str | None) -> None:
    assert PROXIES.user(asked(peer, *headers)) == user


def test_without_the_setting_no_header_names_anybody() -> None:
    assert Proxies(networks([PROXY])).user(asked(PROXY, ("X-Matrix-User", "@ben:stadt.example"))) is None


class TestAtTheDoor:
    @pytest.fixture
    async def phone(self, world: World, team: Room) -> AsyncIterator[Phone]:
        web = Web.model_validate({"url": "https://tafel.stadt.example", "trusted_proxies": ["127.0.0.1"], "user_header": "X-Matrix-User"})
        async with door(world, web) as before:
            yield before

    async def test_who_has_signed_in_at_the_proxy_reads_while_they_are_in_a_group(self, phone: Phone, team: Room) -> None:
        assert (await phone.asks("GET", MEMBERS_ONLY, {"X-Matrix-User": "@ben:stadt.example"})).status == 200
        assert (await phone.asks("GET", MEMBERS_ONLY, {"X-Matrix-User": "@fritz:stadt.example"})).status == 401
        assert (await phone.asks("GET", MEMBERS_ONLY)).status == 401
        team.leaves("Ben")
        assert (await phone.asks("GET", MEMBERS_ONLY, {"X-Matrix-User": "@ben:stadt.example"})).status == 401

    async def test_there_is_no_button_that_would_not_sign_out(self, phone: Phone) -> None:
        answer = await phone.asks("GET", MEMBERS_ONLY, {"X-Matrix-User": "@ben:stadt.example"})
        assert "/abmelden" not in await answer.text()


async def test_without_trust_the_same_header_names_nobody(world: World, team: Room) -> None:
    web = Web.model_validate({"url": "https://tafel.stadt.example", "trusted_proxies": ["10.0.0.1"], "user_header": "X-Matrix-User"})
    async with door(world, web) as phone:
        answer = await phone.asks("GET", MEMBERS_ONLY, {"X-Matrix-User": "@ben:stadt.example", "X-Forwarded-For": "10.0.0.1"})
        assert answer.status == 401
