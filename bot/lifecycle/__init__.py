"""The life cycle of a process: starting, leading, timers, the replay after a restore."""
