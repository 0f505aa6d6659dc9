"""`!vertretung`: who speaks for which municipality in the steering committee."""

from __future__ import annotations

from bot.command import Noun
from bot.messages import Role
from commands.deputy import list, name, reschedule, seat, stand

NOUN = Noun(
    name="deputy",
    words=("vertretung", "vertretungen", "deputy", "proxy"),
    commands=(name.name, list.listed, stand.coming, stand.abstain, stand.clear, seat.seat, reschedule.reschedule),
    alone="list",
    free="name",
    roles=(Role.SPEAKERS, Role.QUORUM),
)
