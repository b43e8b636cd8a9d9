"""Reading, cleaning, timing and writing transcripts."""
