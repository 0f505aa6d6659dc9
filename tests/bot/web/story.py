"""A project with something of everything, in German as people write it, for tests that look at every page."""

from __future__ import annotations

from collections.abc import Sequence

from tests.world import Room, World

NASTY = 'Brücke <b>"Süd"</b> & Radweg 🚲 ' + "Donaudampfschifffahrtsgesellschaftskapitän" * 4
"""A title of 200 characters, one word of it longer than a phone is wide."""


async def told(world: World) -> Sequence[Room]:
    team, pmo, steering = world.founded
    traffic = world.room("Sensorik & Verkehr", "Ben", moderators=("David",))
    await traffic.says("!team Sensorik & Verkehr | kommunen: Wetzlar | budget: 240000 | zeitraum: 1.1.2026 bis 31.12.2027", by="David")
    await pmo.taps("✅", on="Sensorik", by="Paula")
    old = world.room("Altlasten", "Ben", moderators=("Hans",))
    await old.says("!team Altlasten", by="Hans")
    await pmo.taps("✅", on="Altlasten", by="Paula")
    await old.says("!blocker Keller ist nass", by="Hans")
    await old.says("!team auflösen ja", by="Hans")
    await world.room("Quartiere", "Ben", moderators=("Ida",)).says("!team Quartiere | ziel: Nachbarn planen mit", by="Ida")
    await team.says("!team Dateninventur | ziel: Jeder kennt seine Daten | budget: 180000 | zeitraum: 1.1.2026 bis 31.12.2027", by="Anna")
    for said in (
        "!treffen Jour fixe | wann: jeden Dienstag 10:00",
        "!agenda Hosting-Angebot | art: entscheidung",
        "!ampel inhalt grün ressourcen gelb Eine Stelle ist unbesetzt",
        "!meilenstein Datenkatalog online, bis: 31.3.2027, fördergeber: ja",
        "!meilenstein Schulung fertig, bis: 11.12.2026",
        "!blocker Datenschutzfreigabe fehlt | ampel: rot",
        f"!blocker {NASTY[:200]}",
        "!aufgabe Angebot einholen | bis: morgen",
        "!frage Wer zahlt das?",
        "!lernen Kurze Wege helfen | art: organisation",
        "!beschluss Hosting bei der ekom21 ab 1.3.",
        "!bericht abgerufen 51000",
        "!retro planen nächsten Donnerstag 15 Uhr",
    ):
        await team.says(said, by="Anna")
    await traffic.says("!ampel inhalt gelb Sensoren fehlen ressourcen grün", by="David")
    await world.pass_(days=7)
    await traffic.says("!ampel inhalt rot Lieferant ist insolvent | hilfe: Entscheidung des PMO", by="David")
    await team.says("!meilenstein prognose M1 30.5.2027 Zwei Ämter fehlen", by="Anna")
    await team.says("!meilenstein erreicht M2", by="Anna")
    await pmo.says("!ampel projekt gelb Vergabe dauert länger", by="Paula")
    await steering.says("!treffen Steuerungskreis | wann: 15.12. 13 Uhr", by="Stefan")
    await world.pass_(days=35)
    await pmo.says("!bericht freigeben Q4 2026", by="Paula")
    return team, pmo, steering
