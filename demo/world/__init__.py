"""A homeserver, people and rooms of its own; tests and benchmarks use them too."""
