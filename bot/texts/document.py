"""A text as a document: its Markdown as headings, paragraphs, lists, tables and pictures, with what people wrote as plain words.

`![](trend)` in a text is the place of the picture of that kind; where it has none, it leaves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from markdown_it.token import Token

from bot.odt import HEADING, ITEM, PARAGRAPH, PICTURE, TABLE, Block, Document, Run
from bot.pictures import Worded, encoded
from bot.texts.render import MARK, parsed_file

_TAGS = {"de": "de-DE", "en": "en-GB"}


def document(markdown: str, literals: Sequence[str], language: str, at: datetime, pictures: Mapping[str, Worded] | None = None) -> Document:
    """The document of a text in Markdown whose marks stand for `literals`, made at `at`; its title is its first heading.

    `pictures` are those that it may show, by their kind.
    """
    blocks = tuple(_blocks(parsed_file(markdown), literals, pictures or {}))
    titles = ("".join(run.text for run in block.runs) for block in blocks if block.kind == HEADING)
    return Document(
        title=next(titles, ""), language=_TAGS[language], created_at=at.replace(microsecond=0, tzinfo=None).isoformat(), blocks=blocks
    )


def _blocks(tokens: Sequence[Token], literals: Sequence[str], pictures: Mapping[str, Worded]) -> list[Block]:
    blocks: list[Block] = []
    lists: list[bool] = []
    """Of each list that is open, whether it has numbers."""
    heading, in_item, begins = 0, False, False
    rows: list[list[tuple[Run, ...]]] | None = None
    """Of the table that is open, the cells that were read."""
    for token in tokens:
        match token.type:
            case "heading_open":
                heading = int(token.tag.removeprefix("h"))
            case "bullet_list_open" | "ordered_list_open":
                lists.append(token.type == "ordered_list_open")
                begins = True
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                in_item = True
            case "table_open":
                rows = []
            case "tr_open" if rows is not None:
                rows.append([])
            case "table_close" if rows is not None:
                caption = _taken_caption(blocks)
                blocks.append(Block(kind=TABLE, runs=caption, rows=tuple(map(tuple, rows))))
                rows = None
            case "inline" if rows is not None:
                rows[-1].append(tuple(_runs(token.children or [], literals)))
            case "inline" if token.children and all(child.type == "image" for child in token.children):
                found = (pictures.get(str(child.attrGet("src"))) for child in token.children)
                blocks += [_picture(picture) for picture in found if picture is not None]
            case "inline":
                runs = tuple(_runs(token.children or [], literals))
                if heading:
                    runs = tuple(replace(run, text=" ".join(run.text.split("\n"))) for run in runs)  # a heading is one line
                    blocks.append(Block(kind=HEADING, level=heading, runs=runs))
                elif lists and in_item:
                    blocks.append(Block(kind=ITEM, level=len(lists), is_numbered=lists[-1], begins=begins, runs=runs))
                    begins = False
                else:
                    blocks.append(Block(kind=PARAGRAPH, runs=runs))
                heading, in_item = 0, False
    return blocks


def _picture(picture: Worded) -> Block:
    return Block(kind=PICTURE, picture=encoded(picture).decode(), runs=(Run(text=picture.title),), alternative=picture.caption)


def _taken_caption(blocks: list[Block]) -> tuple[Run, ...]:
    """The caption of the table that follows: a paragraph just before it, all of it emphasized. It is taken out of the blocks."""
    last = blocks[-1] if blocks else None
    if last is None or last.kind != PARAGRAPH or not last.runs or not all(run.is_emphasized for run in last.runs):
        return ()
    blocks.pop()
    return tuple(replace(run, is_emphasized=False) for run in last.runs)


def _runs(tokens: Sequence[Token], literals: Sequence[str]) -> list[Run]:
    runs: list[Run] = []
    strong = emphasized = 0
    target = ""
    for token in tokens:
        match token.type:
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "em_open":
                emphasized += 1
            case "em_close":
                emphasized -= 1
            case "link_open":
                target = str(token.attrGet("href"))
            case "link_close":
                target = ""
            case "softbreak" | "hardbreak":
                runs.append(Run(text="\n"))
            case "text" | "code_inline":
                words = MARK.sub(lambda match: literals[int(match[1])].strip(), token.content)
                if words:
                    runs.append(Run(text=words, is_strong=strong > 0, is_emphasized=emphasized > 0, target=target))
    return runs
