"""The tour's chapter on a session of the steering committee: voices, a deputy, votes, minutes. What is told before each step, and how it is
played."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from demo.wait import lotse_receipts, lotse_says
from demo.world.project import Project

TITLE = "Entscheiden"


async def seat(project: Project) -> None:
    room = project.steering
    for person in (project.anna, project.sabine, project.lukas):
        await project.miriam.invite(room.id, person.user_id)
        await person.join(room.id)
    for municipality, holder in (("Gießen", project.katrin), ("Marburg", project.anna), ("Wetzlar", project.sabine)):
        await project.miriam.say(room.id, f"!vertretung sitz {municipality} {holder.user_id}")
        await lotse_says(room, f"🪑 {municipality}: {holder.display_name}")


async def prepare(project: Project) -> None:
    room = project.steering
    await project.katrin.say(room.id, "!treffen Sondersitzung\nwann: in einer Stunde")
    await lotse_says(room, "S4 Sondersitzung")
    await project.katrin.say(room.id, "!agenda Hosting bei der ekom21\nart: entscheidung\nvorlage: https://stadt.example/hosting")
    await lotse_says(room, "T5 Hosting bei der ekom21", "(S4)")
    await project.anna.say(room.id, "!agenda Logo der App")
    await lotse_receipts(room, "!agenda Logo der App", "🗓️ T6")


async def name_deputy(project: Project) -> None:
    await project.sabine.say(project.steering.id, f"!vertretung {project.lukas.user_id} S4")
    await lotse_says(project.steering, "Lukas Hahn spricht am", "für Wetzlar")


async def begin(project: Project) -> None:
    await project.katrin.say(project.steering.id, "!protokoll start S4")
    await lotse_says(project.steering, "📝 Sondersitzung (S4), läuft seit", "▶️ T5 Hosting", buttons="⏭️ ➕ 🏁")
    question = await lotse_says(project.steering, "Wer ist da?", "Wetzlar (vertreten von Lukas Hahn)", buttons="✅")
    await project.katrin.react(project.steering.id, question.event_id, "✅")
    await lotse_says(project.steering, "Da: Gießen, Marburg, Wetzlar (3 von 3 Stimmen)", "davon vertreten: Wetzlar")


async def vote(project: Project) -> None:
    room = project.steering
    await project.katrin.say(room.id, "!beschluss abstimmen T5")
    card = await lotse_says(room, "🗳️ Abstimmung D1: Hosting bei der ekom21", buttons="👍 👎 ⚪")
    await project.katrin.react(room.id, card.event_id, "👍")
    await project.anna.react(room.id, card.event_id, "👍")
    await project.lukas.react(room.id, card.event_id, "⚪")
    await lotse_says(room, "3 von 3 Stimmen abgegeben")
    await project.katrin.say(room.id, "!beschluss schließen D1")
    await lotse_says(room, "D1 gilt: Hosting bei der ekom21", "2 dafür, 0 dagegen, 1 Enthaltung")


async def go_on(project: Project) -> None:
    room = project.steering
    await project.katrin.say(room.id, "!protokoll weiter: Die ekom21 bekommt den Zuschlag")
    card = await lotse_says(room, "📝 Sondersitzung (S4), läuft seit", "▶️ T6 Logo der App")
    await project.anna.say(room.id, "Drei Entwürfe liegen vor", reply_to=card.event_id)
    await lotse_receipts(room, "Drei Entwürfe", "📝")
    await project.anna.say(room.id, "!aufgabe Entwürfe verschicken\nwer: Lukas Hahn\nbis: in einer Woche")
    await lotse_says(room, "A3 Entwürfe verschicken", "Lukas Hahn")


async def end(project: Project) -> None:
    room = project.steering
    await project.katrin.say(room.id, "!protokoll ende")
    await lotse_says(
        room, "Protokoll, Entwurf: Sondersitzung (S4)", "vertreten: Wetzlar · beschlussfähig", "D1 gilt", "A3 Entwürfe", "Drei Entwürfe"
    )
    await lotse_says(room, "protokoll-", "-S4.md")


async def object_to(project: Project) -> None:
    room = project.steering
    draft = await lotse_says(room, "Protokoll, Entwurf: Sondersitzung (S4)")
    await project.lukas.say(room.id, "Einwand: Es waren zwei Entwürfe", reply_to=draft.event_id)
    await lotse_says(room, "Einwand zum Protokoll S4 von Lukas Hahn: Es waren zwei Entwürfe", buttons="✅ ➕")


async def mend(project: Project) -> None:
    room = project.steering
    line = await lotse_receipts(room, "Drei Entwürfe", "📝")
    await project.anna.edit(room.id, line.event_id, "Zwei Entwürfe liegen vor")
    await lotse_says(room, "Protokoll, Entwurf", "Zwei Entwürfe liegen vor")
    objection = await lotse_says(room, "Einwand zum Protokoll S4 von Lukas Hahn")
    await project.katrin.react(room.id, objection.event_id, "✅")
    await lotse_says(room, "✅ Einwand zum Protokoll S4 geklärt, sagt Katrin Sommer")


async def in_writing(project: Project) -> None:
    room = project.steering
    await project.katrin.say(room.id, "!beschluss Logo B wird verwendet\nart: umlauf\nvorlage: https://stadt.example/logo")
    card = await lotse_says(room, "📨 Umlaufbeschluss D2: Logo B wird verwendet", buttons="👍 👎 ⚪")
    for person in (project.katrin, project.anna, project.sabine):
        await person.react(room.id, card.event_id, "👍")
    await lotse_says(room, "D2 gilt: Logo B wird verwendet", "3 dafür")


STEPS: tuple[tuple[str, Callable[[Project], Awaitable[None]]], ...] = (
    ("Der Steuerungskreis entscheidet. Miriam sagt Lotse, wer für welche Kommune spricht.", seat),
    ("Katrin setzt eine Sondersitzung an, zwei Themen stehen auf der Agenda.", prepare),
    ("Sabine kann nicht und lässt sich von Lukas vertreten.", name_deputy),
    ("Los geht es: das Thema auf der Karte, und wer ist da?", begin),
    ("Abgestimmt wird mit dem Daumen, eine Stimme je Kommune.", vote),
    ("Weiter zum nächsten Thema. Anna antwortet auf die Karte, das steht im Protokoll.", go_on),
    ("Schluss. Der Entwurf steht im Raum, das Ganze hängt als Datei daran.", end),
    ("Lukas hat einen Einwand. Katrin, die moderiert, erfährt es.", object_to),
    ("Anna bearbeitet ihre Nachricht, Katrin tippt ✅ an: geklärt.", mend),
    ("Und was nicht bis zur nächsten Sitzung warten kann, geht schriftlich.", in_writing),
)
"""What is told before, in one short German line, and the play."""
