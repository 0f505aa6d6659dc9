"""The tour's chapter on a retrospective and what follows from it: what is told before each step, and how it is played."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from demo.wait import TIMEOUT_S, lotse_receipts, lotse_says
from demo.world.project import Project, Room

TITLE = "Zurückblicken"


async def plan(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!retro planen in 3 Wochen um 15 Uhr\nformat: gut-schlecht-idee")
    await lotse_says(project.inventory, "R1 Retro", "Spalten: Gut · Schlecht · Idee")
    await lotse_says(project.inventory, "R1.ics")


async def note(project: Project) -> None:
    await project.tobias.say(project.inventory.id, "!retro schlecht: Protokolle schreiben wir doppelt")
    await lotse_receipts(project.inventory, "!retro schlecht: Protokolle", "📝")


async def ask_for_the_way(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!retro anonym")
    direct = Room(id=await _invited(project), name="Direktchat", about="Anna allein mit Lotse", members=(project.anna,))
    await project.anna.join(direct.id)
    project.opened.append(direct)
    await lotse_says(direct, "ohne deinen Namen an")
    await project.anna.say(direct.id, "retro R1 idee: Sitzungen auf eine Stunde kürzen")
    await lotse_says(direct, "ohne deinen Namen bei R1")


async def begin(project: Project) -> None:
    await project.tobias.say(project.inventory.id, "!retro start")
    await lotse_says(project.inventory, "▶️ R1 Retro", "2 Notizen")
    for words in ("1 · Schlecht: Protokolle", "2 · Idee: Sitzungen"):
        await lotse_says(project.inventory, words, buttons="👍")


async def vote(project: Project) -> None:
    ballot = await lotse_says(project.inventory, "2 · Idee: Sitzungen")
    await project.anna.react(project.inventory.id, ballot.event_id, "👍")
    await project.tobias.say(project.inventory.id, "!retro stimme 1 2")
    await lotse_receipts(project.inventory, "!retro stimme 1 2", "👍")


async def follow(project: Project) -> None:
    ballot = await lotse_says(project.inventory, "1 · Schlecht: Protokolle")
    await project.tobias.say(project.inventory.id, "Aufgabe: Eine Vorlage für alle Protokolle", reply_to=ballot.event_id)
    await lotse_says(project.inventory, "A2 Eine Vorlage", "Aus R1, Notiz 1")


async def end(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!retro ende")
    await lotse_says(project.inventory, "R1 ist beendet", "2 · Sitzungen auf eine Stunde kürzen (Idee) – 2 Stimmen")


async def learn(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!lernen Kurze Sitzungen brauchen eine Vorlage\nart: organisation\nretro: R1/2")
    await lotse_says(project.inventory, "L1 Kurze Sitzungen", "R1")


async def ask(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!frage Wer bezahlt den Server?\nfür: pmo")
    await lotse_says(project.inventory, "Q1 Wer bezahlt den Server?", "Geht an: PMO")
    await lotse_says(project.pmo, "Q1 Wer bezahlt den Server?", "Von Anna Brandt (Dateninventur)", buttons="✅ 💤 ➕")


async def answer(project: Project) -> None:
    card = await lotse_says(project.pmo, "Q1 Wer bezahlt den Server?", "Von Anna Brandt")
    await project.jonas.react(project.pmo.id, card.event_id, "✅")
    request = await lotse_says(project.pmo, "Was ist die Antwort auf Q1")
    await project.jonas.say(project.pmo.id, "Das Land, bis Ende 2027", reply_to=request.event_id)
    await lotse_says(project.inventory, "Jonas Keller hat Q1", "Das Land, bis Ende 2027")


STEPS: tuple[tuple[str, Callable[[Project], Awaitable[None]]], ...] = (
    ("Wie arbeiten wir? Anna plant eine Retro, und alle können Notizen abgeben.", plan),
    ("Tobias schreibt gleich eine in die Spalte »schlecht«.", note),
    ("Manches sagt sich leichter ohne Namen. Anna fragt nach dem Weg.", ask_for_the_way),
    ("Es geht los: jede Notiz zum Antippen, und bei keiner steht, von wem sie ist.", begin),
    ("Was ist wichtig? Anna tippt 👍 an, Tobias nennt Nummern.", vote),
    ("Tobias antwortet auf eine Notiz, und sie wird zur Aufgabe.", follow),
    ("Zum Schluss die Rangfolge. Wer wie gestimmt hat, weiß danach niemand mehr.", end),
    ("Und was lernen andere daraus?", learn),
    ("Etwas ist noch zu klären. Anna fragt das PMO.", ask),
    ("Jonas tippt ✅ an und antwortet, Anna erfährt es.", answer),
)
"""What is told before, in one short German line, and the play."""


async def _invited(project: Project) -> str:
    """The direct chat into which the bot has asked Anna."""
    query = {"timeout": "0"}
    async with asyncio.timeout(TIMEOUT_S):
        while True:
            answer = await project.anna.request("GET", "/_matrix/client/v3/sync", query=query)
            for room in answer.get("rooms", {}).get("invite", {}):
                return str(room)
            query = {"timeout": "5000", "since": answer["next_batch"]}
