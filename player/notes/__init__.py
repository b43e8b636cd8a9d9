"""Notes as text of other formats."""
