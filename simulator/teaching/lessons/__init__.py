"""The lessons: each module makes the plan of one, with its function ``plan(lab, words)``."""

LESSONS: dict[str, str] = {
    "00_our_office": "our_office",
    "01_why_queues_explode": "why_queues_explode",
    "02_variation_costs": "variation_costs",
    "03_one_line_or_many": "one_line_or_many",
    "04_morning_peak": "morning_peak",
    "05_online_counter_assisted": "online_counter_assisted",
    "06_when_the_network_fails": "when_the_network_fails",
    "07_files_sent_back": "files_sent_back",
    "08_behind_the_counter": "behind_the_counter",
    "09_legal_clock": "legal_clock",
    "10_who_is_left_behind": "who_is_left_behind",
    "11_measuring_quality": "measuring_quality",
    "12_is_the_difference_real": "is_the_difference_real",
    "13_which_rupiah_helps": "which_rupiah_helps",
    "14_reading_evidence": "reading_evidence",
    "15_your_office": "your_office",
}
"""Name of a lesson -> its module in this package, imported when the lesson is opened."""
