"""A whole study as a file that people can read, and the studio can open again."""

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from simulator.scenario import ScenarioError
from simulator.studio.hand_over.ready import one_line
from simulator.studio.knobs.knob import Knob, find_knob
from simulator.studio.offices import build
from simulator.studio.study import NOW, Plan, Study, StudyError, study_data
from simulator.studio.uploads import study_from_text
from simulator.teaching.words import Words

__all__ = ["study_yaml"]

_WIDTH = 4096
_LONGEST_COMMENT = 110


def study_yaml(study: Study, words: Words) -> str:
    """A study as YAML: all that was typed, right or wrong, with comments on what is what.

    Parameters
    ----------
    study : Study
        The study.
    words : Words
        Language of the comments.

    Returns
    -------
    str
        :func:`simulator.studio.uploads.read_upload` reads an equal study from it.
    """
    text = _written(study, words, LiteralScalarString)
    return text if _is_same(text, study) else _written(study, words, DoubleQuotedScalarString)


def _is_same(text: str, study: Study) -> bool:
    """Whether the study comes back; a block of lines cannot hold every letter of an own office."""
    try:
        return study_from_text(text) == study
    except (StudyError, ScenarioError):
        return False


def _written(study: Study, words: Words, block: type[str]) -> str:
    _ = words
    data = CommentedMap(study_data(study))
    if study.base is not None and study.base.text:
        data["base"] = {**data["base"], "text": block(study.base.text)}
    data["base"] = {key: value for key, value in (data["base"] or {}).items() if value} or None
    data["settings"] = {key: value for key, value in data["settings"].items() if value is not None}
    data["now"] = _plan(study, study.now, words)
    data["plans"] = CommentedSeq(_plan(study, plan, words) for plan in study.plans)
    comments = {
        "name": _("Nama studi"),
        "base": _("Kantor yang menjadi dasar: nama di pustaka (library), atau isi berkas sendiri (text)"),
        "now": _("Keadaan sekarang: hitungan Anda sendiri, pengganti angka contoh"),
        "plans": _("Rencana; yang tidak disebut tetap seperti sekarang. Isian ditulis seperti diketik di studio"),
        "settings": _("Cara membandingkan: banyaknya ulangan, dan benih acak (seed)"),
    }
    for key, comment in comments.items():
        data.yaml_set_comment_before_after_key(key, before=comment)
    data.yaml_set_start_comment(_("Studi SimPTSP. Buka di studio: tab Kantor, unggah berkas ini.") + "\n")
    stream = io.StringIO()
    _yaml().dump(data, stream)
    return stream.getvalue()


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width, yaml.allow_unicode = _WIDTH, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _plan(study: Study, plan: Plan, words: Words) -> CommentedMap:
    entries = CommentedMap((key, DoubleQuotedScalarString(text)) for key, text in plan.entries.items())
    data: dict[str, Any] = {"key": plan.key, "name": DoubleQuotedScalarString(plan.name), "entries": entries}
    if plan.key == NOW:
        del data["name"]
    for key, comment in _comments(study, plan, words).items():
        entries.yaml_add_eol_comment(comment, key)
    return CommentedMap(data)


def _comments(study: Study, plan: Plan, words: Words) -> dict[str, str]:
    """What each entry is, and its value before; nothing where the office cannot be read."""
    try:
        groups = build(study, plan.key, words).groups if study.base else ()
    except ScenarioError:
        return {}
    known = {key: find_knob(groups, key) for key in plan.entries}
    return {key: _comment(knob, words) for key, knob in known.items() if knob is not None}


def _comment(knob: Knob, words: Words) -> str:
    _ = words
    what = ", ".join(part for part in (knob.part, knob.label) if part)
    before = "" if knob.patch or knob.now is None else knob.kind.write(knob.now, words)
    if knob.unit and before:
        before = f"{before} {knob.unit}"
    said = _("{what} (semula {before})").format(what=what, before=before) if before else what
    return one_line(said if len(said) <= _LONGEST_COMMENT else what)
