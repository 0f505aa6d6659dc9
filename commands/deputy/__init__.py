"""`!vertretung`: who speaks for which municipality in the steering committee."""

from __future__ import annotations

from bot.command import Noun, Replied
from bot.messages import Role
from commands.deputy import list, name, reschedule, seat, stand, stand_in_words

NOUN = Noun(
    name="deputy",
    words=("vertretung", "vertretungen", "deputy", "proxy"),
    commands=(name.name, list.listed, stand.coming, stand.abstain, stand.clear, seat.seat, reschedule.reschedule),
    alone="list",
    free="name",
    replies=(
        Replied(Role.SPEAKERS, "coming", stand_in_words.comes),
        Replied(Role.SPEAKERS, "abstain", stand_in_words.rests),
        Replied(Role.SPEAKERS, "name", stand_in_words.is_about_a_deputy),
    ),
    roles=(Role.SPEAKERS, Role.QUORUM),
)
