"""What the published figures come from: the gold annotation and the measures taken on it."""
