"""What is kept on disk: lectures, where they were left, and notes."""
