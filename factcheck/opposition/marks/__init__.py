"""Which words of two claims to mark: reading, negation, charge, denial, contrast and figures."""
