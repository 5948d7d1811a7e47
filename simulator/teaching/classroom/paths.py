"""The addresses of the pages, in both languages."""

from __future__ import annotations

from simulator.teaching.serving.catalogue import LANGUAGES

__all__ = ["PATHS", "address", "pattern"]

#: Name of a page -> its Indonesian and its English path; braces stand for what varies.
PATHS = {
    "home": ("", "en"),
    "studio": ("studio", "en/studio"),
    "join": ("gabung", "en/join"),
    "leave": ("keluar", "en/leave"),
    "test": ("tes/{which}", "en/test/{which}"),
    "answer": ("tes/{which}/jawaban", "en/test/{which}/answer"),
    "verify": ("sertifikat/{number}", "en/certificate/{number}"),
    "trainer": ("pelatih", "en/trainer"),
    "sign_in": ("pelatih/masuk", "en/trainer/sign-in"),
    "sign_out": ("pelatih/keluar", "en/trainer/sign-out"),
    "new_class": ("pelatih/kelas-baru", "en/trainer/new-class"),
    "class": ("pelatih/kelas/{code}", "en/trainer/class/{code}"),
    "live": ("pelatih/kelas/{code}/langsung", "en/trainer/class/{code}/live"),
    "guesses": ("pelatih/kelas/{code}/tebakan", "en/trainer/class/{code}/guesses"),
    "items": ("pelatih/kelas/{code}/soal", "en/trainer/class/{code}/items"),
    "tests": ("pelatih/kelas/{code}/tes", "en/trainer/class/{code}/tests"),
    "people": ("pelatih/kelas/{code}/peserta", "en/trainer/class/{code}/people"),
    "sheet": ("pelatih/kelas/{code}/lembar-kode", "en/trainer/class/{code}/code-sheet"),
    "certificates": ("pelatih/kelas/{code}/sertifikat", "en/trainer/class/{code}/certificates"),
    "data": ("pelatih/kelas/{code}/data", "en/trainer/class/{code}/data"),
    "download": ("pelatih/kelas/{code}/unduh/{form}", "en/trainer/class/{code}/download/{form}"),
}

#: What may stand in the place of each brace.
PARTS = {
    "{which}": r"(?P<which>pre|post)",
    "{code}": r"(?P<code>[A-Za-z0-9]{4,12})",
    "{number}": r"(?P<number>[A-Za-z0-9-]{4,64})",
    "{form}": r"(?P<form>csv|xlsx|json)",
}


def address(base: str, name: str, lang: str, **parts: str) -> str:
    """Return the address of a page, from the root of the server.

    Parameters
    ----------
    base : str
        Where the server's pages begin, with slashes at both ends.
    name : str
        A key of :data:`PATHS`.
    lang : str
        ``id`` or ``en``.
    **parts : str
        What stands in the place of the braces.

    Returns
    -------
    str
        Starts with `base`.

    Examples
    --------
    >>> address("/", "test", "en", which="pre")
    '/en/test/pre'
    """
    return base + PATHS[name][LANGUAGES.index(lang)].format(**parts)


def pattern(name: str, lang: str) -> str:
    """Return the regular expression of a page's path, without the base.

    Parameters
    ----------
    name : str
        A key of :data:`PATHS`.
    lang : str
        ``id`` or ``en``.

    Returns
    -------
    str
        Each brace has become a named group.

    Examples
    --------
    >>> pattern("test", "id")
    'tes/(?P<which>pre|post)'
    """
    path = PATHS[name][LANGUAGES.index(lang)]
    for part, group in PARTS.items():
        path = path.replace(part, group)
    return path
