"""The exploring tab of the studio in a real browser: what is typed there outlives a reload, heard or not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from studio_walk import COMPUTED_MS, Planner

pytestmark = [pytest.mark.browser, pytest.mark.verify]


def test_a_reload_at_any_moment_loses_nothing_of_a_question(studio_site, visit):
    """A number that was heard, a wrong one, and one typed at the moment of the reload; then the question is answered."""
    seen = visit(f"{studio_site.url}studio")
    planner, page = Planner(seen.page, "id"), seen.page
    planner.begin()
    planner.go("explore")
    page.get_by_label("Hasil yang dilihat").first.select_option("sojourn_time_mean")
    replications, budget = page.get_by_label("Banyaknya ulangan").first, page.get_by_label("Anggaran tambahan")
    replications.fill("enam")
    expect(page.get_by_text("Ini belum bisa dibaca sebagai angka").first).to_be_visible()
    budget.fill("77")
    page.reload()
    seen.wait()
    expect(page.get_by_label("Hasil yang dilihat").first).to_have_value("sojourn_time_mean", timeout=COMPUTED_MS)
    expect(replications).to_have_value("enam")
    expect(page.get_by_text("Ini belum bisa dibaca sebagai angka").first).to_be_visible()
    expect(budget).to_have_value("77")
    replications.fill("5")
    planner.button("Hitung semua nilai ini").click()
    expect(page.get_by_text("dinilai bersama-sama").first).to_be_visible(timeout=COMPUTED_MS)
    replications.fill("6")
    expect(page.get_by_text("sudah berubah sejak hitungan ini").first).to_be_visible()
    assert seen.faults() == []
