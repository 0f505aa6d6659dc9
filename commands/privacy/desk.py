"""Who decides on a request to erase, and where they are asked: the privacy officer in a direct chat, or the PMO in its room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.context import Context, Moment
from bot.direct_chat import direct_chat_with
from bot.domain.erasure_requests import ErasureRequest
from bot.domain.ids import Number, RoomId, UserId
from bot.domain.teams import TEAM_LETTER
from bot.messages import Open, Outgoing, Rewrite, Role, Say, UserError
from commands.privacy.direct import IN_PRIVATE

CARD = (Role.ERASURE_REQUEST,)
BUTTONS = ("✅", "✋")
SUBJECT = "privacy"
"""What the messages about a request have as their subject, with its number: `privacy/3`."""


@dataclass(frozen=True)
class Desk:
    officer: UserId | None
    """Who decides alone; None where the PMO does."""
    room: RoomId | None
    """Where they are asked; None where the officer has no direct chat with the bot yet."""
    people: frozenset[UserId]
    """Who may decide."""


async def desk_of(moment: Moment, person: UserId) -> Desk | None:
    """Nobody decides on their own request: where the officer asks, the PMO decides. None where there is nobody who could."""
    officer = moment.project.privacy_officer
    if officer is not None and officer != person:
        return Desk(officer, await direct_chat_with(moment, officer), frozenset({officer}))
    pmo = await moment.pmo()
    if pmo is None or not moment.rooms.is_here(pmo.room) or moment.rooms.is_public(pmo.room):
        return None
    people = moment.rooms.members(pmo.room) - {person}
    return Desk(None, pmo.room, people) if people else None


def subject_of(request: ErasureRequest) -> str:
    return f"{SUBJECT}/{request.id}"


def once_of(request: ErasureRequest) -> str:
    return f"erasure {request.id} card"


async def card(moment: Moment, request: ErasureRequest) -> list[Outgoing]:
    """The card on which the request is decided, edited where it stands already. An officer without a direct chat is invited into one."""
    if await moment.tx.outbox.by_once(once_of(request)) is not None:
        return [Rewrite(of=once_of(request), text="privacy.request", params={"request": request})]
    desk = await desk_of(moment, request.person)
    if desk is None:
        return []
    if desk.room is None:
        assert desk.officer is not None
        return [Open(room=request.room, user=desk.officer, about=IN_PRIVATE.name, once=f"erasure desk {desk.officer}")]
    return [
        Say(
            room=desk.room,
            text="privacy.request",
            params={"request": request},
            once=once_of(request),
            subject=subject_of(request),
            role=Role.ERASURE_REQUEST,
            notify=True,
            mentions=tuple(sorted(desk.people)),
            buttons=BUTTONS,
        )
    ]


async def meant(ctx: Context, said: str) -> tuple[ErasureRequest, str]:
    """The request of the tapped or answered message, the one whose number stands first in the words, or the only one; and the other words.

    Raises UserError where there is none, or somebody else decides on it.
    """
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    number, rest = None, said.strip()
    if row is not None and (row.subject or "").startswith(f"{SUBJECT}/"):
        number = int((row.subject or "").partition("/")[2])
        rest = rest if not ctx.pressed else ""
    else:
        first, _, behind = rest.partition(" ")
        if first.strip("#.:").isdecimal():
            number, rest = int(first.strip("#.:")), behind.strip()
    waiting = [each for each in await ctx.tx.erasure_requests.open() if await _decides(ctx, each)]
    if number is None and len(waiting) == 1:
        number = waiting[0].id
    request = await ctx.tx.erasure_requests.get(number) if number is not None else None
    if request is None or not await _decides(ctx, request):
        raise UserError("privacy.which-request" if waiting else "privacy.no-request", requests=waiting)
    return request, rest


async def _decides(ctx: Context, request: ErasureRequest) -> bool:
    desk = await desk_of(ctx, request.person)
    return desk is not None and ctx.sender in desk.people and ctx.room == desk.room


async def for_the_inbox(moment: Moment) -> Number:
    """What the inbox keeps as the record of such a command, so that its withdrawal is heard: the PMO, and nobody's name."""
    pmo = await moment.pmo()
    return Number(TEAM_LETTER, pmo.id if pmo else 0)


async def open_requests(moment: Moment) -> Sequence[ErasureRequest]:
    """Those that the PMO has to decide on: where there is an officer, they know of them alone."""
    found = [each for each in await moment.tx.erasure_requests.open() if each.decided_at is None]
    desks = [(each, await desk_of(moment, each.person)) for each in found]
    return [each for each, desk in desks if desk is None or desk.officer is None]
