"""A PMO that has only the user page makes the report of a quarter, and hands over to a stand-in, in one piece on a real homeserver."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work

USER_PAGE = Path(__file__).parents[2] / "docs" / "de" / "bedienung.md"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: Any) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


def shown_under(heading: str) -> list[str]:
    """The commands that the user page shows under a heading, as somebody would copy them."""
    _, _, rest = USER_PAGE.read_text().partition(f"\n{heading}\n")
    part = re.split(r"^## ", rest, maxsplit=1, flags=re.MULTILINE)[0]
    return [block.strip() for block in re.findall(r"^```text\n(.*?)^```", part, re.MULTILINE | re.DOTALL)]


async def test_a_pmo_with_the_user_page_alone_makes_a_report_and_hands_over(project: Project, anna: Person, ben: Person) -> None:
    ada, pmo, bot = project.ada, project.pmo, project.bot
    team = await project.team(ben, name="Dateninventur")
    await project.team(name="Kommunikation")  # never answers
    await ada.invite(pmo, anna.user_id)
    await anna.join(pmo)
    await ben.say(team, "!blocker Freigabe fehlt | ampel: rot")
    alert = await project.sees(ada, pmo, "Freigabe fehlt")
    await ada.react(pmo, alert.event_id, "👀")
    await project.sees(ben, team, "kümmert sich um B1")

    # The group says what it has done, as its part of the page shows it.
    status, called, contribution, overview = shown_under("## Berichte an den Fördermittelgeber")[:4]
    await ben.say(team, f"{contribution}\nfür: Q3 2026")
    await project.sees(ben, team, "Für den Bericht .*Q3 2026.* von Dateninventur steht jetzt")
    await ben.say(team, called)
    await project.sees(ben, team, "51.000 €")
    await ada.say(pmo, status)
    await project.sees(ada, pmo, "Kommunikation")
    await ada.say(pmo, overview)
    await project.sees(ada, pmo, "Übersicht Task Forces")

    # The PMO makes the report: there is no steering committee, so nobody has to accept it.
    draft, release, decided, sent = shown_under("### Den Bericht machen: PMO und Steuerungskreis")[:4]
    assert decided.startswith("!bericht abnehmen")
    await ada.say(pmo, draft)
    shown = await project.sees(ada, pmo, "Entwurf: Bericht")
    assert "Kommunikation: abgerufen, erreicht, Abweichung, Ausblick" in shown.body
    await ada.say(pmo, release)
    await project.sees(ada, pmo, "2026-Q3.1.* ist freigegeben")
    await ada.say(pmo, sent)
    await project.sees(ada, pmo, "2026-Q3.1.* ist übermittelt")

    # Somebody is away, and Anna stands in.
    page, handover = shown_under("## Wenn jemand im PMO ausfällt")
    await anna.say(pmo, page)
    seen = await project.sees(anna, pmo, "Für die Vertretung im PMO")
    parts = [f"{number} ·" for number in range(1, 9)]
    assert [seen.body.index(part) for part in parts] == sorted(seen.body.index(part) for part in parts)
    pill = f'<a href="https://matrix.to/#/{anna.user_id}">{anna.display_name}</a>'
    plain = handover.replace("@eva", anna.display_name)
    said = await ada.say(pmo, plain, plain.replace(anna.display_name, pill).replace("\n", "<br>"))
    told = await project.answer(ada, pmo, said)
    assert "vertritt Ada Amt bis" in told.body and "B1 Freigabe fehlt" in told.body
    assert told.content["m.mentions"]["user_ids"] == [anna.user_id]
    await ben.sees(team, lambda line: line.sender == bot.user_id and f"{anna.display_name} (PMO) kümmert sich darum" in line.body)

    # A power cut changes nothing, and the message that handed over is deleted: everything goes back.
    await bot.kill()
    await bot.start()
    await ada.redact(pmo, said)
    await project.sees(ada, pmo, "Die Vertretung ist zurückgenommen")
    await ben.sees(team, lambda line: line.sender == bot.user_id and "Ada Amt (PMO) kümmert sich darum" in line.body)
