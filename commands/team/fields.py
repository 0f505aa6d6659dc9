"""The profile of a group, as people write it.

Handbook, "Übersicht Task Forces": goal, period, budget, municipalities, link.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from bot.command import Arguments, Key
from bot.domain.teams import Kind
from bot.messages import UserError
from bot.values import Euros, Link, Period, Person, Text
from bot.values.length_limits import CHOICE
from bot.words import fold

_KINDS = {
    "pmo": Kind.PMO,
    "projektbuero": Kind.PMO,
    "steuerungskreis": Kind.STEERING,
    "steering": Kind.STEERING,
    "steering committee": Kind.STEERING,
    "task force": Kind.TASK_FORCE,
    "taskforce": Kind.TASK_FORCE,
    "task-force": Kind.TASK_FORCE,
}


def _kinds(value: str) -> frozenset[Kind]:
    said = [fold(word) for word in value.replace("+", ",").replace(" und ", ",").replace(" and ", ",").split(",") if word.strip()]
    for word in said:
        if word not in _KINDS:
            raise UserError("team.kind-unknown", said=word)
    if not said:
        raise UserError("team.kind-unknown", said=value)
    return frozenset(_KINDS[word] for word in said)


class TeamFields(Arguments):
    kinds: Annotated[frozenset[Kind], BeforeValidator(_kinds), CHOICE.first, Key("art", "kind")] = frozenset()
    municipalities: Annotated[Text, Key("kommunen", "municipalities")] = ""
    lead: Annotated[Person, Key("leitung", "lead")] = None
    goal: Annotated[Text, Key("ziel", "goal")] = ""
    period: Annotated[Period, Key("zeitraum", "period")] = (None, None)
    budget: Annotated[Euros, Key("budget")] = None
    link: Annotated[Link, Key("link")] = ""
