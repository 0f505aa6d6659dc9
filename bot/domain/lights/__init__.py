"""Traffic lights: what a group says of its content and its resources, and what follows from it."""
