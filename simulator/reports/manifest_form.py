"""What the manifest of a run or a comparison must hold before anything is simulated from it."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST_REPLICATIONS = 1_000_000
"""As the commands allow."""


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class _Settings(_Part):
    replications: int = Field(ge=1, le=MOST_REPLICATIONS)
    seed: int = Field(ge=0, le=2**64 - 1)
    engine: str
    is_steady_state: bool


class _Entry(_Part):
    name: str
    label: str
    origin: str
    data: dict[str, Any]
    scenario_sha256: str
    values_sha256: str


class _Note(_Part):
    kind: str
    facts: dict[str, int | float | str]


class _Made(_Part):
    versions: dict[str, str]


class _Form(_Part):
    settings: _Settings
    scenarios: list[_Entry] = Field(min_length=1)
    notes: list[_Note]
    provenance: list[_Made] = Field(min_length=1)
    measures: list[str] = []


class _Run(_Form):
    scenarios: list[_Entry] = Field(min_length=1, max_length=1)


class _Comparison(_Form):
    scenarios: list[_Entry] = Field(min_length=2)


_FORMS: dict[str, type[_Form]] = {"run": _Run, "compare": _Comparison}


def manifest_problem(manifest: dict[str, Any], file: Path) -> str:
    """What is wrong with a manifest, in one sentence.

    Parameters
    ----------
    manifest : dict
        Plain data with a ``study``; of kinds other than run and compare nothing is asked.
    file : Path
        Where it stands.

    Returns
    -------
    str
        Empty if nothing is wrong.
    """
    form = _FORMS.get(str(manifest["study"]))
    if form is None:
        return ""
    try:
        form.model_validate(manifest)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(map(str, fault["loc"]))
        if fault["type"] == "missing":
            return f"{file} lacks {place}; simulate again with --out"
        said = fault["msg"][:1].lower() + fault["msg"][1:]
        return f"{file}: {place}: {said}; simulate again with --out"
    return ""
