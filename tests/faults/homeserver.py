"""A homeserver in the test's own process: rooms, sync, messages, and everything that can go wrong with them.

It stands behind `AsyncClient.send`, below everything of ours and of nio that thinks about answers, and not behind a socket: with
sockets a minute of faults takes a minute, and no failure could be told again. Its rooms are not encrypted: tests/matrix shows
encryption with a real homeserver.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import aiohttp

from bot.domain.ids import EventId, RoomId, UserId
from bot.ports import Clock
from tests.faults.faults import ANSWERS, Fault, Refusal, Request
from tests.faults.room_log import FREE, Answer, Content, Event, Oddities, Refused
from tests.faults.standing import latest, may_speak, membership

REMEMBERED = timedelta(hours=24)
"""How long a transaction id is known, as with Synapse."""


@dataclass
class Homeserver:
    clock: Clock
    log: list[Event] = field(default_factory=list)
    transactions: dict[str, tuple[EventId, datetime]] = field(default_factory=dict)
    faults: list[tuple[frozenset[Request], Fault | Answer]] = field(default_factory=list)
    """The first one that fits a request befalls it, once; an answer takes the place of the homeserver's own."""
    forgotten: int = 0
    """Positions before this one it does not know any more."""
    odd: Oddities = field(default_factory=Oddities)
    uploads: int = 0
    _waiting: list[asyncio.Future[None]] = field(default_factory=list)

    # ------------------------------------------------------------------------------------------------ what people do in their rooms

    def found(self, room: RoomId, creator: UserId, members: Iterable[UserId], moderators: Iterable[UserId], name: str) -> None:
        levels = {creator: 100, **dict.fromkeys(moderators, 50)}
        self.add(room, creator, "m.room.create", {"room_version": "11"}, state_key="")
        for member in (creator, *members):
            called = member.removeprefix("@").partition(":")[0].capitalize()
            self.add(room, member, "m.room.member", {"membership": "join", "displayname": called}, state_key=member)
        self.add(room, creator, "m.room.power_levels", {"users": levels}, state_key="")
        self.add(room, creator, "m.room.join_rules", {"join_rule": "invite"}, state_key="")
        self.add(room, creator, "m.room.name", {"name": name}, state_key="")

    def add(self, room: RoomId, sender: UserId, kind: str, content: Content, *, state_key: str | None = None) -> EventId:
        place = len(self.log) + 1
        event = Event(place, EventId(f"${place}"), room, sender, kind, content, self.clock.now(), state_key)
        self.log.append(event)
        self._tell()
        return event.id

    def redact(self, room: RoomId, sender: UserId, target: EventId) -> EventId:
        found = self.event(target)
        if found is None or found.room != room:
            raise Refused(404, "M_NOT_FOUND")
        found.redacted = True
        return self.add(room, sender, "m.room.redaction", {"redacts": target})

    def refuse(self, room: RoomId, admin: UserId, me: UserId, how: Refusal) -> None:
        """From now on the room takes nothing of `me`."""
        if how is Refusal.REMOVED:
            self.add(room, admin, "m.room.member", {"membership": "leave"}, state_key=me)
        else:
            self._set_default(room, admin, 50)

    def take_again(self, room: RoomId, admin: UserId, me: UserId) -> None:
        """Everybody may speak again, and `me` is asked in where it was put out."""
        self._set_default(room, admin, 0)
        if membership(self.log, room, me) == "leave":
            self.add(room, admin, "m.room.member", {"membership": "invite"}, state_key=me)

    def refuses(self, room: RoomId, me: UserId) -> bool:
        return not may_speak(self.log, room, me)

    def _set_default(self, room: RoomId, admin: UserId, level: int) -> None:
        levels = latest(self.log, room, "m.room.power_levels", "")
        self.add(room, admin, "m.room.power_levels", {**(levels.content if levels else {}), "events_default": level}, state_key="")

    def event(self, event: EventId) -> Event | None:
        return next((each for each in self.log if each.id == event), None)

    def copy(self, clock: Clock) -> Homeserver:
        """As it stands, for another story."""
        return Homeserver(clock, deepcopy(self.log), deepcopy(self.transactions), uploads=self.uploads)

    def kind(self, method: str, target: str) -> Request:
        """What is asked for."""
        return self._route(method, urlsplit(target).path)[0]

    # ---------------------------------------------------------------------------------------------------------- what the bot asks

    async def serve(self, me: UserId, device: str, method: str, target: str, data: Any, timeout: float) -> Answer:
        """Raises what aiohttp does where there is no answer."""
        parts = urlsplit(target)
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        kind, handler, names = self._route(method, parts.path)
        fault = self._befalling(kind)
        if fault is Fault.UNREACHABLE:
            raise aiohttp.ClientConnectionError("no route")
        if fault is Fault.IGNORED:
            await self._time_out(timeout)
        if isinstance(fault, Answer):
            return fault
        if fault in ANSWERS:
            status, text = ANSWERS[fault]
            return Answer(status, text)
        try:
            body = json.loads(data) if isinstance(data, str) and data else {}
            answer = Answer(200, json.dumps(await handler(self, me, device, names, query, body)))
        except Refused as refused:
            answer = Answer(refused.status, json.dumps({"errcode": refused.errcode, "error": ""}))
        if fault is Fault.LOST:
            raise aiohttp.ServerDisconnectedError("the answer was lost")
        if fault is Fault.LATE:
            await self._time_out(timeout)
        answer.breaks_off = fault is Fault.CUT
        return answer

    def _befalling(self, kind: Request) -> Fault | Answer | None:
        for place, (kinds, fault) in enumerate(self.faults):
            if kind in kinds:
                del self.faults[place]
                return fault
        return None

    async def _time_out(self, timeout: float) -> None:
        await self.clock.sleep_until(self.clock.now() + timedelta(seconds=timeout))
        raise TimeoutError

    def _route(self, method: str, path: str) -> tuple[Request, Callable[..., Any], tuple[str, ...]]:
        for kind, its_method, pattern, handler in _ROUTES:
            match = re.fullmatch(pattern, path)
            if match and method == its_method:
                return kind, handler, tuple(unquote(group) for group in match.groups())
        raise AssertionError(f"the homeserver in the lab does not know {method} {path}")

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            if not each.done():
                each.set_result(None)

    async def _sync(self, me: UserId, _device: str, _names: tuple[str, ...], query: dict[str, str], _body: Content) -> Content:
        since = int(query["since"].removeprefix("s")) if "since" in query else None
        wait = timedelta(milliseconds=int(query["timeout"]))
        # What the bot asks for while it catches up is so short that no clock of a story needs to go on for it.
        if since == len(self.log) and wait >= timedelta(seconds=1):
            await self._news(wait)
        if since is not None and since < self.forgotten:
            raise Refused(400, "M_UNKNOWN")
        start = max(0, (since or 0) - self.odd.repeats)
        self.odd.repeats = 0
        rooms: dict[str, dict[RoomId, Content]] = {"join": {}, "invite": {}, "leave": {}}
        for room in dict.fromkeys(event.room for event in self.log):
            where, told = self._told(me, room, start, is_full=since is None or query.get("full_state") == "true")
            if told is not None:
                rooms[where][room] = told
        return {"next_batch": f"s{len(self.log)}", "rooms": rooms}

    def _told(self, me: UserId, room: RoomId, start: int, *, is_full: bool) -> tuple[str, Content | None]:
        """In which section a sync speaks of a room, and what it says; nothing of one that `me` has left before."""
        own = latest(self.log, room, "m.room.member", me)
        state = str(own.content["membership"]) if own else "leave"
        is_news = own is not None and (own.place > start or (is_full and state == "invite"))
        if own is None or (state != "join" and not is_news):
            return state, None
        if state == "invite":
            return state, {"invite_state": {"events": [own.shown()]}}
        if state == "leave":
            gone = [event for event in self.log if event.room == room and start < event.place <= own.place]
            return state, {"timeline": {"events": [event.shown() for event in gone]}}
        came_back = own.place > start and self._was_out(me, room, own.place)
        return "join", self._room(room, own.place - 1 if came_back else start, is_full=is_full or came_back)

    def _was_out(self, me: UserId, room: RoomId, place: int) -> bool:
        return membership([event for event in self.log if event.place < place], room, me) in ("invite", "leave")

    async def _news(self, longest: timedelta) -> None:
        """Returns when something was said, or after `longest`."""
        news: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(news)
        over = asyncio.ensure_future(self.clock.sleep_until(self.clock.now() + longest))
        try:
            await asyncio.wait([news, over], return_when=asyncio.FIRST_COMPLETED)
        finally:
            over.cancel()

    def _room(self, room: RoomId, start: int, *, is_full: bool) -> Content | None:
        """What a sync says about a room; None where there is nothing to say."""
        here = [
            event
            for event in self.log
            if event.room == room
            and event.type not in self.odd.unheard
            and not (event.type == "m.room.member" and event.state_key in self.odd.untold)
        ]
        new = [event for event in here if event.place > start]
        timeline = new[-self.odd.sync_limit :]
        first = timeline[0].place if timeline else len(self.log) + 1
        state = [event for event in here if event.state_key is not None and event.place < first and (is_full or event.place > start)]
        if not timeline and not is_full:
            return None
        if self.odd.swaps:
            timeline = _swapped(timeline)
        return {
            "state": {"events": [event.shown() for event in state]},
            "timeline": {
                "events": [event.shown() for event in timeline],
                "limited": len(timeline) < len(new),
                "prev_batch": f"s{first - 1}",
            },
        }

    async def _member(self, _me: UserId, _device: str, names: tuple[str, ...], _query: dict[str, str], _body: Content) -> Content:
        room, user = names
        told = [event for event in self.log if (event.room, event.type, event.state_key) == (room, "m.room.member", user)]
        if not told:
            raise Refused(404, "M_NOT_FOUND")
        return told[-1].content

    async def _messages(self, _me: UserId, _device: str, names: tuple[str, ...], query: dict[str, str], _body: Content) -> Content:
        if membership(self.log, RoomId(names[0]), _me) != "join":
            raise Refused(403, "M_FORBIDDEN")
        start = int(query["from"].removeprefix("s")) if "from" in query else len(self.log)
        stop = int(query["to"].removeprefix("s")) if "to" in query else 0
        senders = json.loads(query.get("filter", "{}")).get("senders")
        limit = min(int(query["limit"]), self.odd.page_limit)
        there = [event for event in reversed(self.log) if event.room == names[0] and stop < event.place <= start]
        page = [event for event in there if senders is None or event.sender in senders][:limit]
        more = len(page) == limit
        return {"chunk": [event.shown() for event in page], **({"end": f"s{page[-1].place - 1}"} if more else {})}

    async def _relations(self, _me: UserId, _device: str, names: tuple[str, ...], query: dict[str, str], _body: Content) -> Content:
        """The reactions on a message that nobody has withdrawn, the newest first."""
        room, target = names
        start = int(query["from"].removeprefix("s")) if "from" in query else len(self.log)
        limit = min(int(query["limit"]), self.odd.page_limit)
        found = [
            event
            for event in reversed(self.log)
            if (event.room, event.type) == (room, "m.reaction") and not event.redacted and event.place <= start
            if event.content["m.relates_to"]["event_id"] == target
        ]
        page = found[:limit]
        return {"chunk": [event.shown() for event in page], **({"next_batch": f"s{page[-1].place - 1}"} if len(found) > limit else {})}

    async def _send(self, me: UserId, device: str, names: tuple[str, ...], _query: dict[str, str], body: Content) -> Content:
        room, kind, txn = names
        return self._once(device, f"send {room} {kind} {txn}", lambda: self._spoken(RoomId(room), me, kind, body))

    def _spoken(self, room: RoomId, me: UserId, kind: str, body: Content) -> EventId:
        if not may_speak(self.log, room, me):
            raise Refused(403, "M_FORBIDDEN")
        return self.add(room, me, kind, body)

    async def _redact(self, me: UserId, device: str, names: tuple[str, ...], _query: dict[str, str], _body: Content) -> Content:
        room, target, txn = names
        if not may_speak(self.log, RoomId(room), me):
            raise Refused(403, "M_FORBIDDEN")
        return self._once(device, f"redact {room} {target} {txn}", lambda: self.redact(RoomId(room), me, EventId(target)))

    async def _join(self, me: UserId, _device: str, names: tuple[str, ...], _query: dict[str, str], _body: Content) -> Content:
        room = RoomId(names[0])
        if membership(self.log, room, me) not in ("invite", "join"):
            raise Refused(403, "M_FORBIDDEN")
        if membership(self.log, room, me) == "invite":
            self.add(room, me, "m.room.member", {"membership": "join", "displayname": "Lotse"}, state_key=me)
        return {"room_id": room}

    async def _create_room(self, me: UserId, _device: str, _names: tuple[str, ...], _query: dict[str, str], body: Content) -> Content:
        """Whoever is invited comes at once."""
        room = RoomId(f"!direct{len(self.log)}")
        self.add(room, me, "m.room.create", {**body.get("creation_content", {}), "room_version": "11"}, state_key="")
        self.add(room, me, "m.room.member", {"membership": "join", "displayname": "Lotse"}, state_key=me)
        self.add(room, me, "m.room.power_levels", {"users": {me: 100}}, state_key="")
        for guest in body["invite"]:
            self.add(room, UserId(guest), "m.room.member", {"membership": "join", "displayname": guest}, state_key=guest)
        return {"room_id": room}

    def _once(self, device: str, path: str, act: Callable[[], EventId]) -> Content:
        """The same transaction id again is the same event, as long as it is remembered."""
        known = self.transactions.get(f"{device} {path}")
        if known is None or self.clock.now() - known[1] > REMEMBERED:
            known = self.transactions[f"{device} {path}"] = act(), self.clock.now()
        return {"event_id": known[0]}

    async def _upload(self, *_: object) -> Content:
        self.uploads += 1
        return {"content_uri": f"mxc://stadt.example/{self.uploads}"}

    async def _upload_keys(self, *_: object) -> Content:
        return {"one_time_key_counts": {"signed_curve25519": 50}}

    async def _query_keys(self, *_: object) -> Content:
        return {"device_keys": {}, "failures": {}}


