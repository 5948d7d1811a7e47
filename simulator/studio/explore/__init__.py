"""Exploring beyond a few plans: knobs in steps, the best levels under a budget, and plans under stress."""
