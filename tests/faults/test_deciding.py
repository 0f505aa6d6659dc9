"""Votes and minutes: whatever dies or is refused on the way, a result is said once and is right, with one draft and one final document."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.ids import EventId
from tests.faults import every_step
from tests.faults.deciding import SESSION, WRITTEN, ballot_card, decided, in_session, seated, until
from tests.faults.every_step import PARTS, Undisturbed
from tests.faults.faults import Fault, Refusal, Request
from tests.faults.lab import PMO, STEERING, Lab
from tests.faults.room_log import Answer, Oddities
from tests.world import BOT, user

pytestmark = pytest.mark.thorough

REFUSED = Answer(403, '{"errcode": "M_FORBIDDEN", "error": "No."}')


@pytest.fixture(scope="module")
def committee(lab_founded: Lab, place: Path) -> Lab:
    return asyncio.run(seated(lab_founded, place / "seated"))


@pytest.fixture(scope="module")
def undisturbed(committee: Lab, place: Path) -> Undisturbed:
    told = asyncio.run(every_step.undisturbed(committee, place / "undisturbed-decision", decided))
    assert any("D1 Logo B wird verwendet in-force 1 0 1" in record for record in told.end.records)
    assert any("D2 Hosting bei der ekom21 in-force 2 1 0" in record for record in told.end.records)
    assert told.end.waiting == 0
    return told


@pytest.mark.parametrize("part", range(PARTS))
async def test_wherever_it_dies_what_was_decided_is_said_once_and_is_right(
    part: int, committee: Lab, place: Path, undisturbed: Undisturbed
) -> None:
    await every_step.dies_on_the_way(committee, place / f"deciding-{part}", decided, undisturbed, part)


@pytest.mark.parametrize("times", [1, 3, 40])
@pytest.mark.parametrize("fault", [*Fault, REFUSED], ids=lambda fault: getattr(fault, "name", "REFUSED"))
async def test_however_the_homeserver_answers_the_count_is_right(fault: Fault | Answer, times: int, committee: Lab, tmp_path: Path) -> None:
    lab = committee.again(tmp_path)
    lab.server.odd = Oddities(page_limit=1)
    lab.server.faults = [(frozenset({Request.RELATIONS}), fault)] * times
    await lab.start()
    await until(lab, SESSION)
    await in_session(lab)
    assert _result(lab, "D1") == "2 dafür, 1 dagegen, 0 Enthaltungen"
    assert times > 1 or not lab.server.faults, "the request was never made"
    await lab.stop()


async def test_what_was_given_before_the_deadline_counts_however_long_it_was_away(committee: Lab, tmp_path: Path) -> None:
    lab, card = await _in_writing(committee, tmp_path)
    await lab.stop()
    lab.server.add(STEERING, user("Max"), "m.reaction", _tap("👍", card))
    lab.clock.advance(timedelta(days=2))
    lab.server.add(STEERING, user("Wanda"), "m.reaction", _tap("👎", card))
    await lab.start()
    await lab.pass_(minutes=10)
    assert _result(lab, "D1") == "2 dafür, 0 dagegen, 0 Enthaltungen"
    assert [event for event in lab.spoken(STEERING, "abgeschlossen am 25.11. 00:00")], "the last one is told that it was late"
    await lab.stop()


async def test_what_no_sync_has_told_is_counted_from_the_homeserver(committee: Lab, tmp_path: Path) -> None:
    lab, card = await _in_writing(committee, tmp_path)
    withdrawn = await lab.taps(STEERING, "Max", "👎", on=card)
    lab.server.odd = Oddities(unheard=frozenset({"m.reaction", "m.room.redaction"}))
    await lab.taps(STEERING, "Wanda", "👍", on=card)
    await lab.deletes(STEERING, "Max", withdrawn)
    await lab.pass_(days=2)
    assert _result(lab, "D1") == "2 dafür, 0 dagegen, 0 Enthaltungen"
    await lab.stop()


@pytest.mark.parametrize("how", Refusal)
async def test_where_the_room_takes_nothing_the_register_and_the_pmo_have_the_result_once(
    how: Refusal, committee: Lab, tmp_path: Path
) -> None:
    lab, card = await _in_writing(committee, tmp_path)
    await lab.taps(STEERING, "Max", "👍", on=card)
    lab.server.refuse(STEERING, user("Ada"), BOT, how)
    await lab.pass_(days=2)
    lab.server.take_again(STEERING, user("Ada"), BOT)
    await lab.pass_(days=1)
    (told,) = lab.spoken(PMO, "D1 gilt")
    assert "2 dafür, 0 dagegen, 0 Enthaltungen" in told.content["body"]
    asked = await lab.says(STEERING, "Ada", "!beschluss zeige D1")
    (shown,) = lab.carrying(f"answer:{asked}")
    assert "2 dafür, 0 dagegen, 0 Enthaltungen" in shown.content["body"]
    await lab.stop()


async def _in_writing(committee: Lab, folder: Path) -> tuple[Lab, EventId]:
    """A vote in writing that is open until tomorrow, in which Gisela has voted."""
    lab = committee.again(folder)
    await lab.start()
    await lab.says(STEERING, "Ada", f"!beschluss {WRITTEN} | art: umlauf | vorlage: https://cloud.example/logo.pdf")
    card = (await ballot_card(lab, WRITTEN)).id
    await lab.taps(STEERING, "Gisela", "👍", on=card)
    return lab, card


def _tap(key: str, card: EventId) -> dict[str, object]:
    return {"m.relates_to": {"rel_type": "m.annotation", "event_id": card, "key": key}}


def _result(lab: Lab, number: str) -> str:
    """The counts as the only message about the result has them."""
    (said,) = lab.carrying(f"vote result:{number}:1")
    return str(said.content["body"].splitlines()[1].removeprefix("🙋 "))
