"""How figures are written: numbers, bounds, units, times, and what is counted by them."""
