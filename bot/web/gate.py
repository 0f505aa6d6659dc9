"""How much one address may ask for: pages, and links that are none. Nothing of an address is kept or logged beyond that."""

from __future__ import annotations

from dataclasses import dataclass, field

import structlog

from bot.ports import Clock
from bot.web.asked import Asked
from bot.web.proxies import Proxies
from bot.web.rate_limit import RateLimit

log = structlog.get_logger(__name__)

PAGES_AT_ONCE, PAGES_PER_MINUTE = 240, 240
"""A whole office often has one address."""
TRIES_AT_ONCE, TRIES_PER_MINUTE = 20, 10
"""Of signing in with a link that is none (any more)."""


@dataclass
class Gate:
    proxies: Proxies
    clock: Clock
    pages: RateLimit = field(default_factory=lambda: RateLimit(PAGES_AT_ONCE, PAGES_PER_MINUTE))
    tries: RateLimit = field(default_factory=lambda: RateLimit(TRIES_AT_ONCE, TRIES_PER_MINUTE))
    has_warned: bool = False

    def wait(self, asked: Asked, *, signs_in: bool) -> int:
        """Counts a request; how many seconds its address has to wait, 0 where it is let through."""
        self._look_for_proxy(asked)
        address, now = self.proxies.client(asked), self.clock.now()
        wait = max(self.pages.wait(address, now), self.tries.wait(address, now) if signs_in else 0)
        if not wait:
            self.pages.count(address, now)
        return wait

    def failed(self, asked: Asked) -> None:
        """It was a try to sign in that failed."""
        self.tries.count(self.proxies.client(asked), self.clock.now())

    def _look_for_proxy(self, asked: Asked) -> None:
        if not self.has_warned and not self.proxies.trusted and ("X-Forwarded-For" in asked.headers or "Forwarded" in asked.headers):
            self.has_warned = True
            log.warning("requests come through a proxy that [web] trusted_proxies does not name: all people count as one address")
