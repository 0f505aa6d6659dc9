"""`!datenschutz`: what is kept of people, for what and how long, and what somebody may ask about themselves."""

from __future__ import annotations

from bot.command import Noun
from bot.messages import Role
from commands.privacy import about, decide, erase, export, recall, retention

NOUN = Noun(
    name="privacy",
    words=("datenschutz", "dsgvo", "privacy", "gdpr"),
    commands=(
        about.about,
        export.export,
        erase.erase,
        erase.ask,
        recall.recall,
        retention.retention,
        decide.confirm,
        decide.decline,
    ),
    alone="about",
    roles=(Role.ERASURE, Role.ERASURE_REQUEST),
)
