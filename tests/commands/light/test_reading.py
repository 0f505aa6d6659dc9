"""How people write which light has which colour."""

from __future__ import annotations

import pytest

from bot.domain.lights.report import Aspect, Colour
from commands.light.reading import Unclear, read

CONTENT, RESOURCES = Aspect.CONTENT, Aspect.RESOURCES
GREEN, YELLOW, RED = Colour.GREEN, Colour.YELLOW, Colour.RED


@pytest.mark.parametrize(
    "text",
    [
        "inhalt gelb ressourcen rot Stelle fehlt",
        "ressourcen rot inhalt gelb Stelle fehlt",
        "Inhalt: gelb, Ressourcen: rot, Stelle fehlt",
        "inhalt=gelb | ressourcen=rot | Stelle fehlt",
        "inhalt\ngelb\nressourcen\nrot\nStelle fehlt",
        "Inhalt 🟡 Ressourcen 🔴️ Stelle fehlt",
        "inhalt🟡ressourcen🔴 Stelle fehlt",
        "inhalt 🟡 gelb, ressourcen 🔴 rot: Stelle fehlt",
        "Inhalt ist jetzt auf gelb und Ressourcen sind auf rot – Stelle fehlt",
        "content yellow resources red Stelle fehlt",
        "Content: amber / Resources: red / Stelle fehlt",
        "INHALT GELB, RESSOURCEN ROT. Stelle fehlt",
        "inhalt von grün auf gelb ressourcen rot Stelle fehlt",
    ],
)
def test_both_lights_and_their_reason_are_read(text: str) -> None:
    said = read(text)
    assert said.colours == {CONTENT: YELLOW, RESOURCES: RED}
    assert {reason.strip(". ") for reason in said.reasons.values()} == {"Stelle fehlt"} and set(said.reasons) == {CONTENT, RESOURCES}


@pytest.mark.parametrize(
    ("text", "colours", "reasons"),
    [
        ("ressourcen rot Ampel am Bahnhof gelb", {RESOURCES: RED}, {RESOURCES: "Ampel am Bahnhof gelb"}),
        ("inhalt gru\u0308n", {CONTENT: GREEN}, {}),
        ("beide grün", {CONTENT: GREEN, RESOURCES: GREEN}, {}),
        ("inhalt und ressourcen gelb Urlaub", {CONTENT: YELLOW, RESOURCES: YELLOW}, {CONTENT: "Urlaub", RESOURCES: "Urlaub"}),
        ("inhalt grün ressourcen rot Stelle fehlt", {CONTENT: GREEN, RESOURCES: RED}, {RESOURCES: "Stelle fehlt"}),
        (
            "inhalt gelb Konzept fehlt, ressourcen rot Stelle fehlt",
            {CONTENT: YELLOW, RESOURCES: RED},
            {CONTENT: "Konzept fehlt", RESOURCES: "Stelle fehlt"},
        ),
        ("inhalt gelb ressourcen fehlen uns", {CONTENT: YELLOW}, {CONTENT: "ressourcen fehlen uns"}),
        ("Stelle fehlt, ressourcen rot", {RESOURCES: RED}, {RESOURCES: "Stelle fehlt"}),
        ("Konzept fehlt, inhalt gelb Urlaub", {CONTENT: YELLOW}, {CONTENT: "Konzept fehlt, Urlaub"}),
        (
            "Land zahlt nicht: inhalt gelb Urlaub; ressourcen rot Stelle fehlt",
            {CONTENT: YELLOW, RESOURCES: RED},
            {CONTENT: "Land zahlt nicht, Urlaub", RESOURCES: "Stelle fehlt"},
        ),
        ("inhalt gelb rote Zahlen", {CONTENT: YELLOW}, {CONTENT: "rote Zahlen"}),
        ("inhalt gelb wegen der Ressourcen", {CONTENT: YELLOW}, {CONTENT: "wegen der Ressourcen"}),
    ],
)
def test_a_colour_counts_only_right_after_its_light(text: str, colours: dict[Aspect, Colour], reasons: dict[Aspect, str]) -> None:
    said = read(text)
    assert (said.colours, said.reasons) == (colours, reasons)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("inhlt gelb", "inhalt gelb"),
        ("inhalt gelp", "inhalt gelb"),
        ("gelb inhalt, rot ressourcen", "inhalt gelb ressourcen rot"),
        ("🟡 Inhalt · 🔴 Ressourcen", "inhalt gelb ressourcen rot"),
        ("gelb rot", "inhalt gelb ressourcen rot"),
        ("inhalt gelb, rot ressourcen", "inhalt gelb ressourcen rot"),
        ("content yelow", "content yellow"),
        ("contnt red", "content red"),
        ("yellow content, red resources", "content yellow resources red"),
        ("yellow red", "content yellow resources red"),
        ("yelow", "yellow"),
        ("gelbb", "gelb"),
    ],
)
def test_a_near_miss_is_asked_about(text: str, meant: str) -> None:
    with pytest.raises(Unclear) as unclear:
        read(text)
    assert unclear.value.mended == meant


@pytest.mark.parametrize(
    "text",
    [
        "inhalt lila",
        "inhalt orange",
        "inhalt gelb ressourcen lila",
        "ressourcen 🔵",
        "inhalt",
        "inhalt grün ressourcen",
        "inhalt grün und Ressourcen?",
    ],
)
def test_a_wrong_colour_is_refused(text: str) -> None:
    with pytest.raises(Unclear) as unclear:
        read(text)
    assert unclear.value.unknown


@pytest.mark.parametrize(("text", "rest"), [("gelb", ""), ("🟡", ""), ("gelb Stelle fehlt", "Stelle fehlt"), ("die Ampel ist gelb", "")])
def test_a_colour_alone_has_no_light(text: str, rest: str) -> None:
    with pytest.raises(Unclear) as unclear:
        read(text)
    assert (unclear.value.colour, unclear.value.rest) == (YELLOW, rest)


@pytest.mark.parametrize(
    "text",
    [
        "inhalt gelb rot",
        "inhalt gelb-rot",
        "inhalt gelb/rot",
        "inhalt 🟡🔴",
        "inhalt gelb oder rot?",
        "inhalt gelb bis rot ressourcen grün",
    ],
)
def test_of_two_colours_none_is_taken_for_a_reason(text: str) -> None:
    with pytest.raises(Unclear) as unclear:
        read(text)
    assert unclear.value.twice is CONTENT
