"""Where the facts of a story come from: said in the reader's language, and in English as the data package says it."""

import pytest

from simulator.data import find_row, load
from simulator.teaching.lessons.behind_the_counter import KKPR

REVIEW = load("review27", "flow").set_index("id")["cite"]
SAID = {
    "08_behind_the_counter": [find_row(f"regulations/{name}").cite for name in KKPR.values()],
    "11_measuring_quality": [
        load("skm", "elements")["cite"][0],
        load("skm", "weights")["cite"][0],
        load("skm", "bands").set_index("quality").loc["A", "cite"],
    ],
    "14_reading_evidence": [REVIEW["flow-found"], REVIEW["flow-included-text"], REVIEW["flow-included-abstract"]],
}
ENGLISH = (" as quoted", "first paragraph", "Slides", "Director", "equal to", "own count", "derived", "Abstract")


@pytest.mark.parametrize("name", SAID)
def test_a_citation_is_that_of_the_data_package(make_page, name):
    origins = [fact.origin for fact in make_page(name, "en").plan.facts if fact.origin]
    for cite in SAID[name]:
        assert cite in origins


@pytest.mark.parametrize("name", SAID)
def test_an_indonesian_page_cites_in_indonesian(make_page, name):
    html = make_page(name, "id").facts().value
    assert [word for word in ENGLISH if word in html] == []
