"""The words before a text that say how it is decided: `Umlauf: Logo B wird verwendet` is to be voted on, and not in force yet."""

from __future__ import annotations

import re
from typing import TypeVar

from bot.context import Context
from bot.domain.decisions import DecisionKind
from bot.messages import UserError
from bot.words import fold
from commands.decision.fields import NewDecision
from commands.decision.record import KIND

_KINDS = {
    **dict.fromkeys(("umlauf", "umlaufbeschluss", "circular"), DecisionKind.CIRCULAR),
    **dict.fromkeys(("abstimmung", "vote"), DecisionKind.VOTE),
}
_LED = re.compile(r"([^\W\d_]{1,20})( ?:| [-–—](?= )|(?= ))\s*(?=\S)")
T = TypeVar("T", bound=NewDecision)


def with_kind_said(ctx: Context, args: T) -> T:
    """With the kind that the text begins with. Raises UserError where it may be the first word of a sentence: `Umlauf Logo B`."""
    text: str = getattr(args, "text", "")
    led = _LED.match(text)
    kind = _KINDS.get(fold(led[1])) if led else None
    if led is None or kind is None or args.kind is not DecisionKind.SESSION or ctx.literal:
        return args
    rest = text[led.end() :]
    if led[2]:
        return args.model_copy(update={"kind": kind, "text": rest})
    if kind is not DecisionKind.CIRCULAR:
        return args
    noun = f"{ctx.project.prefix}{KIND.word(ctx)}"
    raise UserError("decision.kind-meant", suggest=f"{noun} {led[1]}: {rest}", literal=f"{noun} {text}")
