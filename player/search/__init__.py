"""Finding phrases in what was said."""
