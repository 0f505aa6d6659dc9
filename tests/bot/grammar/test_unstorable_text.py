"""No number is too large and no text too odd for the database: what cannot be is refused in words, and is no fault of ours."""

from __future__ import annotations

import pytest

from tests.world import Room

HUGE = "9" * 30


@pytest.mark.parametrize(
    "words",
    [
        f"!blocker B{HUGE}",
        f"!blocker gelöst B{HUGE}",
        f"!agenda Angebot | dauer: {HUGE}",
        f"!agenda Angebot | dauer: {HUGE} Wochen",
        f"!treffen Jour fixe | wann: morgen 10 Uhr | dauer: {HUGE} min",
        "!treffen Jour fixe | wann: morgen 10 Uhr | dauer: 99999 Tage",
        f"!treffen Jour fixe | wann: morgen 10 Uhr | vorlauf: {HUGE} Tage",
        f"!treffen Jour fixe | wann: alle {HUGE} Wochen dienstags 10 Uhr",
        f"!team Dateninventur | budget: {HUGE}",
        f"!blocker Raum fehlt | verzug: {HUGE} Wochen",
        f"!retro stimme {HUGE}",
        f"!retro zeit {HUGE}",
        f"!retro zusammen {HUGE} 3",
        f"!lernen export {HUGE}",
        "!blocker " + "🦊" * 3000,
        "!blocker % _ \\ ' \" $1 :name %s {0}",
        "!team liste %",
    ],
)
async def test_no_number_and_no_text_is_a_fault(team: Room, words: str, capfd: pytest.CaptureFixture[str]) -> None:
    await team.says("!retro planen morgen 15 Uhr")
    await team.says("!retro + Kurze Wege")
    await team.says("!retro start R1")
    await team.says(words)
    logged = "".join(capfd.readouterr())
    assert "event failed" not in logged, logged[-3000:]
