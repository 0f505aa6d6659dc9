"""What a request says of who asks; the rest of it does not matter to the sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from multidict import CIMultiDict, CIMultiDictProxy


@dataclass(frozen=True)
class Asked:
    cookies: Mapping[str, str]
    headers: CIMultiDict[str] | CIMultiDictProxy[str]
    peer: str
    """The address of the machine that the connection comes from."""
