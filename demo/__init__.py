"""A homeserver, people and rooms of its own: what `lotse demo` and the tests play on."""
