"""The pure centre: clocks, conditions, indicators and publication rules. Standard library only."""
