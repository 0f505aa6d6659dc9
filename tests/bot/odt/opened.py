"""An ODT file as LibreOffice opens it: what is in it, and whether it is what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from odfdo import Document

_USED = re.compile(r'text:style-name="([^"]*)"')
_NAMED = re.compile(r'style:name="([^"]*)"')


@dataclass(frozen=True)
class Opened:
    """The parts of a file that is sound."""

    document: Document
    content: str
    """The XML of what is written in it."""

    @property
    def lines(self) -> list[str]:
        """The words of each heading and paragraph, in order."""
        found = self.document.body.get_elements("//text:h | //text:p")
        return [element.text_recursive for element in found]

    @property
    def headings(self) -> list[tuple[int, str]]:
        return [(int(header.level or 0), header.text_recursive) for header in self.document.body.headers]


def opened(data: bytes) -> Opened:
    """The file, after the look that a strict reader takes: its type first and uncompressed, nothing missing, no style that is not there."""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        content, styles = (archive.read(name).decode() for name in ("content.xml", "styles.xml"))
        listed = set(re.findall(r'full-path="([^"]*)"', archive.read("META-INF/manifest.xml").decode()))
        assert {name for name in listed if not name.endswith("/")} <= set(archive.namelist())
    assert set(_USED.findall(content)) <= set(_NAMED.findall(styles)) | set(_NAMED.findall(content))
    return Opened(Document(BytesIO(data)), content)
