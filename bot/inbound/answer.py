"""The answer to a command: words, a reaction, or nothing where the card speaks for itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.context import Context
from bot.domain.ids import EventId, RoomId
from bot.domain.settings import Replies
from bot.messages import Outgoing, React, Reply, Role, Say

REWRITTEN = frozenset({Role.CARD, Role.ALERT, Role.PROPOSAL, Role.SESSION, Role.DRAFT, Role.OBJECTION, Role.RED_LIGHT, Role.RISKS})
"""The roles of messages that are rewritten whenever their record changes."""
MARKED_LATE_AFTER = timedelta(minutes=2)
"""A command that waited longer than this is marked with when it was written."""


def answer(ctx: Context, reply: Reply, room: RoomId, answers: EventId, thread: EventId | None) -> Iterator[Outgoing]:
    """A reply as a message in the room; in rooms that want short answers, as a reaction where that says the same.

    There a tap is not answered at all where the tapped message is itself rewritten to show the change.
    """
    late = ctx.now - ctx.written_at > MARKED_LATE_AFTER
    subject = str(reply.subject) if reply.subject else None
    if not reply.text:
        return
    if reply.receipt and not late and not ctx.pressed and (ctx.replied or ctx.settings.replies is Replies.SHORT):
        yield React(room=room, target=ctx.event, key=reply.receipt, once=f"answer:{answers}", subject=subject)
        return
    if reply.receipt and not late and ctx.tapped in REWRITTEN and ctx.settings.replies is Replies.SHORT:
        return
    yield Say(
        room=room,
        text=reply.text,
        params=reply.params,
        more=reply.further,
        once=f"answer:{answers}",
        subject=subject,
        role=reply.role,
        notify=bool(reply.mentions),
        mentions=reply.mentions,
        buttons=reply.buttons,
        suggests=reply.suggests,
        thread=thread,
        written_at=ctx.written_at if late else None,
    )
