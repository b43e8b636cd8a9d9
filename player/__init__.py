"""A terminal player for long lectures: live transcript, phrase search, timestamped notes."""
