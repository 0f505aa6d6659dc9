"""`!bericht`: what the funder is told every quarter, compiled from what people said anyway."""

from __future__ import annotations

from bot.command import Noun, Replied
from bot.messages import Role
from commands.report import called, contribution, status
from commands.report.overview import show as overview
from commands.report.quarter import decide, draft, release, sent
from commands.report.stand_in import hand_over
from commands.report.year import show as year

NOUN = Noun(
    name="report",
    words=("bericht", "berichte", "report", "reports"),
    commands=(
        status.show,
        overview.overview,
        called.called,
        contribution.contribution,
        draft.quarter,
        release.release,
        decide.accept,
        decide.give_back,
        sent.sent,
        hand_over.hand_over,
        year.year,
    ),
    alone="show",
    free="quarter",
    jot="contribution",
    replies=(Replied(Role.REPORT, "return"),),
    roles=(Role.REPORT,),
)
