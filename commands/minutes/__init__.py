"""`!protokoll`: what comes of a session while it is held."""

from __future__ import annotations

from bot.command import Noun
from bot.domain.meetings import LETTER as SESSION
from bot.messages import Role
from commands.minutes import attendance, defer, end, line, more, next, show, start, undo

NOUN = Noun(
    name="minutes",
    words=("protokoll", "minutes"),
    letter=SESSION,
    commands=(
        start.start,
        next.go_on,
        line.line,
        attendance.present,
        more.more,
        defer.defer,
        undo.undo,
        end.end,
        show.show,
    ),
    alone="show",
    free="line",
    reply="line",
    prose=True,
    roles=(Role.SESSION, Role.ATTENDANCE),
)
