"""A person at a client: a small Matrix client over plain HTTP, for demonstrations and tests.

It knows no encryption: in encrypted rooms it sees that something was said, not what.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote

import aiohttp

from demo.world.timeline import Line, read_timeline

Wanted = str | re.Pattern[str] | Callable[[Line], bool]

_CLIENT = "/_matrix/client/v3"
_PAGE = 500
"""Events that are asked for at once."""


class Refused(Exception):
    """The homeserver said no: its HTTP status, error code (`M_FORBIDDEN`) and words."""

    def __init__(self, status: int, answer: dict[str, Any]) -> None:
        super().__init__(f"{status} {answer.get('errcode', '')}: {answer.get('error', '')}")
        self.status = status
        self.errcode = str(answer.get("errcode", ""))


class NotSeen(AssertionError):
    """What was waited for did not come; the words of the room are in the message."""


@dataclass
class _Known:
    """What a client has read of a room, and where it reads on."""

    events: dict[str, dict[str, Any]]
    """By their ids, the oldest first."""
    names: dict[str, str]
    end: str


class Person:
    """An account and one device of it. Every method raises Refused where the homeserver says no; being slowed down is waited out."""

    def __init__(self, url: str, *, user_id: str, access_token: str, device_id: str, password: str, display_name: str) -> None:
        self.url = url
        self.user_id = user_id
        self.access_token = access_token
        self.device_id = device_id
        self.password = password
        self.display_name = display_name
        self._session: aiohttp.ClientSession | None = None
        self._known: dict[str, _Known] = {}
        self._since: str | None = None
        """A moment of the past from which the homeserver can tell what is new; None before the first."""

    @classmethod
    async def login(cls, url: str, name: str, password: str, display_name: str = "") -> Self:
        """A new device of an existing account; `name` is the local part or the whole user id."""
        person = cls(url, user_id="", access_token="", device_id="", password=password, display_name=display_name or name)
        body = {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": name}, "password": password}
        answer = await person.request("POST", f"{_CLIENT}/login", body)
        person.user_id, person.access_token, person.device_id = answer["user_id"], answer["access_token"], answer["device_id"]
        return person

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def request(
        self, method: str, path: str, body: dict[str, Any] | None = None, query: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """One call of the client-server API; `path` begins with a slash."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        headers = {"Authorization": f"Bearer {self.access_token}"} if self.access_token else {}
        while True:
            async with self._session.request(method, self.url + path, json=body, params=query, headers=headers) as response:
                answer: dict[str, Any] = await response.json()
                if response.status < 400:
                    return answer
                if response.status != 429:
                    raise Refused(response.status, answer)
            await asyncio.sleep(answer.get("retry_after_ms", 1000) / 1000)

    # -------------------------------------------------------------------------------------------------------------------- rooms

    async def create_room(
        self,
        name: str | None = None,
        invite: Sequence[str] = (),
        *,
        encrypted: bool = False,
        version: str | None = None,
        public: bool = False,
        direct: bool = False,
        power: dict[str, Any] | None = None,
    ) -> str:
        """Its room id. `version` None is what the server prefers; `power` overrides the content of m.room.power_levels."""
        preset = "public_chat" if public else "trusted_private_chat" if direct else "private_chat"
        body: dict[str, Any] = {"preset": preset, "invite": list(invite), "is_direct": direct}
        if name is not None:
            body["name"] = name
        if version is not None:
            body["room_version"] = version
        if power is not None:
            body["power_level_content_override"] = power
        if encrypted:
            body["initial_state"] = [{"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}]
        return str((await self.request("POST", f"{_CLIENT}/createRoom", body))["room_id"])

    async def create_direct(self, user_id: str, *, encrypted: bool = False) -> str:
        """A direct chat, marked as such on this side too, as clients do it."""
        room = await self.create_room(invite=[user_id], encrypted=encrypted, direct=True)
        await self.request("PUT", f"{_CLIENT}/user/{quote(self.user_id)}/account_data/m.direct", {user_id: [room]})
        return room

    async def join(self, room: str) -> None:
        await self.request("POST", f"{_CLIENT}/join/{quote(room)}", {})

    async def invite(self, room: str, user_id: str) -> None:
        await self._in(room, "POST", "invite", {"user_id": user_id})

    async def leave(self, room: str) -> None:
        await self._in(room, "POST", "leave", {})

    async def kick(self, room: str, user_id: str, reason: str = "") -> None:
        await self._in(room, "POST", "kick", {"user_id": user_id, "reason": reason})

    async def ban(self, room: str, user_id: str) -> None:
        await self._in(room, "POST", "ban", {"user_id": user_id})

    async def set_display_name(self, name: str) -> None:
        await self.request("PUT", f"{_CLIENT}/profile/{quote(self.user_id)}/displayname", {"displayname": name})
        self.display_name = name

    async def set_power(self, room: str, user_id: str, level: int) -> None:
        levels = await self.state(room, "m.room.power_levels")
        await self.set_state(room, "m.room.power_levels", {**levels, "users": {**levels.get("users", {}), user_id: level}})

    async def upgrade_room(self, room: str, version: str) -> str:
        """Its successor's room id."""
        return str((await self._in(room, "POST", "upgrade", {"new_version": version}))["replacement_room"])

    async def state(self, room: str, kind: str, key: str = "") -> dict[str, Any]:
        return await self._in(room, "GET", f"state/{quote(kind)}/{quote(key)}")

    async def set_state(self, room: str, kind: str, content: dict[str, Any], key: str = "") -> str:
        return str((await self._in(room, "PUT", f"state/{quote(kind)}/{quote(key)}", content))["event_id"])

    async def joined(self, room: str) -> dict[str, str]:
        """Who is joined, and what they are called there."""
        members = (await self._in(room, "GET", "joined_members"))["joined"]
        return {user: about.get("display_name") or user for user, about in members.items()}

    async def rooms(self) -> list[str]:
        return list((await self.request("GET", f"{_CLIENT}/joined_rooms"))["joined_rooms"])

    # ----------------------------------------------------------------------------------------------------------------- messages

    async def send(self, room: str, kind: str, content: dict[str, Any]) -> str:
        """Any event; its id."""
        return str((await self._in(room, "PUT", f"send/{quote(kind)}/{secrets.token_hex(8)}", content))["event_id"])

    async def say(self, room: str, text: str, html: str | None = None, *, reply_to: str | None = None, thread: str | None = None) -> str:
        """A message; its event id. In a thread without `reply_to` it falls back to a reply to the thread's root, as clients do."""
        content = _text(text, html)
        if thread is not None:
            fallback = {"m.in_reply_to": {"event_id": reply_to or thread}, "is_falling_back": reply_to is None}
            content["m.relates_to"] = {"rel_type": "m.thread", "event_id": thread, **fallback}
        elif reply_to is not None:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
        return await self.send(room, "m.room.message", content)

    async def edit(self, room: str, event: str, text: str, html: str | None = None) -> str:
        content = _text(f"* {text}", None if html is None else f"* {html}")
        relation = {"rel_type": "m.replace", "event_id": event}
        return await self.send(room, "m.room.message", {**content, "m.new_content": _text(text, html), "m.relates_to": relation})

    async def react(self, room: str, event: str, key: str) -> str:
        return await self.send(room, "m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": event, "key": key}})

    async def redact(self, room: str, event: str, reason: str = "") -> str:
        path = f"redact/{quote(event)}/{secrets.token_hex(8)}"
        return str((await self._in(room, "PUT", path, {"reason": reason} if reason else {}))["event_id"])

    # ------------------------------------------------------------------------------------------------------------------- seeing

    async def timeline(self, room: str) -> list[Line]:
        """What the room shows, oldest first: its messages with edits, reactions and deletions applied."""
        known = self._known.get(room)
        if known is None or await self._reads_on(room, known):
            known = self._known[room] = await self._read(room)
        return read_timeline(list(known.events.values()), known.names)

    async def _read(self, room: str) -> _Known:
        pages = [await self._page(room, "b")]
        while "end" in pages[-1]:
            pages.append(await self._page(room, "b", pages[-1]["end"]))
        newest_first = [event for page in pages for event in page["chunk"]]
        return _Known({event["event_id"]: event for event in newest_first[::-1]}, await self._names(room), pages[0]["start"])

    async def _reads_on(self, room: str, known: _Known) -> bool:
        """Whether the room has to be read anew: the homeserver has emptied an event that is known already."""
        while True:
            page = await self._page(room, "f", known.end)
            known.events |= {event["event_id"]: event for event in page["chunk"] if event["event_id"] not in known.events}
            known.end = page.get("end", known.end)
            kinds = {event["type"] for event in page["chunk"]}
            if "m.room.redaction" in kinds:
                return True
            if "m.room.member" in kinds:
                known.names = await self._names(room)
            if len(page["chunk"]) < _PAGE:
                return False

    async def _page(self, room: str, direction: str, start: str | None = None) -> dict[str, Any]:
        query = {"dir": direction, "limit": str(_PAGE)}
        return await self._in(room, "GET", "messages", query=query if start is None else {**query, "from": start})

    async def sees(self, room: str, wanted: Wanted, timeout: float = 10, *, after: str | None = None) -> Line:
        """The first message that fits: a regular expression found in its text, or a predicate of it.

        Waits for it for `timeout` seconds, then raises NotSeen. Only what follows the message `after` counts, if given.
        """
        fits = wanted if callable(wanted) else _finder(wanted)
        rooms = {"rooms": [room], "timeline": {"limit": 1}, "state": {"types": []}, "ephemeral": {"types": []}}
        query = {"filter": json.dumps({"room": rooms, "presence": {"types": []}, "account_data": {"types": []}})}
        lines: list[Line] = []
        try:
            async with asyncio.timeout(timeout):
                # The token first, then the look: what comes in between wakes the next sync.
                if self._since is None:
                    self._since = (await self.request("GET", f"{_CLIENT}/sync", query=query))["next_batch"]
                since = self._since
                while True:
                    lines = _after(await self.timeline(room), after)
                    for line in lines:
                        if fits(line):
                            return line
                    answer = await self.request("GET", f"{_CLIENT}/sync", query={**query, "since": since, "timeout": "30000"})
                    since = self._since = answer["next_batch"]
        except TimeoutError:
            told = "\n".join(f"  {line.name}: {line.body}" for line in lines[-20:])
            raise NotSeen(f"{self.display_name} waited {timeout} s for {wanted!r}; the room shows\n{told}") from None

    async def _names(self, room: str) -> dict[str, str]:
        members = (await self._in(room, "GET", "members"))["chunk"]
        return {member["state_key"]: member["content"].get("displayname") or member["state_key"] for member in members}

    async def _in(
        self, room: str, method: str, path: str, body: dict[str, Any] | None = None, query: dict[str, str] | None = None
    ) -> dict[str, Any]:
        return await self.request(method, f"{_CLIENT}/rooms/{quote(room)}/{path}", body, query)


def _text(text: str, html: str | None) -> dict[str, Any]:
    content: dict[str, Any] = {"msgtype": "m.text", "body": text, "m.mentions": {}}
    return content if html is None else {**content, "format": "org.matrix.custom.html", "formatted_body": html}


def _finder(pattern: str | re.Pattern[str]) -> Callable[[Line], bool]:
    expression = re.compile(pattern)
    return lambda line: expression.search(line.body) is not None


def _after(lines: list[Line], event: str | None) -> list[Line]:
    places = [place for place, line in enumerate(lines) if line.event_id == event]
    return lines[places[0] + 1 :] if places else lines
