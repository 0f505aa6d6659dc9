"""Keys, devices and trust in encrypted rooms."""
