"""Everything that can be said to the bot, and everything that the clock makes it say: the table of contents."""

from __future__ import annotations

from bot.command import Vocabulary
from commands import action, agenda, blocker, bot, help, language, learning, meeting, overview, retro, settings, team
from commands.action.due import remind
from commands.agenda.carry import carry
from commands.agenda.papers import papers
from commands.blocker.escalation import climb
from commands.blocker.hearing import look_at_refused
from commands.blocker.takers import look_after
from commands.bot import absence, muted
from commands.learning import reflection
from commands.meeting import digest, expiry
from commands.overview import weekly
from commands.retro import remind as retro_reminder
from commands.retro import time as retro_time

VOCABULARY = Vocabulary(
    nouns=(
        blocker.NOUN,
        meeting.NOUN,
        agenda.NOUN,
        action.NOUN,
        retro.NOUN,
        learning.NOUN,
        overview.NOUN,
        team.NOUN,
        settings.NOUN,
        language.NOUN,
        bot.NOUN,
        help.NOUN,
    )
)

TIMERS = {
    timer.kind: timer
    for timer in (
        climb,
        remind,
        carry,
        papers,
        digest.speak,
        weekly.speak,
        expiry.expire,
        weekly.expire,
        retro_reminder.remind,
        retro_reminder.over,
        retro_time.over,
        reflection.remind,
        absence.tell,
        muted.try_again,
        muted.heard,
        look_after,
    )
}

AT_START = (look_at_refused, expiry.expire_overdue, weekly.schedule_all, reflection.schedule)
"""What is done once when the bot has caught up, before the first timer is looked at."""
