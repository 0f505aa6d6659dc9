"""What is believed of a reverse proxy: who has signed in there, and which address a request comes from. Of anybody else nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from bot.config.types import Network
from bot.domain.ids import UserId
from bot.web.asked import Asked

_USER = re.compile(r"@[^\s:@]{1,200}:[A-Za-z0-9.\-\[\]:]{1,230}")
_FOR = re.compile(r'(?:^|;)\s*+for\s*+=\s*+(?:"([^"]*+)"|([^;"\s]*+))', re.IGNORECASE)
MAX_HOPS = 20

Address = IPv4Address | IPv6Address


@dataclass(frozen=True)
class Proxies:
    trusted: tuple[Network, ...] = ()
    user_header: str = ""
    """The header in which a trusted proxy names who has signed in, by a whole Matrix id; empty for none."""

    def user(self, asked: Asked) -> UserId | None:
        """Whom a trusted proxy names. A header that came twice is one that somebody has added: it names nobody."""
        if not self.user_header or not self.is_trusted(_address(asked.peer)):
            return None
        named = asked.headers.getall(self.user_header, [])
        return UserId(named[0]) if len(named) == 1 and _USER.fullmatch(named[0]) else None

    def names_users(self, asked: Asked) -> bool:
        """Whether a trusted proxy says anything of who has signed in: then nothing else counts."""
        return bool(self.user_header) and self.is_trusted(_address(asked.peer)) and self.user_header in asked.headers

    def client(self, asked: Asked) -> str:
        """The address that a request comes from: the last one on its way that is no trusted proxy. An IPv6 network counts as one."""
        here = _address(asked.peer)
        if self.is_trusted(here):
            for said in self._way(asked):
                address = _address(said)
                if address is None:
                    break
                here = address
                if not self.is_trusted(here):
                    break
        if isinstance(here, IPv6Address):
            return str(IPv6Address(int(here) >> 64 << 64))
        return str(here or "")

    def is_trusted(self, address: Address | None) -> bool:
        return address is not None and any(address in network for network in self.trusted)

    def _way(self, asked: Asked) -> Iterator[str]:
        """The addresses that the request has come by, the nearest first. Only one header counts: a proxy sets one, and passes the other."""
        by = asked.headers.getall("X-Forwarded-For", [])
        if by:
            hops = ",".join(by).split(",")
        else:
            matches = [_FOR.search(each) for each in ",".join(asked.headers.getall("Forwarded", [])).split(",")]
            hops = [(match[1] or match[2] or "") if match else "" for match in matches]
        yield from reversed(hops[-MAX_HOPS:])


def _address(said: str) -> Address | None:
    """An address with or without a port; None for what is none, such as `unknown`."""
    said = said.strip()
    if said.startswith("["):
        said = said[1:].partition("]")[0]
    elif said.count(":") == 1:
        said = said.partition(":")[0]
    try:
        address = ip_address(said.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
