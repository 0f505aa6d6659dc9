"""Everything that can be said to the bot, and everything that the clock makes it say: the table of contents."""

from __future__ import annotations

from bot.command import Vocabulary
from commands import blocker, bot, help, language, settings, team
from commands.blocker.escalation import climb

VOCABULARY = Vocabulary(
    nouns=(
        blocker.NOUN,
        team.NOUN,
        settings.NOUN,
        language.NOUN,
        bot.NOUN,
        help.NOUN,
    )
)

TIMERS = {timer.kind: timer for timer in (climb,)}
