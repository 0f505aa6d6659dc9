"""Starting, leading, timers, restoring: what happens around the life of the process."""
