"""Where lectures come from."""
