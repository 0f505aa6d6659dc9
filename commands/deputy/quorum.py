"""Whether enough voices are sure for the committee to decide."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bot.context import Moment
from bot.domain.voting.voices import Voice, reachable, sure
from bot.domain.voting.votes import is_quorate


def quorum(moment: Moment) -> Fraction:
    """The part of the voices that has to be exceeded."""
    return moment.settings.decisions.quorum


def is_secured(moment: Moment, voices: Sequence[Voice]) -> bool:
    return is_quorate(sure(voices), len(voices), quorum(moment))


def is_in_reach(moment: Moment, voices: Sequence[Voice]) -> bool:
    """Whether there can still be enough, if everybody comes who has not said anything yet."""
    return is_quorate(reachable(voices), len(voices), quorum(moment))


def needed(moment: Moment, voices: Sequence[Voice]) -> int:
    """The least number of voices with which the committee can decide."""
    return next((count for count in range(1, len(voices) + 1) if is_quorate(count, len(voices), quorum(moment))), 1)
