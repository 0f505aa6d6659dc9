"""A milestone that slips: the other group is asked, the PMO hears, a blocker delays it once more and is solved, and it is reached."""

from __future__ import annotations

from pathlib import Path

from bot.domain.ids import EventId, RoomId
from tests.faults.lab import PMO, TEAM, Lab
from tests.faults.room_log import Oddities
from tests.world import BOT, user

APP = RoomId("!app")


async def planned(founded: Lab, folder: Path) -> Lab:
    """A second task force, whose milestone needs one of the first. The bot is not running."""
    lab = founded.again(folder)
    lab.server.found(APP, user("Sabine"), [user("Lukas"), BOT], [], "App")
    await lab.start()
    await lab.says(APP, "Sabine", "!team App")
    await lab.taps(PMO, "Paula", "✅", on=lab.spoken(PMO, "App")[-1].id)
    await lab.says(TEAM, "Anna", "!meilenstein Datenkatalog online | bis: 30.9.2027 | kennung: MS2")
    await lab.says(APP, "Sabine", "!meilenstein Bürger-App | bis: 5.10.2027 | nach: M1")
    await lab.pass_(minutes=1)
    await lab.stop()
    return lab


async def asked(lab: Lab, room: RoomId, text: str) -> EventId:
    """The last card that offers another forecast; nobody taps it before it is there."""
    await lab.pass_(minutes=5)
    return lab.spoken(room, text)[-1].id


async def slipped(lab: Lab) -> None:
    lab.server.odd = Oddities(sync_limit=1, page_limit=1)
    await lab.start()
    said = await lab.says(TEAM, "Anna", "!meilenstein prognose M1 14.10.2027")
    await lab.pass_(minutes=5)
    (answer,) = lab.carrying(f"answer:{said}")
    await lab.says(TEAM, "Ben", "Zulieferung fehlt", **{"m.relates_to": {"m.in_reply_to": {"event_id": answer.id}}})
    slip = await lab.taps(APP, "Lukas", "✅", on=await asked(lab, APP, "Eure M2"))
    await lab.deletes(APP, "Lukas", slip)
    await lab.taps(APP, "Sabine", "✅", on=await asked(lab, APP, "Eure M2"))
    await lab.says(TEAM, "Anna", "!blocker Server fehlt | meilenstein: M1 | verzug: 2 Wochen")
    await lab.taps(TEAM, "Anna", "✅", on=await asked(lab, TEAM, "Prognose M1 auf"))
    await lab.taps(APP, "Lukas", "❌", on=await asked(lab, APP, "Eure M2"))
    await lab.says(TEAM, "Ben", "!blocker gelöst B1")
    await lab.taps(TEAM, "Ben", "✅", on=await asked(lab, TEAM, "Prognose M1 wieder"))
    await lab.pass_(minutes=5)
    await lab.says(TEAM, "Anna", "!meilenstein prognose M1 1 Woche später Urlaub")
    await lab.pass_(minutes=5)
    await lab.says(PMO, "Ada", "!meilenstein zugestimmt M1")
    await lab.says(TEAM, "Anna", "!meilenstein erreicht M1")
    await lab.pass_(days=2)
