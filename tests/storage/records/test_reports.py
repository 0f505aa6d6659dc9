"""Are funds called, contributions, released reports and handovers kept as their ports say?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.handovers import Handover
from bot.domain.ids import EventId, Number, TeamId, UserId
from bot.domain.lights.course import Point
from bot.domain.lights.report import Aspect, Colour
from bot.domain.reports.amounts import MAX_EUROS
from bot.domain.reports.contributions import Entry, Gap, Part
from bot.domain.reports.document import Cover, GroupPart, LightLine, Report, ReportDocument, ReportState, RiskLine
from bot.domain.reports.figures import Figure
from bot.domain.reports.periods import Quarter
from bot.ports import Store
from tests.storage.examples import ANNA, NOW, TEAM, after

Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)
BEN = UserId("@ben:stadt.example")


def figure(team: TeamId, called: int, event: str = "$1") -> Figure:
    return Figure(id=0, team=team, called=called, day=date(2026, 9, 30), at=NOW, by=ANNA, event=EventId(event))


def entry(team: TeamId, text: str, mark: str, *, period: Quarter = Q3, part: Part = Part.ACHIEVED) -> Entry:
    return Entry(id=0, team=team, period=period, part=part, text=text, at=NOW, by=ANNA, mark=mark)


def document(*, words: str = "Der Katalog <b>ist</b> online 🎉") -> ReportDocument:
    light = LightLine(
        aspect=Aspect.CONTENT,
        colour=Colour.RED,
        since=date(2026, 9, 1),
        reason="Stelle",
        course=(Point(day=date(2026, 9, 1), colour=Colour.RED),),
    )
    return ReportDocument(
        cover=Cover(title="Open Smart City", reference="13FKZ0815", contact="", period=Q3, made_on=date(2026, 10, 1)),
        light=light,
        overview=(),
        milestones=(),
        groups=(GroupPart(name="Dateninventur", words={Part.ACHIEVED: (words,)}, lights=(light,), gaps=(Gap.CALLED,)),),
        risks=(RiskLine(group="Dateninventur", colour=Colour.RED, text="Server", since=date(2026, 9, 1), number=Number("B", 1)),),
        decisions=(),
        learnings=(),
        questions=(),
    )


def report(revision: int, *, period: Quarter = Q3) -> Report:
    return Report(
        id=0,
        period=period,
        revision=revision,
        state=ReportState.RELEASED,
        document=document(),
        released_at=NOW,
        released_by=ANNA,
    )


async def test_figures_are_rows_that_stay_when_they_are_taken_back(store: Store) -> None:
    async with store.transaction() as tx:
        team, other = (await tx.teams.add(TEAM)).id, (await tx.teams.add(TEAM)).id
        for each in (figure(team, 51_000), figure(team, 0, "$2"), figure(other, MAX_EUROS, "$3")):
            await tx.reports.add_figure(each)
        first, second, third = await tx.reports.figures()
        assert [each.called for each in (first, second, third)] == [51_000, 0, MAX_EUROS] and len({first.id, second.id, third.id}) == 3
        assert replace(first, id=0) == figure(team, 51_000)
        assert list(await tx.reports.figures(other)) == [third]

        await tx.reports.withdraw_figure(second, after(minutes=1))
        assert list(await tx.reports.figures_of_event(EventId("$2"))) == []
        assert list(await tx.reports.figures(team)) == [first, replace(second, withdrawn_at=after(minutes=1))]


async def test_what_a_deleted_message_said_loses_its_words(store: Store) -> None:
    async with store.transaction() as tx:
        team = (await tx.teams.add(TEAM)).id
        await tx.reports.say(entry(team, "Katalog online", "$1"), entry(team, "keine", "$1", part=Part.DEVIATION))
        await tx.reports.say(entry(team, "Schulung", "$2", period=Q4))
        achieved, deviation = await tx.reports.said(Q3)
        assert [each.text for each in (achieved, deviation)] == ["Katalog online", "keine"]
        assert list(await tx.reports.said_by("$1")) == [achieved, deviation]

        await tx.reports.take_back(achieved, after(minutes=1))
        gone, kept = await tx.reports.said(Q3, team)
        assert (gone.text, gone.withdrawn_at, kept) == ("", after(minutes=1), deviation)
        assert list(await tx.reports.said_by("$1")) == [deviation]
        assert [each.text for each in await tx.reports.said(Q4)] == ["Schulung"]


async def test_a_released_report_says_the_same_for_ever_and_only_its_state_goes_on(store: Store) -> None:
    async with store.transaction() as tx:
        await tx.reports.release(report(2))
        await tx.reports.release(report(1))
        await tx.reports.release(report(1, period=Q4))
        first, second = await tx.reports.released(Q3)
        assert [each.name for each in (first, second)] == ["2026-Q3.1", "2026-Q3.2"]
        assert first.document == document() and first.id != second.id
        assert [each.name for each in await tx.reports.released()] == ["2026-Q3.1", "2026-Q3.2", "2026-Q4.1"]

        returned = replace(first.returned("Zahlen fehlen", by="Gießen", at=after(days=1)), document=document(words="anders"))
        await tx.reports.save(returned)
        await tx.reports.save(second.accepted(by="Gießen", at=after(days=2)).sent(date(2026, 10, 21)))
        first, second = await tx.reports.released(Q3)
        assert first == replace(returned, document=document()), "what it says stays"
        assert (second.state, second.sent_on, second.decided_at) == (ReportState.SENT, date(2026, 10, 21), after(days=2))
        assert await tx.reports.released_periods() == {Q3, Q4}
        await tx.reports.save(second.returned("", by="", at=after(days=3)))
        assert await tx.reports.released_periods() == {Q4}


async def test_a_handover_runs_until_it_has_ended(store: Store) -> None:
    numbers = (Number("B", 1), Number("A", 12))
    begun = Handover(id=0, absent=ANNA, stand_in=BEN, until=date(2027, 1, 15), numbers=numbers, by=ANNA, at=NOW, event=EventId("$1"))
    async with store.transaction() as tx:
        first = await tx.handovers.add(begun)
        second = await tx.handovers.add(replace(begun, absent=BEN, stand_in=ANNA, numbers=(), event=EventId("$2")))
        assert replace(first, id=0) == begun and await tx.handovers.get(first.id) == first
        assert list(await tx.handovers.running()) == [first, second]
        assert list(await tx.handovers.of_event(EventId("$1"))) == [first]

        await tx.handovers.end(first, after(days=60))
        assert list(await tx.handovers.running()) == [second] and list(await tx.handovers.of_event(EventId("$1"))) == []
        assert await tx.handovers.get(first.id) == replace(first, ended_at=after(days=60))
        assert await tx.handovers.get(999) is None
