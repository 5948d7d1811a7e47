"""What is wrong with a study that somebody wrote or changed by hand, in the reader's language."""

from simulator.studio.study import STUDY_MARK, VERSION, Fault, StudyError
from simulator.teaching.words import Words

__all__ = ["study_words"]

_LONGEST_PLACE = 60


def study_words(error: StudyError, words: Words) -> list[str]:
    """One sentence or two on each fault: where, what is wrong, what would be right.

    Parameters
    ----------
    error : StudyError
        Why the study was refused.
    words : Words
        Language.
    """
    _ = words
    if any(fault.place == STUDY_MARK for fault in error.faults):
        text = _(
            "Bentuk berkas studi ini tidak dikenal; SimPTSP ini mengenal bentuk {version}. Buka dengan SimPTSP yang "
            "membuatnya, atau perbarui SimPTSP."
        )
        return [text.format(version=VERSION)]
    if not error.faults:
        return [_("Berkas studi ini tidak bisa dibaca. Unduh lagi dari studio.")]
    return [f"{fault.place[:_LONGEST_PLACE]}: {_said(fault, words)}" for fault in error.faults]


def _said(fault: Fault, words: Words) -> str:
    _ = words
    bound = words.plain(fault.bound) if isinstance(fault.bound, int | float) else fault.bound
    sentences = {
        "extra_forbidden": _("isian ini tidak dikenal. Hapus, atau periksa ejaannya."),
        "missing": _("isian ini belum ada. Tambahkan."),
        "string_type": _("tulis nilainya di antara tanda kutip, misalnya '3'."),
        "int_type": _("tulis sebuah bilangan bulat tanpa tanda kutip, misalnya 3."),
        "float_type": _("tulis sebuah angka tanpa tanda kutip, misalnya 0.05."),
        "greater_than_equal": _("paling kecil {bound}."),
        "greater_than": _("harus lebih besar daripada {bound}."),
        "less_than_equal": _("paling besar {bound}."),
        "less_than": _("harus lebih kecil daripada {bound}."),
        "string_too_long": _("terlalu panjang: paling banyak {bound} huruf."),
        "too_long": _("terlalu banyak: paling banyak {bound}."),
        "literal_error": _("pilih salah satu: {bound}."),
    }
    other = _("bagian berkas studi ini tidak terbaca. Kembalikan seperti semula.")
    return sentences.get(fault.kind, other).format(bound=bound)
