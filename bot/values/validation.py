"""The Context of the command, as the readers of values get it from pydantic."""

from __future__ import annotations

from pydantic import ValidationInfo

from bot.context import Context


def context_of(info: ValidationInfo) -> Context:
    """The Context that was given to pydantic as validation context."""
    assert isinstance(info.context, Context), "arguments are read with the Context of their command"
    return info.context
