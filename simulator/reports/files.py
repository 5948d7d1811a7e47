"""The files of a run."""

import json
from pathlib import Path

from simulator.eventlog import write_parquet
from simulator.experiments import Result
from simulator.figures import Lang
from simulator.reports.html import render_html
from simulator.reports.manifest import run_manifest, write_manifest
from simulator.reports.printable import printable
from simulator.reports.run_contents import run_document

NAMES = ("measures.csv", "events.parquet", "report.html", "provenance.json", "study.json")


def write_run(result: Result, folder: Path, lang: Lang = "id") -> list[Path]:
    """Write a run to a folder: measures, events, report, provenance, and the manifest from which all can be made again.

    Parameters
    ----------
    result : Result
        The run.
    folder : Path
        Made if it does not exist; files of an earlier run in it are replaced.
    lang : {"id", "en"}, optional
        Language of the report.

    Returns
    -------
    list of Path
        The files, in the order of :data:`NAMES`. The first two have the same bytes for the same scenario and seed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    measures, events, report, provenance, _ = files = [folder / name for name in NAMES]
    result.measures.to_csv(measures, index=False, lineterminator="\n")
    write_parquet(result.log, events)
    report.write_text(render_html(printable(run_document(result, lang))), encoding="utf-8")
    provenance.write_text(json.dumps(result.provenance.to_dict(), indent=2) + "\n", encoding="utf-8")
    write_manifest(run_manifest(result), folder)
    return files
