"""The fields of a learning, as `add` and `edit` share them, and how their words become values."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.command import Arguments, Key
from bot.domain.learnings import LearningKind
from bot.messages import UserError
from bot.values.empty import says_nothing
from bot.values.length_limits import CHOICE
from bot.words import fold
from commands.learning.kind_words import kind_of
from commands.retro.reference import Origin

_YES = frozenset({"ja", "j", "yes", "y", "📘"})
_NO = frozenset({"nein", "n", "no", "doch nicht"})


def _kind(value: Any) -> LearningKind | None:
    if value is None or isinstance(value, LearningKind):
        return value
    if says_nothing(value):
        return None
    kind = kind_of(value)
    if kind is None:
        raise UserError("learning.kind-unknown", said=value)
    return kind


def yes_or_no(value: Any) -> bool:
    """Whether the word says yes; nothing at all says no."""
    if isinstance(value, bool):
        return value
    word = fold(value)
    if word in _YES:
        return True
    if not says_nothing(word) and word not in _NO:
        raise UserError("learning.yes-or-no", said=value)
    return False


KindOfLearning = Annotated[LearningKind | None, BeforeValidator(_kind), CHOICE.first]
YesOrNo = Annotated[bool, BeforeValidator(yes_or_no), CHOICE.first]


class LearningFields(Arguments):
    kind: Annotated[KindOfLearning, Key("art", "kind")] = None
    retro: Annotated[Origin, Key("retro", "retrospektive", "retrospective")] = None
    blueprint: Annotated[YesOrNo, Key("blaupause", "blueprint")] = False
    """Whether it is a candidate for one."""
