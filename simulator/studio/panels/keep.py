"""The tab Simpan: the study's name, other studies, and all that can be taken away."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from ipywidgets import HTML, Layout, Widget

from simulator.studio.desk import Desk
from simulator.studio.hand_over import HandOverError, code, notebook, study_yaml
from simulator.studio.hand_over.lab import hub_link, is_in_lab, lab_link
from simulator.studio.hand_over.names import file_stem, write_beside
from simulator.studio.panels.keep_made import LONGEST_QUESTION, QUESTION, TAB, MakesFiles, question_of
from simulator.studio.panels.making import Made
from simulator.studio.panels.panel import StudioPanel, prose
from simulator.studio.panels.shelf_list import ShelfList
from simulator.studio.parts import Buttons, Download, Line
from simulator.studio.shelf import ShelfError
from simulator.studio.study import LONGEST_NAME
from simulator.teaching.words import Words

__all__ = ["Keep"]

YAML, PYTHON, NOTEBOOK = "application/yaml", "text/x-python", "application/x-ipynb+json"


class Keep(StudioPanel):
    """Keep the study, and hand it over.

    Attributes
    ----------
    name : Line
        What the study is called.
    question : Line
        What the head of office wants to know: it stands at the head of the report.
    buttons : Buttons
        Duplicate it, begin another.
    studies : ShelfList
        All that is on the shelf.
    makes : MakesFiles
        Report and scenario file, which take time.
    study_file, program, notebook : Download
        What is ready at once.
    write : Buttons
        In JupyterLab, in place of a download of the notebook.
    said : Message
        What became of the last file.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, lang = self.words, self.words.lang
        self.is_in_lab = is_in_lab()
        self.name = Line(lang=lang, label=_("Nama studi"), longest=LONGEST_NAME, on_type=self._rename)
        self.question = Line(
            lang=lang, label=_("Pertanyaan pimpinan (boleh kosong)"), longest=LONGEST_QUESTION, on_type=self._ask
        )
        self.question.add_class("st-wide")
        self.question.unit = _("Tercetak di awal laporan.")
        self.buttons = Buttons(lang=lang, on_press=self._press)
        self.where = HTML(layout=Layout(margin="0"))
        self.studies = ShelfList(desk, on_open=lambda: None)
        self.makes = MakesFiles(desk)
        self.said = self.message()
        self.study_file, self.program, self.notebook = (
            Download(lang=lang, label=label, quiet=True, on_ask=ask)
            for label, ask in (
                (_("Unduh berkas studi"), self._send_study),
                (_("Unduh program Python"), self._send_program),
                (_("Unduh buku kerja JupyterLab"), self._send_notebook),
            )
        )
        self.write = Buttons(lang=lang, on_press=lambda _key: self._write_notebook())
        self.write.show([{"key": "write", "label": _("Simpan buku kerja JupyterLab di folder ini"), "quiet": True}])
        self._heads = self._headings()

    def refresh(self) -> None:
        """Show the study as it is now."""
        _ = self.words
        study = self.desk.study
        self.name.show(study.name, f"{self.desk.key}/name")
        self.question.show(question_of(self.desk), f"{self.desk.key}/question")
        self.buttons.show([{"key": "duplicate", "label": _("Gandakan studi ini"), "quiet": True}])
        self.where.value = prose(f"<p>{escape(self._until())}</p>").value
        self.studies.refresh()
        if study.base is None:
            self.fill((self._heads[0], self.where, self.studies))
            return
        self.makes.refresh()
        top, files, programs = self._heads
        book = self.write if self.is_in_lab else self.notebook
        parts: list[Widget] = [top, self.name, self.question, self.buttons, self.where, self.makes]
        self.fill([*parts, files, self.study_file, programs, self.program, book, self.said, self.studies])

    # ---- the study

    def _rename(self, text: str) -> None:
        self.desk.act(lambda study: study.named(text), what="name")

    def _ask(self, text: str) -> None:
        self.desk.type_into(TAB, {QUESTION: text[:LONGEST_QUESTION]})
        self.refresh()

    def _press(self, key: str) -> None:
        _ = self.words
        study = self.desk.study
        if key == "duplicate" and study.base is not None:
            name = _("{name} (salinan)").format(name=study.name or _("Studi tanpa nama"))
            self.desk.duplicate(name[-LONGEST_NAME:])

    def _until(self) -> str:
        try:
            return self.desk.shelf.until(self.words)
        except ShelfError as error:
            return error.told(self.words)

    # ---- files that are ready at once

    def _send_study(self) -> None:
        self._give(self.study_file, lambda: Made(".yaml", YAML, study_yaml(self.desk.study, self.words).encode()))

    def _send_program(self) -> None:
        self._give(self.program, lambda: Made(".py", PYTHON, code(self.desk.study, self.words).encode()))

    def _send_notebook(self) -> None:
        self._give(self.notebook, lambda: Made(".ipynb", NOTEBOOK, notebook(self.desk.study, self.words)))

    def _give(self, button: Download, make: Callable[[], Made]) -> None:
        _ = self.words
        self.desk.catch_up()
        try:
            made = make()
        except HandOverError as error:
            self.said.say(escape(str(error)), "error")
            return
        name = f"{file_stem(self.desk.study.name)}{made.ending}"
        button.send_file(name, made.mime, made.content)
        self.said.say(escape(_("{file} diunduh.").format(file=name)), "right")

    def _write_notebook(self) -> None:
        """In JupyterLab: a notebook beside this one, and a link to it."""
        _ = self.words
        self.desk.catch_up()
        try:
            content = notebook(self.desk.study, self.words)
            file = write_beside(Path.cwd(), file_stem(self.desk.study.name), ".ipynb", content)
        except HandOverError as error:
            self.said.say(escape(str(error)), "error")
        except OSError:
            text = _("Buku kerja tidak dapat ditulis di folder ini. Periksa izin foldernya.")
            self.said.say(escape(text), "error")
        else:
            self.said.say(_written(file, self.words), "right")

    # ---- words

    def _headings(self) -> tuple[HTML, HTML, HTML]:
        _ = self.words
        files = escape(
            _("Semua isian, benar atau keliru. Berkas ini dapat dibuka lagi di tab Kantor, juga di komputer lain.")
        )
        programs = escape(_("Program dan buku kerja memberi angka yang sama dengan di sini."))
        if not self.is_in_lab:
            programs += f" {_opened(self.words)}"
        parts = ((_("Berkas studi"), files), (_("Untuk yang memakai Python"), programs))
        return (
            self.heading(_("Simpan dan serahkan"), _("Studi tersimpan otomatis setiap kali ada yang diubah.")),
            *(prose(f"<h3>{escape(title)}</h3><p>{html}</p>") for title, html in parts),
        )


