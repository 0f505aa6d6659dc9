"""The words for lights and colours, as people write them, and those that only stand around them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.lights.report import Aspect, Colour

ASPECTS: Mapping[str, Aspect] = {
    **dict.fromkeys(("inhalt", "inhalte", "inhaltlich", "content", "contents"), Aspect.CONTENT),
    **dict.fromkeys(("ressourcen", "ressource", "resourcen", "resources", "resource"), Aspect.RESOURCES),
}
COLOURS: Mapping[str, Colour] = {
    **dict.fromkeys(("gruen", "gruene", "gruenen", "gruener", "green", "🟢", "🟩"), Colour.GREEN),
    **dict.fromkeys(("gelb", "gelbe", "gelben", "gelber", "yellow", "amber", "🟡", "🟨"), Colour.YELLOW),
    **dict.fromkeys(("rot", "rote", "roten", "roter", "red", "🔴", "🟥"), Colour.RED),
}
OTHER_COLOURS = frozenset(
    {
        *("blau", "lila", "violett", "orange", "grau", "schwarz", "weiss", "braun", "rosa", "pink", "tuerkis", "dunkelrot", "hellgruen"),
        *("blue", "purple", "violet", "grey", "gray", "black", "white", "brown", "turquoise", "dunkelgelb", "orangerot"),
        *("🟠", "🔵", "🟣", "🟤", "⚪", "⚫", "🟧", "🟦", "🟪", "🟫", "⬜", "⬛"),
    }
)
"""Words, folded, that are colours and none of a traffic light."""
BOTH = frozenset({"beide", "beides", "alle", "alles", "both", "all", "everything"})
AND = frozenset({"und", "and", "sowie", "u"})
FILLERS = frozenset(
    {
        *("auf", "ist", "sind", "steht", "stehen", "jetzt", "nun", "auch", "wieder", "bleibt", "bleiben", "weiterhin", "noch", "immer"),
        *("wird", "werden", "die", "der", "den", "unser", "unsere", "ampel", "ampeln", "farbe", "zu", "bei", "in", "nach"),
        *("is", "are", "now", "on", "to", "at", "still", "again", "stays", "the", "our", "light", "lights", "beide", "both"),
    }
)
"""Words, folded, that only stand between a light and its colour, or before both."""
OR = frozenset({*AND, "oder", "or", "bis", "eher", "fast", "vielleicht", "maybe", "rather"})
"""Words, folded, between two colours of which one cannot tell which counts."""
FROM, TO = frozenset({"von", "from"}), frozenset({"auf", "zu", "nach", "to"})
ENGLISH = frozenset({"content", "contents", "resources", "resource", "green", "yellow", "amber", "red"})
"""Of the lights and the colours those in English."""
