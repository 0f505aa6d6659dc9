"""The tour's chapter on milestones and traffic lights: one slips, the other group is asked, a light turns red."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from demo.wait import lotse_receipts, lotse_says
from demo.world.project import Project

TITLE = "Sehen, wo es hakt"


async def plan(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!meilenstein Datenkatalog online\nbis: in 10 Monaten\nkennung: MS2")
    await lotse_says(project.inventory, "🎯 Meilenstein · M1 Datenkatalog online", "im Förderbescheid", buttons="✅ 🏁")
    await project.sabine.say(project.app.id, "!meilenstein Bürger-App\nbis: in 11 Monaten\nnach: M1")
    await lotse_says(project.app, "🎯 Meilenstein · M2 Bürger-App", "Braucht vorher: M1", buttons="✅ 🏁")


async def slip(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!meilenstein prognose M1 2 Wochen später Zulieferung fehlt")
    await lotse_says(project.inventory, "2 Wochen später als vereinbart", "M2 Bürger-App", "Das PMO wird jetzt informiert")
    await lotse_says(project.pmo, "M1 Datenkatalog online (Dateninventur) kommt 2 Wochen später", "💬 Zulieferung fehlt")
    await lotse_says(project.app, "Eure M2 Bürger-App braucht das", buttons="✅ ❌")


async def take_over(project: Project) -> None:
    card = await lotse_says(project.app, "Eure M2 Bürger-App braucht das")
    await project.lukas.react(project.app.id, card.event_id, "✅")
    await lotse_says(project.app, "Eure M2 Bürger-App braucht das", "✅ Übernommen.")


async def tell_the_funder(project: Project) -> None:
    await project.jonas.say(project.pmo.id, "!meilenstein angesprochen M1 Frau Weber, am Telefon")
    await lotse_receipts(project.pmo, "!meilenstein angesprochen M1", "👌")
    await lotse_says(project.inventory, "Der Fördermittelgeber ist auf M1 angesprochen")


async def turn_red(project: Project) -> None:
    room = project.inventory
    await project.anna.say(room.id, "!ampel inhalt gelb ressourcen rot Eine Stelle ist unbesetzt\nhilfe: Das PMO sucht Ersatz")
    await lotse_says(room, "🚦 Dateninventur", "🔴 rot · Ressourcen", "🤝 Braucht: Das PMO sucht Ersatz")
    await project.miriam.say(project.pmo.id, "!ampel")
    await lotse_says(project.pmo, "Ampeln im Projekt", "Dateninventur: 🟡 Inhalt → · 🔴 Ressourcen →")


async def look_back(project: Project) -> None:
    await project.miriam.say(project.pmo.id, "!meilenstein trend")
    await lotse_says(project.pmo, "So haben sich die Prognosen bewegt", "2 Wochen nach dem Plan")


STEPS: tuple[tuple[str, Callable[[Project], Awaitable[None]]], ...] = (
    ("Zwei Meilensteine: Der eine braucht den anderen.", plan),
    ("Es wird später. Das PMO erfährt es, die andere Gruppe wird gefragt.", slip),
    ("Lukas tippt ✅ an und übernimmt die zwei Wochen. Von selbst verschiebt sich nichts.", take_over),
    ("Der Termin steht im Förderbescheid. Jonas hat angerufen und sagt es Lotse.", tell_the_funder),
    ("Eine Ampel wird rot, mit Grund und mit dem, was hilft.", turn_red),
    ("Und Miriam sieht, wie sich die Prognosen bewegt haben.", look_back),
)
"""What is told before, in one short German line, and the play."""
