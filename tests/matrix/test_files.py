"""Does a file that the bot puts into a room reach the people in it, as it was, and sealed where the room is?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aiohttp
from icalendar import Calendar
from nio.crypto.attachments import decrypt_attachment

from bot.domain.ids import RoomId
from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import project_at_work
from tests.matrix.listener import Listener

CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:Jour fixe für alle\r\nEND:VCALENDAR\r\n".encode()


async def fetched(person: Person, url: str) -> tuple[str, bytes]:
    """Type and bytes of what stands behind an `mxc://` address, as a client downloads it."""
    path = f"{person.url}/_matrix/client/v1/media/download/{url.removeprefix('mxc://')}"
    headers = {"Authorization": f"Bearer {person.access_token}"}
    async with aiohttp.ClientSession() as session, session.get(path, headers=headers) as response:
        assert response.status == 200, await response.text()
        return response.content_type, await response.read()


async def content_of(person: Person, room: str, event: str) -> dict[str, Any]:
    answer = await person.request("GET", f"/_matrix/client/v3/rooms/{room}/event/{event}")
    content: dict[str, Any] = answer["content"]
    return content


async def test_a_file_can_be_downloaded_as_it_was(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)

    where = await bot.chat.upload(RoomId(room), "S3.ics", "text/calendar", CALENDAR)
    message = {"msgtype": "m.file", "body": "S3.ics", "info": {"mimetype": "text/calendar"}, "m.mentions": {}}
    event = await bot.chat.send(RoomId(room), "m.room.message", message | where, "txn-1")

    content = await content_of(anna, room, event)
    assert await fetched(anna, content["url"]) == ("text/calendar", CALENDAR)


async def test_in_an_encrypted_room_the_homeserver_holds_only_what_nobody_else_can_read(anna: Person, bot: Listener) -> None:
    room = await anna.create_room(encrypted=True)
    await bot.enters(anna, room)

    where = await bot.chat.upload(RoomId(room), "S3.ics", "text/calendar", CALENDAR)

    sealed = where["file"]
    kind, stored = await fetched(anna, sealed["url"])
    assert kind == "application/octet-stream" and b"Jour fixe" not in stored
    assert decrypt_attachment(stored, sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"]) == CALENDAR
    assert sealed["v"] == "v2"


async def test_a_planned_session_arrives_as_a_calendar_file(server: Homeserver, anna: Person, tmp_path: Path) -> None:
    async with project_at_work(server, tmp_path) as project:
        room = await project.team(anna)
        await anna.say(room, "!treffen Jour fixe für alle | wann: jeden Dienstag 10:00")

        line = await anna.sees(room, lambda each: each.kind == "m.file")

    content = await content_of(anna, room, line.event_id)
    kind, data = await fetched(anna, content["url"])
    assert (kind, content["info"]["mimetype"], content["m.mentions"]) == ("text/calendar", "text/calendar", {})
    assert "data" not in content
    (event,) = Calendar.from_ical(data.decode()).walk("VEVENT")
    assert str(event["SUMMARY"]).endswith(": Jour fixe für alle")
