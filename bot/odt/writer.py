"""The program that the child process runs: a document on standard input, its ODT file on standard output.

    python writer.py MAX_MEMORY_BYTES

It imports nothing of the bot, and nothing imports it: see `child.py`.
"""

from __future__ import annotations

import base64
import json
import os
import re
import resource
import sys
from datetime import datetime
from io import BytesIO
from typing import Any

Data = dict[str, Any]
"""A document, block or run as `bot.odt` declares it, from JSON."""

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""
BULLETS, NUMBERS = "List_20_1", "Numbering_20_1"
"""List styles of the library's empty document."""
_THUMBNAIL = "Thumbnails/thumbnail.png"
"""Of the empty document."""
BODY = "Text_20_body"
CELL = "Cell"
TABLES, PICTURES = "Table", "Figure"
"""The sequences that captions are numbered in."""
_WORDS = {"de": {TABLES: "Tabelle", PICTURES: "Abbildung"}, "en": {TABLES: "Table", PICTURES: "Figure"}}
_WIDEST_CM, _HIGHEST_CM = 17.0, 21.0
"""Of a picture on the page of the empty document, with room for its caption."""
STRONG, EMPHASIS, STRONG_EMPHASIS = "Strong_20_Emphasis", "Emphasis", "Strong_20_Emphasis_20_Italic"


def main() -> None:
    limit = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    os.nice(10)  # the bot answers first
    document = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(file_of(document))


def file_of(document: Data) -> bytes:
    from odfdo import Document  # noqa: PLC0415  # after the limit is set

    made = Document("text")
    made.language = document["language"]
    made.meta.title = _kept(document["title"])
    made.meta.generator = "Lotse"
    _add_text_styles(made)
    made.meta.creation_date = datetime.fromisoformat(document["created_at"])
    made.del_part(_THUMBNAIL)
    made.manifest.del_full_path(_THUMBNAIL)
    made.body.clear()
    captions = Captions(document["language"])
    made.body.append(captions.declarations())
    for element in _elements(made, document["blocks"], captions):
        made.body.append(element)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _add_text_styles(made: Any) -> None:
    from odfdo import Style  # noqa: PLC0415

    bold = {"fo:font-weight": "bold", "style:font-weight-asian": "bold", "style:font-weight-complex": "bold"}
    italic = {"fo:font-style": "italic", "style:font-style-asian": "italic", "style:font-style-complex": "italic"}
    for name, properties in ((STRONG, bold), (EMPHASIS, italic), (STRONG_EMPHASIS, bold | italic)):
        style = Style("text", name=name, display_name=name.replace("_20_", " "))
        style.set_properties(properties, area="text")
        made.insert_style(style)
    cell = Style("table-cell", name=CELL, display_name=CELL)
    cell.set_properties({"fo:border": "0.5pt solid #808080", "fo:padding": "0.1cm"}, area="table-cell")
    made.insert_style(cell, automatic=True)


class Captions:
    """Captions with numbers of their own, from which an office makes its lists of tables and of figures."""

    def __init__(self, language: str) -> None:
        self._words = _WORDS["de" if language.startswith("de") else "en"]
        self._counts = dict.fromkeys((TABLES, PICTURES), 0)

    def declarations(self) -> Any:
        from odfdo import Element  # noqa: PLC0415

        declared = Element.from_tag("text:sequence-decls")
        for sequence in self._counts:
            declared.append(Element.from_tag(f'<text:sequence-decl text:display-outline-level="0" text:name="{sequence}"/>'))
        return declared

    def next_name(self, sequence: str) -> str:
        self._counts[sequence] += 1
        return f"{self._words[sequence]}{self._counts[sequence]}"

    def paragraph(self, block: Data, sequence: str) -> Any:
        """The caption of the table or picture that was named last."""
        from odfdo import Element, Paragraph  # noqa: PLC0415

        count = self._counts[sequence]
        made = Paragraph(f"{self._words[sequence]} ", style="Caption")
        number = Element.from_tag(
            f'<text:sequence text:ref-name="ref{sequence}{count}" text:name="{sequence}" text:formula="ooow:{sequence}+1"'
            f' style:num-format="1">{count}</text:sequence>'
        )
        made.append(number)
        made.append(": ")
        _fill(made, block["runs"])
        return made


