"""What is true about the work: frozen values and pure functions, no I/O and no clock."""
