"""Facts in and out, checked."""
