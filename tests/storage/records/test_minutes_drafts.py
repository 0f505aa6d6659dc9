"""Are drafts of minutes and what people object to in them kept as the ports say?"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.ids import EventId, Number, UserId
from bot.domain.minutes.document import Item, MinutesDocument, Noted, Outcome, Presence
from bot.domain.minutes.draft import Draft, Objection
from bot.domain.minutes.running import Minutes
from bot.ports import Store
from tests.storage.examples import ANNA, NOW, TEAM, TUESDAY, after, session

S1 = Number("S", 1)
DRAFT = Draft(session=S1, planned=TUESDAY, posted_at=NOW, open_topics=(Number("T", 7), Number("T", 9)))
OBJECTION = Objection(session=S1, planned=TUESDAY, event=EventId("$1"), by=ANNA, text="Marburg war dabei", at=NOW)
DOCUMENT = MinutesDocument(
    session=S1,
    title="Sitzung",
    group="Steuerungskreis",
    began=NOW,
    presence=Presence(there=("Gießen",), is_quorate=True, voices=1),
    items=(Item(topic=Number("T", 7), title="Hosting", outcome=Outcome.HANDLED, lines=(Noted(text="vertraulich"),)),),
)


async def held(store: Store) -> None:
    async with store.transaction() as tx:
        team = await tx.teams.add(TEAM)
        await tx.sessions.add(session(1, team))
        await tx.minutes.save(Minutes(session=S1, planned=TUESDAY, team=team.id, started_at=NOW))


async def test_a_draft_comes_back_as_it_was_with_its_document(store: Store) -> None:
    await held(store)
    async with store.transaction() as tx:
        assert await tx.drafts.of_date(S1, TUESDAY) is None
        await tx.drafts.save(DRAFT)
        assert await tx.drafts.of_date(S1, TUESDAY) == DRAFT
        assert list(await tx.drafts.unfinished()) == [(S1, TUESDAY)]
        final = DRAFT.final(DOCUMENT, at=after(days=7))
        await tx.drafts.save(final)
        assert await tx.drafts.of_date(S1, TUESDAY) == final
        assert list(await tx.drafts.unfinished()) == []


async def test_objections_come_back_in_their_order_and_are_forgotten_together(store: Store) -> None:
    await held(store)
    later = replace(OBJECTION, event=EventId("$0"), by=UserId("@ben:stadt.example"), text="", at=after(minutes=5))
    async with store.transaction() as tx:
        await tx.drafts.save(DRAFT)
        for each in (later, OBJECTION):
            await tx.drafts.save_objection(each)
        assert list(await tx.drafts.objections(S1, TUESDAY)) == [OBJECTION, later]
        settled = replace(OBJECTION, topic=Number("T", 12)).settled(at=NOW)
        await tx.drafts.save_objection(settled)
        assert await tx.drafts.objection_of(EventId("$1")) == settled and await tx.drafts.objection_of(EventId("$2")) is None
        await tx.drafts.delete_objection(settled)
        assert list(await tx.drafts.objections(S1, TUESDAY)) == [later]
        await tx.drafts.delete(S1, TUESDAY)
        assert list(await tx.drafts.objections(S1, TUESDAY)) == []
        assert await tx.drafts.of_date(S1, TUESDAY) is None
