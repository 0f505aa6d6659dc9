"""The declaration of a timer's handler, which is called when a timer of its kind is due.

    @timer("blocker escalation")
    async def climb(moment: Moment, subject: str) -> Sequence[Outgoing]: ...

A timer only says when to look. Its handler reads the state, decides what is due, and sets the next timer itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.context import Moment
from bot.messages import Outgoing

Duty = Callable[[Moment, str], Awaitable[Sequence[Outgoing]]]


@dataclass(frozen=True)
class Timer:
    kind: str
    run: Duty


def timer(kind: str) -> Callable[[Duty], Timer]:
    """Declares the decorated function as what happens when a timer of this kind is due. It gets the timer's subject (`B12`)."""

    def declared(duty: Duty) -> Timer:
        return Timer(kind, duty)

    return declared
