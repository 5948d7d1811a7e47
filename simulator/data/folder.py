"""Where the data are: in the checkout, or in the package that was installed."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGE / "_datasets"

DATASETS = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent / "datasets"
"""One folder for each data package, and the library of scenarios. A wheel carries it inside the package."""
