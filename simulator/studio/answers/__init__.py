"""Answers of the studio: what a comparison found, and how it is told on the page."""
