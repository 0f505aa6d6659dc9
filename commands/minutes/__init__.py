"""`!protokoll`: what comes of a session while it is held."""
