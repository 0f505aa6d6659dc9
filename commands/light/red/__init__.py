"""What follows when a light has turned red, or better."""
