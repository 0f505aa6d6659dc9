"""Carrying out what was granted: the bot's messages that name the person are edited, then the data is erased."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.context import Moment
from bot.domain.erasure_requests import ErasureRequest, RequestState
from bot.domain.former_members import number_of_former
from bot.domain.ids import EventId, RoomId
from bot.domain.traces import Traces
from bot.erasing import Erasing
from bot.messages import File, Outgoing, Reword, Say
from bot.ports import Kept, OwnMessage, Transaction
from bot.texts.filters import FORMER_MEMBER
from bot.timer import timer
from commands.privacy.desk import card
from commands.privacy.names import called

CARRY_OUT = "erasure"
"""The kind of the timer that wakes the loop; as long as a request is not carried out it is set anew."""
_AGAIN_AFTER = timedelta(hours=1)
_ADDRESS = re.compile(r"mxc://[\w.:-]+/[\w-]+")
_WORDS = ("m.text", "m.notice")


@timer(CARRY_OUT)
async def again(moment: Moment, subject: str) -> Sequence[Outgoing]:
    request = await moment.tx.erasure_requests.get(int(subject))
    if request is not None and request.state is RequestState.GRANTED:
        await moment.tx.timers.set(CARRY_OUT, subject, moment.now + _AGAIN_AFTER)
    return []


async def _granted(tx: Transaction) -> list[ErasureRequest]:
    return [each for each in await tx.erasure_requests.open() if each.state is RequestState.GRANTED]


async def looked(moment: Moment, request: ErasureRequest, room: RoomId, messages: Sequence[OwnMessage]) -> list[Outgoing]:
    """The messages of this room that name the person are edited; of files the addresses are noted, where only this person got them."""
    alias = await moment.tx.people.former(request.person, moment.now)
    number = number_of_former(alias)
    names = await _names(moment, request, room)
    others = [name for name in names if set(moment.rooms.named(name, room)) - {request.person}]
    traces = Traces(request.person, FORMER_MEMBER[moment.settings.language].format(number=number), names, others)
    latest: dict[EventId, Mapping[str, Any]] = {}
    said: list[Outgoing] = []
    files: list[str] = list(request.files)
    unread = 0
    for message in messages:
        if message.content is None:
            unread += message.edit_of is None
            continue
        if message.edit_of is not None:
            latest.setdefault(message.edit_of, message.content.get("m.new_content", message.content))
            continue
        content = latest.get(message.event, message.content)
        if room == request.room:
            files += _addresses(message.content)
        changed = traces.out_of_message({key: content[key] for key in ("body", "formatted_body") if isinstance(content.get(key), str)})
        if content.get("msgtype") in _WORDS and any(changed[key] != content[key] for key in changed):
            html = str(changed.get("formatted_body", changed.get("body", "")))
            once = f"{message.event} ✎ former {number}"
            said.append(Reword(room, message.event, str(content["msgtype"]), str(changed.get("body", "")), html, once))
    request = replace(
        request,
        looked_at=(*request.looked_at, room),
        edited=request.edited + len(said),
        unread=request.unread + unread,
        files=tuple(dict.fromkeys(files)),
    )
    await moment.tx.erasure_requests.save(request)
    return said


async def carried_out(moment: Moment, request: ErasureRequest) -> list[Outgoing]:
    """The person's id becomes a former member everywhere; the answer says what stays where nobody but others can erase it."""
    kept = await moment.tx.people.what_is_kept(request.person)
    files = (*request.files, *(address for each in kept for address in _addresses(each)))
    alias = await moment.tx.people.former(request.person, moment.now)
    erased = await moment.tx.people.erase(request.person, alias, moment.now, await _names(moment, request, request.room))
    done = await moment.tx.erasure_requests.get(request.id)
    assert done is not None, "a request is kept, without the id"
    done = replace(done, state=RequestState.ERASED, files=tuple(dict.fromkeys(files)))
    await moment.tx.erasure_requests.save(done)
    said: list[Outgoing] = [*await card(moment, done)]
    if not moment.rooms.is_here(done.room):
        return said
    params = {"request": done, "removed": sum(erased.removed.values()), "changed": sum(erased.changed.values())}
    said.append(Say(room=done.room, text="privacy.erased", params=params, once=f"erasure {done.id} done", notify=True))
    if done.files:
        data = ("\n".join(done.files) + "\n").encode()
        said.append(File(room=done.room, name="mxc.txt", mime="text/plain", data=data, once=f"erasure {done.id} files"))
    return said


async def _names(moment: Moment, request: ErasureRequest, room: RoomId) -> frozenset[str]:
    teams = [team.room for team in await moment.tx.teams.all()]
    return called(moment, request.person, (request.room, room, *teams))


def _addresses(of: Kept | Mapping[str, Any]) -> list[str]:
    """The addresses of files in a row or in the content of a message."""
    words = json.dumps(dict(of.row) if isinstance(of, Kept) else of, default=str)
    return _ADDRESS.findall(words)


ERASING = Erasing(_granted, looked, carried_out, CARRY_OUT)
