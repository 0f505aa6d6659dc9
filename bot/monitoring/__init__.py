"""What is served over HTTP, where `[web] listen` is set: health and metrics. Its modules are imported only then: they cost memory."""


class CannotListen(Exception):
    """The address cannot be listened on; the message says why, and what to do."""
