"""Tables of segments: datasets that hold the transcripts of many lectures, a row a segment."""
