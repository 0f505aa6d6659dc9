"""`!protokoll`: what comes of a session while it is held."""

from __future__ import annotations

from bot.command import Noun, Replied
from bot.domain.meetings import LETTER as SESSION
from bot.messages import Role
from commands.minutes import attendance, defer, end, line, more, next, show, start, undo
from commands.minutes.draft import append, bring_up, file, object, settle, words

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
        file.file,
        object.object_to,
        settle.settle,
        bring_up.bring_up,
        append.append,
    ),
    alone="show",
    free="line",
    reply="line",
    prose=True,
    replies=(
        Replied(Role.DRAFT, "object", words.objects),
        Replied(Role.DRAFT, "append"),
        Replied(Role.OBJECTION, "object"),
    ),
    roles=(Role.SESSION, Role.ATTENDANCE, Role.DRAFT, Role.OBJECTION),
)
