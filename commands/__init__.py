"""Everything that can be said to the bot, and everything that the clock makes it say: the table of contents."""

from __future__ import annotations

from bot.command import Vocabulary
from commands import action, agenda, blocker, bot, help, language, meeting, settings, team
from commands.action.due import remind
from commands.agenda.carry import carry
from commands.agenda.papers import papers
from commands.blocker.escalation import climb

VOCABULARY = Vocabulary(
    nouns=(
        blocker.NOUN,
        meeting.NOUN,
        agenda.NOUN,
        action.NOUN,
        team.NOUN,
        settings.NOUN,
        language.NOUN,
        bot.NOUN,
        help.NOUN,
    )
)

TIMERS = {timer.kind: timer for timer in (climb, remind, carry, papers)}