def _swapped(timeline: list[Event]) -> list[Event]:
    """Neighbours change places where both are `FREE`."""
    swapped = list(timeline)
    for place in range(0, len(swapped) - 1, 2):
        if all(FREE in event.content for event in swapped[place : place + 2]):
            swapped[place : place + 2] = reversed(swapped[place : place + 2])
    return swapped


_CLIENT = "/_matrix/client/v3"
_ROUTES: tuple[tuple[Request, str, str, Callable[..., Any]], ...] = (
    (Request.SYNC, "GET", f"{_CLIENT}/sync", Homeserver._sync),
    (Request.MESSAGES, "GET", f"{_CLIENT}/rooms/([^/]+)/messages", Homeserver._messages),
    (Request.RELATIONS, "GET", "/_matrix/client/v1/rooms/([^/]+)/relations/([^/]+)/m.annotation/m.reaction", Homeserver._relations),
    (Request.SEND, "PUT", f"{_CLIENT}/rooms/([^/]+)/send/([^/]+)/([^/]+)", Homeserver._send),
    (Request.REDACT, "PUT", f"{_CLIENT}/rooms/([^/]+)/redact/([^/]+)/([^/]+)", Homeserver._redact),
    (Request.OTHER, "GET", f"{_CLIENT}/rooms/([^/]+)/state/m.room.member/([^/]+)", Homeserver._member),
    (Request.OTHER, "POST", f"{_CLIENT}/join/([^/]+)", Homeserver._join),
    (Request.OTHER, "POST", f"{_CLIENT}/createRoom", Homeserver._create_room),
    (Request.UPLOAD, "POST", "/_matrix/media/v3/upload", Homeserver._upload),
    (Request.OTHER, "POST", f"{_CLIENT}/keys/upload", Homeserver._upload_keys),
    (Request.OTHER, "POST", f"{_CLIENT}/keys/query", Homeserver._query_keys),
)
