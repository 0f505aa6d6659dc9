"""Are alerts about red lights and letters on risks kept as the ports say?"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.escalation import Arrival
from bot.domain.ids import EventId, Number
from bot.domain.lights.red_alert import RedAlert, Turned
from bot.domain.lights.risk_letter import LetterState, RiskLetter, RiskRemark
from bot.ports import Store
from tests.storage.examples import ANNA, NOW, TEAM, after


async def test_an_alert_comes_back_as_it_was_saved_last(store: Store) -> None:
    async with store.transaction() as tx:
        team = (await tx.teams.add(TEAM)).id
        turned = (Turned(light="content", since=NOW), Turned(light="resources", since=NOW))
        await tx.red_alerts.add(RedAlert(id=0, team=team, lights=turned, raised_at=NOW))
        alert = (await tx.red_alerts.of_team(team))[0]
        assert alert.lights == turned and alert.shown is Arrival.UNDER_WAY and alert.id
        after_all = replace(alert.taken(by=ANNA, at=after(days=1)), shown=Arrival.ARRIVED, blocker=Number("B", 3))
        await tx.red_alerts.save(after_all)
        assert list(await tx.red_alerts.of_team(team)) == [after_all]


async def test_letters_are_open_until_they_are_sent_or_declined(store: Store) -> None:
    first, second = RiskLetter(key="month:2026-12", due_at=NOW), RiskLetter(key="month:2027-01", due_at=after(days=28))
    async with store.transaction() as tx:
        await tx.risk_letters.put(second)
        await tx.risk_letters.put(first)
        assert list(await tx.risk_letters.open()) == [first, second] and await tx.risk_letters.last_sent() is None
        sent = replace(first, state=LetterState.SENT)
        await tx.risk_letters.put(sent)
        await tx.risk_letters.put(second.decided(LetterState.DECLINED, by=ANNA, at=NOW))
        assert list(await tx.risk_letters.open()) == [] and await tx.risk_letters.last_sent() == sent
        assert await tx.risk_letters.get("month:2027-02") is None


async def test_remarks_stand_in_their_order_until_they_are_deleted(store: Store) -> None:
    letter = RiskLetter(key="month:2026-12", due_at=NOW)
    one = RiskRemark(event=EventId("$b"), letter=letter.key, by=ANNA, at=NOW, text="Wir suchen")
    two = replace(one, event=EventId("$a"), at=after(days=1), text="Gefunden")
    async with store.transaction() as tx:
        await tx.risk_letters.put(letter)
        for each in (two, one):
            await tx.risk_letters.save_remark(each)
        assert list(await tx.risk_letters.remarks(letter.key)) == [one, two]
        await tx.risk_letters.save_remark(replace(one, text="Wir suchen noch"))
        assert (await tx.risk_letters.remark_of(one.event)) == replace(one, text="Wir suchen noch")
        await tx.risk_letters.delete_remark(two.event)
        assert await tx.risk_letters.remark_of(two.event) is None
