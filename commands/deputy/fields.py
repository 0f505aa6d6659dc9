"""The fields that the verbs of `!vertretung` share."""

from __future__ import annotations

from typing import Annotated

from bot.command import Key
from bot.values import Name, SessionNumber

For = Annotated[Name, Key("für", "kommune", "for", "municipality")]
"""For which municipality."""
SessionField = Annotated[SessionNumber | None, Key("treffen", "sitzung", "session", "meeting")]
