"""Everything that can be said to the bot, and everything that the clock makes it say: the table of contents."""

from __future__ import annotations

from bot.command import Vocabulary
from commands import (
    action,
    agenda,
    blocker,
    board,
    decision,
    deputy,
    help,
    imports,
    language,
    learning,
    light,
    lotse,
    meeting,
    milestone,
    minutes,
    overview,
    privacy,
    question,
    report,
    retro,
    settings,
    team,
)
from commands.action.due_reminder import remind
from commands.agenda.carry_over import carry
from commands.agenda.missing_result import ask as ask_for_result
from commands.agenda.paper_reminders import papers
from commands.blocker.escalation.arrival import look_at_refused
from commands.blocker.escalation.takers import look_after
from commands.blocker.escalation.timer import climb
from commands.decision.voting import closing as vote_closing
from commands.decision.voting import deadline as vote_deadline
from commands.decision.voting import forget as vote_forget
from commands.deputy.timer import look as look_at_voices
from commands.help import newcomers
from commands.imports import preview as import_preview
from commands.learning import reflection
from commands.light.red import arrival as red_lights
from commands.light.red.as_blocker import led_elsewhere
from commands.light.risks import timer as risk_letters
from commands.lotse import downtime, muted_rooms
from commands.meeting import subscribe
from commands.meeting.digest import expiry, send
from commands.meeting.feed import address as calendar_address
from commands.milestone import deadlines
from commands.minutes import clock as minutes_clock
from commands.minutes import forgotten as minutes_forgotten
from commands.minutes.draft import final as minutes_final
from commands.minutes.draft import refresh as minutes_refresh
from commands.overview import weekly
from commands.privacy import carry_out, deadline
from commands.privacy import roles as privacy_roles
from commands.privacy.again import erase_again
from commands.privacy.direct import IN_PRIVATE
from commands.question.record import ask_once_more
from commands.report import reminders as report_reminder
from commands.report.stand_in.end import end as end_handover
from commands.retro import reminders as retro_reminder
from commands.retro.running import timebox as retro_time

VOCABULARY = Vocabulary(
    nouns=(
        blocker.NOUN,
        meeting.NOUN,
        agenda.NOUN,
        action.NOUN,
        decision.NOUN,
        minutes.NOUN,
        deputy.NOUN,
        retro.NOUN,
        learning.NOUN,
        question.NOUN,
        milestone.NOUN,
        light.NOUN,
        report.NOUN,
        imports.NOUN,
        overview.NOUN,
        board.NOUN,
        team.NOUN,
        settings.NOUN,
        language.NOUN,
        privacy.NOUN,
        lotse.NOUN,
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
        ask_for_result,
        send.speak,
        weekly.speak,
        expiry.expire,
        weekly.expire,
        report_reminder.post,
        retro_reminder.remind,
        retro_reminder.over,
        retro_time.over,
        reflection.remind,
        ask_once_more,
        deadlines.remind,
        red_lights.climb,
        led_elsewhere,
        risk_letters.look,
        minutes_clock.tick,
        minutes_forgotten.over,
        vote_deadline.over,
        vote_deadline.remind,
        vote_closing.count_what_is_there,
        vote_forget.expire,
        minutes_final.final,
        minutes_refresh.refresh,
        downtime.tell,
        muted_rooms.try_again,
        muted_rooms.heard,
        look_after,
        import_preview.over,
        look_at_voices,
        newcomers.welcome,
        end_handover,
        deadline.remind,
        carry_out.again,
        privacy_roles.forget,
    )
}

AT_START = (
    erase_again,
    calendar_address.prepare,
    look_at_refused,
    expiry.expire_overdue,
    weekly.schedule_all,
    reflection.schedule,
    risk_letters.schedule,
    report_reminder.schedule,
    newcomers.look_at_groups,
    privacy_roles.schedule,
)
"""What is done once when the bot has caught up, before the first timer is looked at."""

RECOUNT = vote_closing.RECOUNT
"""What is counted anew from the homeserver."""

PRIVATE = (subscribe.ADDRESS, IN_PRIVATE, board.show.LINK)
"""The answers for which a direct chat is opened."""

FETCH = import_preview.FETCH
"""What is done with a file that a command asks for."""

ERASING = carry_out.ERASING
"""How a person is erased, once that was granted."""
