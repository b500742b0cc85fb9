"""Where claims oppose each other: candidate pairs, relations, score, matter and reason."""
