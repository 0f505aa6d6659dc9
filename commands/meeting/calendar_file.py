"""The calendar file of a session, which goes to its group's room with each change: what stands, or that nothing of it does."""

from __future__ import annotations

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.meetings import Session, current
from bot.messages import File, Outgoing


async def invitation(ctx: Context, session: Session) -> list[Outgoing]:
    """The file as a message; nothing where the group is dissolved."""
    team = await ctx.team(session.team)
    if not team.counts:
        return []
    # Imported here because it brings a library that is needed for nothing else.
    from bot import ics as calendar_files  # noqa: PLC0415

    written = calendar_files.published if session.is_open else calendar_files.cancelled
    host = calendar_files.Host(name=team.name, address=ctx.project.organizer)
    changes = current(session, await ctx.tx.sessions.changes(session.number))
    return [
        File(
            room=team.room,
            name=f"{session.number}.ics",
            mime=calendar_files.MIME_TYPE,
            data=written(session, changes, host, ctx.settings.zone, now=ctx.now),
            once=file_once(session.number, session.sequence),
            subject=str(session.number),
            unasked=team.room != ctx.room,
        )
    ]


def file_once(number: Number, sequence: int) -> str:
    """The key of the message with that version of it."""
    return f"ics:{number}:{sequence}"
