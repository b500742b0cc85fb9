"""Who is meant by a phrase, and on whose side they stand."""
