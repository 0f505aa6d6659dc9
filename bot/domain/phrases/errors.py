"""Why a date, a series or a duration was not understood."""

from __future__ import annotations

from typing import Any


class NotUnderstood(Exception):
    """The phrase cannot be taken as it stands. `reason` names a text in `bot/texts/*/when.md`, `params` are its parameters."""

    def __init__(self, reason: str, /, **params: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params
