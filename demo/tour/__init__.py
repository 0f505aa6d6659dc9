"""The guided tour: chapters of steps, each one played in the rooms and waited for until everybody has seen it.

A new chapter is a tuple of steps, put into TOUR. A step finds what earlier ones left by looking into the rooms, as people do.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from demo.tour import accounting, deciding, meetings, retros, seeing
from demo.world.project import Project, Room
from demo.world.timeline import Line


@dataclass(frozen=True)
class Step:
    """`says` is told before, in one short German line. `play` returns when everything is there; it raises NotSeen otherwise."""

    says: str
    play: Callable[[Project], Awaitable[None]]


@dataclass(frozen=True)
class Chapter:
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A message to wait for: whose, with which words (a regular expression), with all of the reactions that are named."""

    name: str
    words: str
    edited: bool = False
    reactions: str = ""

    def __call__(self, line: Line) -> bool:
        said = line.name == self.name and re.search(self.words, line.body) is not None
        return said and line.edited >= self.edited and set(self.reactions.split()) <= set(line.reactions)


async def lotse_says(room: Room, words: str, *, edited: bool = False, buttons: str = "") -> Line:
    return await _seen(room, Wanted(name="Lotse", words=words, edited=edited, reactions=buttons))


async def said(room: Room, name: str, words: str, *, receipt: str = "") -> Line:
    """What somebody wrote, once the bot has set its `receipt` on it."""
    return await _seen(room, Wanted(name=name, words=words, reactions=receipt))


async def _seen(room: Room, wanted: Wanted) -> Line:
    """By the one who is in the room last: not the one who moderates it."""
    return await room.members[-1].sees(room.id, wanted, timeout=15)


# ------------------------------------------------------------------------------------------------------------------- arriving


async def arrive(project: Project) -> None:
    for room in project.rooms:
        await lotse_says(room, "ich bin Lotse")


async def found_pmo(project: Project) -> None:
    await project.miriam.say(project.pmo.id, "!team PMO\nart: pmo")
    await lotse_says(project.pmo, "Raum des PMO")
    await project.miriam.say(project.steering.id, "!team Steuerungskreis\nart: steuerungskreis")
    await lotse_says(project.steering, "Raum des Steuerungskreises")


