"""`!ampel`: how a group's content and resources stand."""

from __future__ import annotations

from bot.command import Noun, Replied
from bot.messages import Role
from commands.light import choose, confirm, explain, project, set, show
from commands.light.red import as_blocker, take
from commands.light.risks import decide
from commands.light.risks import show as risks

NOUN = Noun(
    name="light",
    words=("ampel", "ampeln", "status", "light", "lights"),
    commands=(
        *(set.set_lights, show.show, confirm.confirm, show.history, project.project, choose.choose, explain.explain),
        *(take.take, as_blocker.lead, risks.risks, decide.send, decide.skip, decide.note),
    ),
    alone="show",
    free="set",
    replies=(
        Replied(Role.LIGHT_WHICH, "choose", choose.names_lights),
        Replied(Role.LIGHT_REASON, "explain"),
        Replied(Role.RISKS, "note"),
    ),
    roles=(Role.LIGHTS, Role.LIGHT_REASON, Role.LIGHT_WHICH, Role.RED_LIGHT, Role.RISKS),
)
