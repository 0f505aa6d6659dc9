"""The tour's chapter on reports: funds, a contribution, the overview of all task forces, the draft of a quarter, the year."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from demo.wait import lotse_says
from demo.world.project import Project

TITLE = "Bericht erstatten"


async def call_funds(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!bericht abgerufen 51 T€")
    await lotse_says(project.inventory, "💶 Dateninventur: 51.000 € abgerufen")


async def contribute(project: Project) -> None:
    await project.tobias.say(project.inventory.id, "!bericht beitrag\nerreicht: Der Katalog ist online\nausblick: Schulung der Kommunen")
    await lotse_says(project.inventory, "von Dateninventur steht jetzt", "erreicht: Der Katalog ist online", "fehlt noch: Abweichung")


async def overview(project: Project) -> None:
    await project.miriam.say(project.pmo.id, "!bericht übersicht")
    await lotse_says(project.pmo, "Übersicht Task Forces", "Dateninventur", "abgerufen 51.000 €")
    await lotse_says(project.pmo, "uebersicht-")


async def draft(project: Project) -> None:
    await project.jonas.say(project.pmo.id, "!bericht quartal")
    await lotse_says(project.pmo, "📄 Entwurf: Bericht Q", "Als »keine Angabe« steht drin")
    await lotse_says(project.pmo, "bericht-")


async def year(project: Project) -> None:
    await project.sabine.say(project.app.id, "!bericht jahr")
    await lotse_says(project.app, "📦 Das Jahr", "🏁 Meilensteine", "🚧 Blocker")
    await lotse_says(project.app, "jahr-")


STEPS: tuple[tuple[str, Callable[[Project], Awaitable[None]]], ...] = (
    ("Anna trägt ein, wie viel Geld abgerufen ist, so wie man es eben schreibt.", call_funds),
    ("Tobias sagt, was erreicht ist. Lotse weiß, was noch fehlt.", contribute),
    ("Miriam sieht alle Task Forces, hier und als Dateien.", overview),
    ("Der Entwurf für das Quartal macht sich selbst, als Dateien zum Übernehmen.", draft),
    ("Und das ganze Jahr, für alle.", year),
)
"""What is told before, in one short German line, and the play."""