async def propose(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!team Dateninventur\nkommunen: Gießen, Marburg\nziel: Alle Datenquellen kennen")
    await lotse_says(project.inventory, "frage das PMO")
    await lotse_says(project.pmo, "Task Force anmelden: Dateninventur", buttons="✅ ❌")


async def confirm(project: Project) -> None:
    card = await lotse_says(project.pmo, "Task Force anmelden: Dateninventur")
    await project.miriam.react(project.pmo.id, card.event_id, "✅")
    await lotse_says(project.inventory, "bestätigt")
    await lotse_says(project.pmo, "Dateninventur gehört zum Projekt", edited=True)


async def second_team(project: Project) -> None:
    await project.sabine.say(project.app.id, "!team Open Smart City App\nkommunen: Offenbach, Wetzlar")
    card = await lotse_says(project.pmo, "Task Force anmelden: .*App", buttons="✅ ❌")
    await project.jonas.react(project.pmo.id, card.event_id, "✅")
    await lotse_says(project.app, "bestätigt")
    await lotse_says(project.pmo, "App gehört zum Projekt", edited=True)


ARRIVING = Chapter(
    "Ankommen",
    (
        Step("Lotse kommt in die vier Räume und stellt sich vor.", arrive),
        Step("Miriam verwaltet das Projekt. Sie sagt Lotse, wer hier wer ist.", found_pmo),
        Step("Anna moderiert ihren Raum und meldet ihre Task Force an.", propose),
        Step("Im PMO genügt ein Tippen, und sie gehört dazu.", confirm),
        Step("Die zweite Task Force kommt genauso dazu.", second_team),
    ),
)

# ------------------------------------------------------------------------------------------------------------------ a blocker

REPORT = "!blocker Datenschutzfreigabe fehlt\nampel: rot\nlösung: AVV-Vorlage aus Gießen nutzen\nverzug: 2 Wochen"


async def report(project: Project) -> None:
    await project.anna.say(project.inventory.id, REPORT)
    await lotse_says(project.inventory, r"B1\b.*\n(.*\n)*.*PMO ist alarmiert")
    await lotse_says(project.pmo, "B1.*Datenschutzfreigabe", buttons="👀 ✅")


async def correct(project: Project) -> None:
    message = await said(project.inventory, "Anna Brandt", "verzug: 2 Wochen")
    await project.anna.edit(project.inventory.id, message.event_id, REPORT.replace("2 Wochen", "4 Wochen"))
    await lotse_says(project.inventory, "4 Wochen", edited=True)
    await lotse_says(project.pmo, "4 Wochen", edited=True)


async def remind(project: Project) -> None:
    await lotse_says(project.pmo, "B1.* wartet noch")
    await lotse_says(project.inventory, "B1.* erinnert")


async def take(project: Project) -> None:
    alert = await lotse_says(project.pmo, "B1.*Datenschutzfreigabe")
    await project.jonas.react(project.pmo.id, alert.event_id, "👀")
    await lotse_says(project.inventory, "Jonas Keller.* kümmert sich um B1")
    await lotse_says(project.inventory, "4 Wochen(.*\n)*.*Jonas Keller .PMO. kümmert", edited=True)
    await lotse_says(project.pmo, "4 Wochen(.*\n)*.*Jonas Keller .PMO. kümmert", edited=True)


async def ask(project: Project) -> None:
    alert = await lotse_says(project.pmo, "B1.*Datenschutzfreigabe")
    await project.jonas.say(project.pmo.id, "Was braucht ihr noch?", reply_to=alert.event_id)
    await said(project.pmo, "Jonas Keller", "braucht ihr", receipt="📝")
    await lotse_says(project.inventory, "braucht ihr")


async def answer(project: Project) -> None:
    question = await lotse_says(project.inventory, "braucht ihr")
    await project.tobias.say(project.inventory.id, "Die Unterschrift aus dem Dezernat", reply_to=question.event_id)
    await said(project.inventory, "Tobias Lang", "Unterschrift", receipt="📝")
    await lotse_says(project.pmo, "Unterschrift aus dem Dezernat")


async def escalate(project: Project) -> None:
    await project.jonas.say(project.pmo.id, "!blocker eskalieren B1 Das Dezernat muss unterschreiben")
    await lotse_says(project.pmo, "B1 liegt jetzt beim Steuerungskreis")
    await lotse_says(project.inventory, "B1.* an den Steuerungskreis gegeben")
    await lotse_says(project.steering, "B1.*Datenschutzfreigabe(.*\n)*.*muss unterschreiben")


async def solve(project: Project) -> None:
    await project.anna.say(project.inventory.id, "!blocker gelöst B1 Das Dezernat hat unterschrieben")
    await said(project.inventory, "Anna Brandt", "!blocker gelöst B1", receipt="✅")
    for room in (project.inventory, project.pmo, project.steering):
        await lotse_says(room, "4 Wochen(.*\n)*.*Gelöst von Anna Brandt", edited=True)


BLOCKER = Chapter(
    "Ein Blocker und sein Weg",
    (
        Step("Anna meldet, was aufhält. Rot heißt: Das PMO erfährt es sofort.", report),
        Step("Vertippt? Anna bearbeitet ihre Nachricht, die Karten ziehen nach.", correct),
        Step("Niemand reagiert, Lotse erinnert. Hier nach 3 Sekunden, sonst nach 4 Arbeitsstunden.", remind),
        Step("Jonas aus dem PMO tippt 👀 an: Er kümmert sich.", take),
        Step("Er fragt nach, indem er auf den Alarm antwortet.", ask),
        Step("Tobias antwortet aus seinem Raum.", answer),
        Step("Das kann das PMO nicht allein lösen: Jonas ruft den Steuerungskreis.", escalate),
        Step("Gelöst! Alle Karten zeigen es.", solve),
    ),
)

# --------------------------------------------------------------------------------------------------------------- with a thumb


async def mistype(project: Project) -> None:
    await project.lukas.say(project.app.id, "!blcoker Testgeräte fehlen")
    await lotse_says(project.app, "Meintest du", buttons="✅")


async def accept(project: Project) -> None:
    suggestion = await lotse_says(project.app, "Meintest du")
    await project.lukas.react(project.app.id, suggestion.event_id, "✅")
    await lotse_says(project.app, "B2.*Testgeräte")


async def suggest_solution(project: Project) -> None:
    card = await lotse_says(project.app, "B2.*Testgeräte")
    await project.sabine.say(project.app.id, "Offenbach kann zwei verleihen", reply_to=card.event_id)
    await said(project.app, "Sabine Roth", "zwei verleihen", receipt="📝")
    await lotse_says(project.app, "B2.*Testgeräte(.*\n)*.*zwei verleihen", edited=True)


async def list_open(project: Project) -> None:
    await project.miriam.say(project.pmo.id, "!blocker")
    await lotse_says(project.pmo, r"Offene Blocker(.*\n)*.*B2")


async def help_me(project: Project) -> None:
    await project.tobias.say(project.inventory.id, "!hilfe")
    await lotse_says(project.inventory, "Das kannst du mir sagen")


BY_THUMB = Chapter(
    "Auf dem Handy",
    (
        Step("Lukas vertippt sich.", mistype),
        Step("✅ antippen, und es gilt.", accept),
        Step("Sabine hat eine Idee und antwortet einfach auf die Karte.", suggest_solution),
        Step("Das PMO fragt, was im Projekt noch offen ist.", list_open),
        Step("Und wer nicht weiterweiß, fragt nach Hilfe.", help_me),
    ),
)

MEETINGS = Chapter(meetings.TITLE, tuple(Step(says, play) for says, play in meetings.STEPS))

RETROS = Chapter(retros.TITLE, tuple(Step(says, play) for says, play in retros.STEPS))

DECIDING = Chapter(deciding.TITLE, tuple(Step(says, play) for says, play in deciding.STEPS))

SEEING = Chapter(seeing.TITLE, tuple(Step(says, play) for says, play in seeing.STEPS))

ACCOUNTING = Chapter(accounting.TITLE, tuple(Step(says, play) for says, play in accounting.STEPS))

TOUR = (ARRIVING, BLOCKER, BY_THUMB, MEETINGS, RETROS, DECIDING, SEEING, ACCOUNTING)
