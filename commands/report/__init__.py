"""`!bericht`: what the funder is told every quarter, compiled from what people said anyway."""

from __future__ import annotations

from bot.command import Noun
from commands.report import called, contribution, status
from commands.report.overview import show as overview

NOUN = Noun(
    name="report",
    words=("bericht", "berichte", "report", "reports"),
    commands=(status.show, overview.overview, called.called, contribution.contribution),
    alone="show",
    jot="contribution",
)
