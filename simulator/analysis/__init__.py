"""Runs -> answers: what happened, why, to whom and at what cost, each number with its interval."""