def _table(block: Data, name: str) -> Any:
    """A table whose first row is its header, repeated on every page and read out with each cell."""
    from odfdo import Cell, Element, Paragraph, Row, Table  # noqa: PLC0415

    table = Table(name)
    width = max(len(row) for row in block["rows"])
    table.append(Element.from_tag(f'<table:table-column table:number-columns-repeated="{width}"/>'))
    header = Element.from_tag("table:table-header-rows")
    table.append(header)
    for place, cells in enumerate(block["rows"]):
        row = Row()
        for runs in cells:
            cell = Cell(style=CELL)
            cell.set_attribute("office:value-type", "string")
            paragraph = Paragraph(style=BODY)
            _fill(paragraph, [{**run, "is_strong": True} for run in runs] if place == 0 else runs)
            cell.append(paragraph)
            row.append(cell)
        (header if place == 0 else table).append(row)
    return table


def _picture(made: Any, block: Data, name: str) -> Any:
    """A paragraph with the picture in it, as wide as the page, with its alternative text."""
    from odfdo import Element, Frame, Paragraph  # noqa: PLC0415

    source = made.add_file(BytesIO(base64.b64decode(block["png"])))
    scale = min(_WIDEST_CM / block["width"], _HIGHEST_CM / block["height"])
    size = (f"{block['width'] * scale:.2f}cm", f"{block['height'] * scale:.2f}cm")
    frame = Frame.image_frame(source, name=name, size=size, anchor_type="as-char")
    for tag, words in (("svg:title", "".join(run["text"] for run in block["runs"])), ("svg:desc", block["alternative"])):
        told = Element.from_tag(tag)
        told.text = _kept(words)
        frame.append(told)
    paragraph = Paragraph(style=BODY)
    paragraph.append(frame)
    return paragraph


def _elements(made: Any, blocks: list[Data], captions: Captions) -> list[Any]:
    """The elements of the body: headings, paragraphs, tables, pictures, and lists with the lists in them."""
    from odfdo import Header, List, ListItem  # noqa: PLC0415

    elements: list[Any] = []
    open_lists: list[Any] = []
    for block in blocks:
        level = block["level"]
        if block["kind"] == "item":
            del open_lists[level - 1 if block["begins"] else level :]
            while len(open_lists) < level:
                opened = List(style=NUMBERS if block["is_numbered"] else BULLETS)
                if not open_lists:
                    elements.append(opened)
                else:
                    inside = open_lists[-1].get_items()
                    if not inside:
                        open_lists[-1].append(ListItem())
                        inside = open_lists[-1].get_items()
                    inside[-1].append(opened)
                open_lists.append(opened)
            item = ListItem()
            item.append(_paragraph(block))
            open_lists[-1].append(item)
            continue
        open_lists = []
        if block["kind"] == "heading":
            header = Header(level)
            header.style = f"Heading_20_{level}"
            _fill(header, block["runs"])
            elements.append(header)
        elif block["kind"] == "table":
            name = captions.next_name(TABLES)
            if block["runs"]:
                elements.append(captions.paragraph(block, TABLES))
            elements.append(_table(block, name))
        elif block["kind"] == "picture":
            elements.append(_picture(made, block, captions.next_name(PICTURES)))
            elements.append(captions.paragraph(block, PICTURES))
        else:
            elements.append(_paragraph(block))
    return elements


def _paragraph(block: Data) -> Any:
    from odfdo import Paragraph  # noqa: PLC0415

    made = Paragraph(style=BODY)
    _fill(made, block["runs"])
    return made


def _fill(paragraph: Any, runs: list[Data]) -> None:
    """Puts the words into a paragraph or heading. `append` of text keeps spaces and line ends as elements of their own."""
    from odfdo import Link, Span  # noqa: PLC0415

    for run in runs:
        text = _kept(run["text"])
        style = {
            (True, False): STRONG, (False, True): EMPHASIS, (True, True): STRONG_EMPHASIS,
        }.get((run["is_strong"], run["is_emphasized"]))  # fmt: skip
        if run["target"]:
            paragraph.append(Link(run["target"], text=text))
        elif style is not None:
            span = Span(style=style)
            span.append(text)
            paragraph.append(span)
        else:
            paragraph.append(text)


def _kept(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("", text)


if __name__ == "__main__":
    main()
