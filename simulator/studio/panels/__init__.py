"""Panels of the studio, one for each tab, and what they are made of."""
