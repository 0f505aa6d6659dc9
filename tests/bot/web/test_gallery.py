"""Pictures are drawn one after the other, once as long as nothing in them changes, and no page waits long for one."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.pictures import SAMPLE, NotDrawn
from bot.web.gallery import MAX_WAITING, Gallery


class Draftsman:
    """Notes what it is asked to draw, and lets it wait where it is told to."""

    def __init__(self, *, fails: bool = False, at_once: bool = True) -> None:
        self.drawn = 0
        self.at_work = 0
        self.most_at_work = 0
        self.fails = fails
        self.may_end = asyncio.Event()
        if at_once:
            self.may_end.set()

    async def __call__(self, picture: bytes) -> bytes:
        self.drawn += 1
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        await self.may_end.wait()
        self.at_work -= 1
        if self.fails:
            raise NotDrawn("the time is up")
        return b"<svg/>"


async def test_a_picture_is_drawn_once_while_nothing_in_it_changes() -> None:
    draw = Draftsman()
    gallery = Gallery(draw)
    assert [await gallery.svg(SAMPLE), await gallery.svg(SAMPLE)] == ["<svg/>", "<svg/>"]
    assert draw.drawn == 1
    await gallery.svg(replace(SAMPLE, title="anders"))
    assert draw.drawn == 2


async def test_one_is_drawn_at_a_time_and_too_many_do_not_wait() -> None:
    draw = Draftsman(at_once=False)
    gallery = Gallery(draw)
    asked = [asyncio.create_task(gallery.svg(replace(SAMPLE, title=str(count)))) for count in range(MAX_WAITING + 3)]
    await asyncio.sleep(0)
    assert draw.at_work <= 1
    draw.may_end.set()
    found = await asyncio.gather(*asked)
    assert draw.most_at_work == 1 and found.count(None) == 3


async def test_a_page_does_not_wait_for_long_and_has_it_the_next_time() -> None:
    draw = Draftsman(at_once=False)
    gallery = Gallery(draw, patience_s=0)
    assert await gallery.svg(SAMPLE) is None
    draw.may_end.set()
    found = None
    async with asyncio.timeout(5):
        while found is None:
            found = await gallery.svg(SAMPLE)
    assert found == "<svg/>" and draw.drawn == 1


async def test_what_cannot_be_drawn_is_left_out_and_not_tried_again() -> None:
    draw = Draftsman(fails=True)
    gallery = Gallery(draw)
    assert await gallery.svg(SAMPLE) is None and await gallery.svg(SAMPLE) is None
    assert draw.drawn == 1


async def test_without_the_libraries_there_are_no_pictures() -> None:
    assert await Gallery().svg(SAMPLE) is None
