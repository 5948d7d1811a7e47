"""What the dictionary of a log says of skills, paper and the end of shifts is what the scenario says."""

from offices import TEXT, case_class, exponential, office, station, steps
from simulator.engines import names_of

ASSUMED = {"source": "assumed"}
HOURS = {"roster": [{"from": "08:00", "to": "16:00", "servers": 1}]}


def test_skills_paper_and_pauses():
    paper = {"effect": "paper", "after_min": 5, "speed": 0.5, "enter_at": "entri", **ASSUMED}
    leave = {"effect": "leave", "after_min": 7, **ASSUMED}
    names = names_of(
        office(
            staff=[
                {"name": "depan", "title": TEXT, "persons": 2, "skills": ["dua", "satu"], **HOURS, **ASSUMED},
                {"name": "belakang", "title": TEXT, "persons": 1, "skills": ["satu"], **HOURS, **ASSUMED},
            ],
            stations=[
                station("satu"),
                station("dua", at_shift_end="pause"),
                station("arsip", servers=1, needs=["oss"], on_outage=paper),
                station("web", kind="self_service", needs=["oss"], on_outage=leave),
                station("entri", servers=1, service_time=exponential(5)),
            ],
            case_classes=[case_class(route=steps("satu", "dua", "arsip", "web", service_time=exponential(5)))],
            outages=[{"subsystem": "oss", "title": TEXT, "up": exponential(300), "down": exponential(40)}],
        ).resolved
    )
    assert names.skills == (("dua", "satu"), ("dua", "satu"), ("satu",))
    assert names.paper_after_ms == (-1, -1, 300_000, -1, -1)
    assert names.pausing == ("dua",)
