"""What is said of a questionnaire that cannot be read, in both languages."""

from simulator.calibration.form import gate
from simulator.calibration.form.words import Words

MOST_ROWS = 50_000
MOST_COLUMNS = 300
MOST_LETTERS = 100_000  # in one cell; Python's own limit can be raised by any library that was imported

EMPTY = Words(
    "{file}: berkas ini kosong (0 bita); simpan ulang kuesionernya.",
    "{file}: this file is empty (0 bytes); save the questionnaire again.",
)
FOLDER = Words(
    "{file}: ini folder; sebutkan berkas .csv atau .xlsx.", "{file}: this is a folder; name a .csv or .xlsx file."
)
TOO_LARGE = Words(
    "{file}: berkas lebih besar dari 5 MB; simpan hanya jawaban kuesionernya, tanpa gambar dan lembar lain.",
    "{file}: the file is larger than 5 MB; save only the answers, without pictures and other sheets.",
)
NOT_A_TABLE = Words(
    "{file}: ini bukan berkas CSV atau Excel (.xlsx); simpan kuesionernya sebagai .csv atau .xlsx.",
    "{file}: this is neither a CSV nor an Excel file (.xlsx); save the questionnaire as .csv or .xlsx.",
)
UNPACKS_TOO_LARGE = Words(
    "{file}: isi berkas ini lebih dari 50 MB setelah dibuka; simpan jawabannya sebagai .csv.",
    "{file}: this file unpacks to more than 50 MB; save the answers as .csv.",
)
TOO_INTRICATE = Words(
    "{file}: format berkas ini terlalu rumit; simpan jawabannya sebagai .csv.",
    "{file}: the formatting of this file is too intricate; save the answers as .csv.",
)
TOO_MANY_IN_EXCEL = Words(
    "{file}: terlalu banyak baris atau sel untuk .xlsx; hapus baris kosong yang terformat, atau simpan sebagai .csv.",
    "{file}: too many rows or cells for .xlsx; delete empty rows that are only formatted, or save it as .csv.",
)
TOO_MANY_ROWS = Words(
    "{file}: lebih dari {rows} baris; bagi kuesionernya.", "{file}: more than {rows} rows; divide the questionnaire."
)
TOO_MANY_COLUMNS = Words(
    "{file}: lebih dari {columns} kolom; hapus kolom yang tidak dipakai.",
    "{file}: more than {columns} columns; delete those that are not used.",
)
NO_SHEET = Words(
    '{file}: tidak ada lembar "{sheet}"; yang ada: {sheets}.',
    '{file}: there is no sheet "{sheet}"; there are {sheets}.',
)
SHEET_OF_CSV = Words(
    "{file}: berkas CSV tidak mempunyai lembar; hilangkan --sheet.",
    "{file}: a CSV file has no sheets; leave --sheet out.",
)
WHICH_SHEET = Words(
    "{file}: beberapa lembar berisi kuesioner ({sheets}); pilih satu dengan --sheet.",
    "{file}: several sheets hold a questionnaire ({sheets}); choose one with --sheet.",
)
NO_HEADINGS = Words(
    "{file}: judul kolom tidak ditemukan pada 30 baris pertama; perlu kolom {wanted}.",
    "{file}: no headings are found in the first 30 rows; there must be columns {wanted}.",
)
MISSING_COLUMNS = Words(
    "{file}: kolom {missing} tidak ditemukan pada baris judul {row}.",
    "{file}: {missing} not found among the headings in row {row}.",
)
TWICE = Words(
    "{file}: dua kolom untuk {title} ({first} dan {second}); hapus salah satu.",
    "{file}: two columns for {title} ({first} and {second}); delete one of them.",
)
ORDER_NEEDED = Words(
    "{file}: kolom bernomor (U1 sampai U9) tidak menyebut unsurnya, dan dua unsur terakhir sering tertukar; sebutkan "
    "--order list (U8 penanganan pengaduan, U9 sarana) atau --order form (U8 sarana, U9 penanganan pengaduan).",
    "{file}: numbered columns (U1 to U9) do not name their elements, and the last two often change places; say "
    "--order list (U8 complaints, U9 facilities) or --order form (U8 facilities, U9 complaints).",
)
MIXED = Words(
    "{file}: sebagian unsur bernomor dan sebagian bernama; pakai salah satu cara untuk kesembilan kolom.",
    "{file}: some elements are numbered and some are named; use one way for all nine columns.",
)
NOBODY = Words("{file}: tidak ada jawaban di bawah baris judul.", "{file}: there are no answers below the headings.")
NO_ANSWER = Words(
    "{file}: tidak ada satu pun jawaban untuk {elements}; indeks memerlukan kesembilan unsur.",
    "{file}: not one answer to {elements}; the index needs all nine elements.",
)
POPULATION = Words(
    "{file}: {n} responden lebih banyak daripada populasi {population}; periksa --population.",
    "{file}: {n} respondents are more than the population of {population}; check --population.",
)

NOT_AN_ANSWER = Words(
    "{value} bukan jawaban untuk {title}; tulis {scale}, atau kosongkan bila tidak dijawab",
    "{value} is no answer to {title}; write {scale}, or leave it empty if it was not answered",
)
NOT_A_WEIGHT = Words(
    "{value} bukan bobot; tulis bilangan dari 0 sampai 100, atau kosongkan kelimanya",
    "{value} is no weight; write a number from 0 to 100, or leave all five empty",
)
WEIGHT_SUM = Words(
    "kelima bobot responden ini berjumlah {total}; jumlahnya harus 100",
    "the five weights of this respondent add up to {total}; they must add up to 100",
)
SUMMARY_ROW = Words(
    "baris ini tampaknya jumlah atau rata-rata ({value}), bukan responden; hapus barisnya",
    "this row seems to be a total or a mean ({value}), no respondent; delete the row",
)
TOO_WIDE = Words(
    "baris ini lebih panjang daripada baris judul; bila ada koma desimal, simpan dengan pemisah titik koma",
    "this row is longer than the headings; if it has decimal commas, save it with semicolons between the columns",
)
NO_RESULT = Words(
    "rumus di sel ini tidak mempunyai hasil; tulis jawabannya",
    "the formula in this cell has no result; write the answer",
)
FORMULA_FAILED = Words(
    "{value} adalah kesalahan rumus; tulis jawabannya", "{value} is a failed formula; write the answer"
)
MERGED = Words("sel {cells} digabung; pisahkan", "the cells {cells} are merged; split them")

PERSONAL = Words("mungkin menunjuk orang", "may point to a person")
SECOND = Words("kelompok ini sudah ada di kolom lain", "another column has these groups already")
NO_TITLE = Words("tanpa judul", "without a heading")
MANY_VALUES = Words("lebih dari {most} isi yang berbeda", "more than {most} different entries")
OWN_VALUES = Words("isi hampir setiap responden berbeda", "almost every respondent has another entry")
ONE_VALUE = Words("semua isinya sama", "the same entry throughout")

OF_THE_FORM = (
    (gate.EMPTY, EMPTY),
    (gate.FOLDER, FOLDER),
    (gate.TOO_LARGE, TOO_LARGE),
    (gate.NOT_XLSX, NOT_A_TABLE),
    (gate.UNPACKS_TOO_LARGE, UNPACKS_TOO_LARGE),
    (gate.TOO_INTRICATE, TOO_INTRICATE),
    (gate.TOO_MANY_ROWS, TOO_MANY_IN_EXCEL),
    (gate.TOO_MANY_CELLS, TOO_MANY_IN_EXCEL),
)
"""What the collection form says when it refuses a workbook, and what is said of a questionnaire instead."""
