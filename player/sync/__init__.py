"""Where a transcript belongs on a recording, found from where speech is and is not."""
