"""Readers of transcript files, one a format."""
