"""A steering committee that decides: a vote in writing, then a session with minutes and a vote, until the minutes are final."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from tests.faults.lab import STEERING, Lab
from tests.faults.room_log import Event, Oddities
from tests.world import BERLIN, user

SEATS = {"Gießen": "Gisela", "Marburg": "Max", "Wetzlar": "Wanda"}
SESSION = datetime(2026, 11, 24, 10, tzinfo=BERLIN)
WRITTEN, SPOKEN = "Logo B wird verwendet", "Hosting bei der ekom21"


async def seated(founded: Lab, folder: Path) -> Lab:
    """The committee has its voices, a session tomorrow and a topic for it. The bot is not running."""
    lab = founded.again(folder)
    for person in SEATS.values():
        content = {"membership": "join", "displayname": person}
        lab.server.add(STEERING, user(person), "m.room.member", content, state_key=user(person))
    await lab.start()
    for municipality, person in SEATS.items():
        await lab.says(STEERING, "Ada", f"!vertretung sitz {municipality} {user(person)}")
    await lab.says(STEERING, "Ada", "!treffen Steuerungskreis | wann: 24.11.2026 10:00 | dauer: 60")
    await lab.says(STEERING, "Ada", f"!agenda {SPOKEN} | art: entscheidung | vorlage: https://cloud.example/h.pdf")
    await lab.pass_(minutes=1)
    await lab.stop()
    return lab


async def ballot_card(lab: Lab, text: str) -> Event:
    """The message that people vote on, once it is there: a bot that died before it was sent waits a little at its start."""
    await lab.pass_(seconds=30)
    return next(each for each in lab.spoken(STEERING, text) if "Stimmen abgegeben" in each.content["body"])


async def until(lab: Lab, moment: datetime) -> None:
    await lab.pass_(seconds=(moment - lab.clock.now()).total_seconds())


async def decided(lab: Lab) -> None:
    """One vote in writing that its deadline ends, one in the session that the moderator ends, and the minutes."""
    lab.server.odd = Oddities(sync_limit=1, page_limit=1)
    await lab.start()
    await lab.says(STEERING, "Ada", f"!beschluss {WRITTEN} | art: umlauf | vorlage: https://cloud.example/logo.pdf")
    in_writing = (await ballot_card(lab, WRITTEN)).id
    await lab.taps(STEERING, "Gisela", "👍", on=in_writing)
    slip = await lab.taps(STEERING, "Max", "👎", on=in_writing)
    await until(lab, SESSION)
    await in_session(lab)
    await lab.deletes(STEERING, "Max", slip)
    await lab.taps(STEERING, "Max", "⚪", on=in_writing)
    await lab.pass_(days=2)


async def in_session(lab: Lab) -> None:
    await lab.says(STEERING, "Ada", "!protokoll start")
    await lab.says(STEERING, "Ada", "!protokoll da: Gießen, Marburg, Wetzlar")
    await lab.says(STEERING, "Ada", "!beschluss abstimmen T1 | wer: Stefan")
    spoken = await ballot_card(lab, SPOKEN)
    (number,) = re.findall(r"\bD\d+\b", spoken.content["body"])[:1]
    for person, key in (("Gisela", "👍"), ("Max", "👎"), ("Wanda", "👍"), ("Max", "👍"), ("Wanda", "👎")):
        await lab.taps(STEERING, person, key, on=spoken.id)
        await lab.pass_(seconds=2)
    await lab.says(STEERING, "Ada", f"!beschluss schließen {number}")
    await lab.pass_(minutes=5)
    await lab.says(STEERING, "Ada", "!protokoll weiter: so beschlossen")
    await lab.says(STEERING, "Ada", "!protokoll ende")
    await lab.pass_(minutes=5)