def _opened(words: Words) -> str:
    """How a notebook that was downloaded is opened: in the JupyterLab beside this server, or in one's own; HTML."""
    _ = words
    hub = hub_link()
    if hub:
        name = _("Buka JupyterLab")
        link = f'<a href="{escape(hub)}" target="_blank" rel="noopener">{escape(name)}</a>'
        text = escape(
            _("Untuk buku kerja: {link}, seret berkas yang diunduh ke daftar berkas di kiri, lalu klik dua kali.")
        )
        return text.format(link=link)
    text = escape(
        _(
            "Untuk membuka buku kerja: pindahkan berkas yang diunduh ke folder {folder} di dalam folder SimPTSP, lalu "
            "jalankan {command} di folder SimPTSP (di Windows {windows}). JupyterLab terbuka di peramban; klik dua "
            "kali berkas itu di daftar di kiri, lalu pilih menu Run, Run All Cells."
        )
    )
    names = {"folder": "notebooks", "command": "make lab", "windows": r"py tools\bootstrap.py lab"}
    return text.format(**{key: f"<code>{escape(name)}</code>" for key, name in names.items()})


def _written(file: Path, words: Words) -> str:
    """That a notebook was written, with a link to it; HTML."""
    _ = words
    address = lab_link(file)
    name = escape(file.name)
    if not address:
        text = escape(_("Tersimpan di folder yang sama: {file}. Buka dari daftar berkas di kiri."))
        return text.format(file=f"<strong>{name}</strong>")
    text = escape(_("Tersimpan di folder yang sama. Buka {file}, lalu pilih menu Run, Run All Cells."))
    seen = 'style="text-decoration: underline" target="_blank" rel="noopener"'  # JupyterLab shows links as plain text
    return text.format(file=f'<a href="{escape(address)}" {seen}>{name}</a>')
