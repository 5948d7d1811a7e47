"""How much is kept at most, so that no page and no program fills the disk."""

NAME_LETTERS = 40
TITLE_LETTERS = 120
SEATS = 200
DAYS = 60
JP = 200

RESULT_BYTES = 4_096
TEXT_LETTERS = 2_000
OBJECT_LETTERS = 120

#: Sixteen lessons leave some 600 events; more than eight times that is a program gone wild.
EVENTS_PER_LEARNER = 5_000

STUDY_NAME_LETTERS = 60
STUDY_BYTES = 1_000_000
STUDIES_PER_LEARNER = 100

GUEST_DAYS = 180
"""A guest who did nothing for as long is forgotten, for by then the browser's cookie is no longer good."""
