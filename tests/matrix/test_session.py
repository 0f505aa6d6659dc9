"""Does the bot come in, stay the same device, stand an outage, and stop loudly when it is shut out?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot.domain.ids import RoomId, UserId
from bot.matrix.account import Account
from bot.matrix.client import connect
from bot.matrix.errors import LoginFailed, SessionLost
from bot.ports import SendFailed
from demo.world.homeserver import Homeserver, homeserver
from demo.world.person import Person
from tests.matrix.listener import Listener


async def test_a_wrong_password_says_what_to_check(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    with pytest.raises(LoginFailed, match=r"matrix\.password"):
        await connect(Account(homeserver=server.url, user_id=UserId(anna.user_id), password="wrong"), tmp_path)


async def test_a_wrong_access_token_says_what_to_check(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    with pytest.raises(LoginFailed, match=r"matrix\.access_token"):
        await connect(Account(homeserver=server.url, user_id=UserId(anna.user_id), access_token="wrong"), tmp_path)


async def test_the_access_token_of_somebody_else_is_refused(server: Homeserver, anna: Person, ben: Person, tmp_path: Path) -> None:
    account = Account(homeserver=server.url, user_id=UserId(anna.user_id), access_token=ben.access_token)

    with pytest.raises(LoginFailed, match="ben"):
        await connect(account, tmp_path)


async def test_an_access_token_is_enough(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    connection = await connect(Account(homeserver=server.url, user_id=UserId(anna.user_id), access_token=anna.access_token), tmp_path)
    await connection.close()

    assert connection.session.device_id == anna.device_id


async def test_secrets_are_for_the_owner_only(bot: Listener) -> None:
    for name in ("session.json", "pickle.key"):
        assert (bot.folder / name).stat().st_mode & 0o777 == 0o600
    assert (bot.folder / "encryption").stat().st_mode & 0o777 == 0o700


async def test_the_kept_session_needs_no_password(server: Homeserver, bot: Listener) -> None:
    await bot.stop()

    connection = await connect(Account(homeserver=server.url, user_id=UserId(bot.user_id)), bot.folder)
    await connection.close()

    assert connection.session == bot.connection.session


async def test_the_folder_of_another_account_is_refused(server: Homeserver, anna: Person, bot: Listener) -> None:
    with pytest.raises(LoginFailed, match="another folder"):
        await connect(Account(homeserver=server.url, user_id=UserId(anna.user_id), password="secret"), bot.folder)


async def test_a_session_that_was_ended_stops_the_loop_and_the_sending(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)

    await bot.connection.call("POST", "/_matrix/client/v3/logout", {})

    assert isinstance(await bot.ended(), SessionLost)
    with pytest.raises(SessionLost):
        await bot.chat.send(RoomId(room), "m.room.message", {"msgtype": "m.text", "body": "?"}, "txn")
    with pytest.raises(SessionLost):
        await connect(bot.account, bot.folder)


@pytest.mark.thorough
async def test_an_outage_is_waited_out_and_what_was_said_after_it_is_heard(tmp_path: Path) -> None:
    async with homeserver(tmp_path / "homeserver") as server:
        anna = await server.register("anna", "secret")
        bot = Listener(server.url, await server.register("lotse", "secret"), tmp_path / "data")
        await bot.start()
        room = await anna.create_room()
        await bot.enters(anna, room)

        await server.stop(kill=True)
        with pytest.raises(SendFailed) as failure:
            await bot.chat.send(RoomId(room), "m.room.message", {"msgtype": "m.text", "body": "?"}, "txn")
        await server.start()
        await anna.say(room, "wieder da")

        await bot.hears_text(room, "wieder da")
        await bot.stop()
    assert not failure.value.final


async def test_a_proxy_that_does_not_find_its_server_refuses_nothing_for_good(server: Homeserver, anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)
    await bot.stop()
    async with proxy(server.url) as (url, broken):
        bot.account = replace(bot.account, homeserver=url)
        await bot.start()

        broken["/send/"] = web.Response(status=404, text="<html>no such service</html>", content_type="text/html")
        with pytest.raises(SendFailed) as sent:
            await bot.chat.send(RoomId(room), "m.room.message", {"msgtype": "m.text", "body": "?"}, "txn")
        broken["/leave"] = web.Response(status=403, text="Forbidden")
        with pytest.raises(SendFailed) as left:
            await bot.chat.leave(RoomId(room))
        await bot.stop()

    assert not sent.value.final
    assert not left.value.final


async def test_what_was_said_in_a_gap_is_fetched_again_until_the_homeserver_has_it(server: Homeserver, anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)
    await bot.stop()
    said = [f"!blocker {count}" for count in range(105)]
    await asyncio.gather(*(anna.say(room, text) for text in said))

    async with proxy(server.url) as (url, broken):
        bot.account = replace(bot.account, homeserver=url)
        broken["/messages"] = web.json_response({"errcode": "M_UNKNOWN", "error": "try again"}, status=400)
        await bot.start()
        await bot.stop()

    assert sorted(bot.texts(room)) == sorted(said)


@asynccontextmanager
async def proxy(server: str) -> AsyncIterator[tuple[str, dict[str, web.Response]]]:
    """Something between us and the homeserver: its address, and what it answers itself, once, where a path contains the key."""
    broken: dict[str, web.Response] = {}

    async def pass_on(request: web.Request) -> web.Response:
        for part in list(broken):
            if part in request.path:
                return broken.pop(part)
        headers = {name: value for name, value in request.headers.items() if name in ("Authorization", "Content-Type")}
        target = f"{server}{request.raw_path}"
        async with session.request(request.method, URL(target, encoded=True), data=await request.read(), headers=headers) as answer:
            return web.Response(status=answer.status, body=await answer.read(), content_type=answer.content_type)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", pass_on)
    async with aiohttp.ClientSession() as session, TestServer(app) as running:
        yield str(running.make_url("")).rstrip("/"), broken


async def test_a_failure_of_the_store_ends_the_loop(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)
    position = bot.position
    bot.broken = OSError("disk full")

    await anna.say(room, "!blocker Platte voll")

    assert isinstance(await bot.ended(), OSError)
    assert bot.position == position
