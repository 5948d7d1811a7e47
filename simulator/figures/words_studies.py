"""Words of the figures of comparisons, studies, groups, costs and quality."""

STUDIES: dict[str, dict[str, str]] = {
    "percentage_points": {"id": "poin persen", "en": "percentage points"},
    "forest_title": {
        "id": "Apa yang berubah? {scenario}: {measure} {value}",
        "en": "What changes? {scenario}: {measure} {value}",
    },
    "forest_title_none": {
        "id": "Apa yang berubah? Tidak ada perbedaan yang terbukti",
        "en": "What changes? No difference is certain",
    },
    "forest_note": {
        "id": "selisih terhadap dasar dengan angka acak bersama, rata-rata dan selang 95 % ({n} ulangan); lingkaran "
        "penuh: selang tidak memuat 0",
        "en": "difference from the base under common random numbers, mean and 95 % interval ({n} replications); filled "
        "circle: the interval leaves out 0",
    },
    "forest_note_one": {
        "id": "selisih terhadap dasar dengan angka acak bersama; satu ulangan, belum ada selang",
        "en": "difference from the base under common random numbers; one replication, no interval yet",
    },
    "forest_alt": {
        "id": "Beda yang terbukti: {scenario}, {measure}: {value}. Perbedaan yang terbukti: {certain} dari "
        "{rows} ({n} ulangan).",
        "en": "A certain difference: {scenario}, {measure}: {value}. Certain differences: {certain} of {rows} "
        "({n} replications).",
    },
    "forest_alt_none": {
        "id": "Tidak satu pun dari {rows} perbedaan terbukti: semua selang memuat 0 ({n} ulangan).",
        "en": "None of the {rows} differences is certain: every interval contains 0 ({n} replications).",
    },
    "forest_less": {"id": "← lebih baik", "en": "← better"},
    "forest_more": {"id": "lebih baik →", "en": "better →"},
    "forest_none_title": {"id": "Apa yang berubah?", "en": "What changes?"},
    "forest_none": {
        "id": "Tidak ada ukuran yang dimiliki keduanya.",
        "en": "There is no measure that both have.",
    },
    "pareto_title": {
        "id": "Berapa biaya untuk lebih baik? {count} pilihan yang tidak kalah dari yang lain",
        "en": "What does better cost? {count} choices that no other beats",
    },
    "pareto_cost": {"id": "Biaya ({unit})", "en": "Cost ({unit})"},
    "pareto_front": {"id": "tidak ada yang lebih murah dan lebih baik", "en": "none is both cheaper and better"},
    "pareto_other": {"id": "ada yang lebih murah dan lebih baik", "en": "another is both cheaper and better"},
    "pareto_note": {"id": "angka: nomor pilihan; {interval}", "en": "numbers: of the choice; {interval}"},
    "pareto_alt": {
        "id": "Termurah: pilihan {cheap}, biaya {cheap_cost}, {measure} {cheap_value}. Terbaik: pilihan {best}, biaya "
        "{best_cost}, {best_value} ({n} ulangan).",
        "en": "Cheapest: choice {cheap}, cost {cheap_cost}, {measure} {cheap_value}. Best: choice {best}, cost "
        "{best_cost}, {best_value} ({n} replications).",
    },
    "pareto_none_title": {"id": "Berapa biaya untuk lebih baik?", "en": "What does better cost?"},
    "pareto_none": {
        "id": "Tidak ada pilihan yang disimulasikan ulang untuk ukuran ini.",
        "en": "No choice was simulated again for this measure.",
    },
    "tornado_title": {
        "id": "Yang paling menentukan {measure}: {lever}",
        "en": "What matters most for {measure}: {lever}",
    },
    "tornado_mu_star": {
        "id": "Perubahan bila tuas digeser dari ujung ke ujung ({unit})",
        "en": "Change when the lever moves from end to end ({unit})",
    },
    "tornado_ST": {"id": "Bagian ragam, bersama tuas lain", "en": "Share of variance, with other levers"},
    "tornado_S1": {"id": "Bagian ragam, sendiri", "en": "Share of variance, alone"},
    "tornado_sigma": {"id": "Ragam pengaruh", "en": "Spread of the effect"},
    "tornado_note": {
        "id": "selang 95 % dari sampel titik ({n} pengaruh); bagian derau {noise}",
        "en": "95 % interval from the sample of points ({n} effects); noise share {noise}",
    },
    "tornado_note_one": {
        "id": "belum ada selang ({n} pengaruh); bagian derau {noise}",
        "en": "no interval yet ({n} effects); noise share {noise}",
    },
    "tornado_alt": {
        "id": "Paling menentukan untuk {measure}: {lever}, {value}; paling tidak menentukan: {least_lever}, {least}.",
        "en": "What matters most for {measure}: {lever}, {value}; what matters least: {least_lever}, {least}.",
    },
    "tornado_none_title": {"id": "Tuas mana yang menentukan?", "en": "Which levers matter?"},
    "tornado_none": {
        "id": "Studi ini tidak mempunyai kepekaan untuk ukuran tersebut.",
        "en": "This study has no sensitivity for that measure.",
    },
    "curve_title": {
        "id": "{measure}: dari {first} menjadi {last}",
        "en": "{measure}: from {first} to {last}",
    },
    "curve_alt": {
        "id": "{measure} menurut {lever}: {first} pada {first_level}, {last} pada {last_level}; terendah {low} pada "
        "{low_level} ({n} ulangan).",
        "en": "{measure} by {lever}: {first} at {first_level}, {last} at {last_level}; lowest {low} at {low_level} "
        "({n} replications).",
    },
    "sweep_none": {
        "id": "Tidak ada titik yang berhasil disimulasikan untuk ukuran ini.",
        "en": "No point was simulated for this measure.",
    },
    "surface_title": {
        "id": "{measure}: terendah pada {x} = {x_level}, {y} = {y_level}",
        "en": "{measure}: lowest at {x} = {x_level}, {y} = {y_level}",
    },
    "surface_alt": {
        "id": "{measure} terendah {low} pada {x} = {x_level} dan {y} = {y_level}; tertinggi {high} pada {x} = {x_high} "
        "dan {y} = {y_high} ({n} ulangan).",
        "en": "{measure} is lowest, {low}, at {x} = {x_level} and {y} = {y_level}; highest, {high}, at {x} = {x_high} "
        "and {y} = {y_high} ({n} replications).",
    },
    "gaps_title": {
        "id": "{measure}: siapa yang tertinggal? {group}",
        "en": "{measure}: who is left behind? {group}",
    },
    "gaps_title_none": {
        "id": "{measure}: tidak ada kelompok yang jelas tertinggal",
        "en": "{measure}: no group is clearly left behind",
    },
    "gaps_title_open": {"id": "{measure} setiap kelompok", "en": "{measure} of each group"},
    "gaps_paired": {
        "id": "tertinggal: selang beda berpasangan terhadap pembanding tidak memuat 0",
        "en": "left behind: the interval of the paired gap to the reference leaves out 0",
    },
    "gaps_reference": {"id": "garis putus-putus: pembanding, {group}", "en": "broken line: the reference, {group}"},
    "gaps_few": {
        "id": "terlalu sedikit untuk ditampilkan: {groups}",
        "en": "too few to be shown: {groups}",
    },
    "gaps_alt": {
        "id": "{measure}: rata-rata tertinggi {group}, {value}; terendah {least_group}, {least} ({n} ulangan).",
        "en": "{measure}: highest mean {group}, {value}; lowest {least_group}, {least} ({n} replications).",
    },
    "gaps_alt_behind": {
        "id": " Tertinggal: {group}, beda {gap} terhadap {reference}.",
        "en": " Left behind: {group}, a gap of {gap} to {reference}.",
    },
    "gaps_none_title": {"id": "Siapa yang tertinggal?", "en": "Who is left behind?"},
    "gaps_none": {
        "id": "Setiap kelompok terlalu kecil untuk ditampilkan, atau tidak ada kelompok.",
        "en": "Every group is too small to be shown, or there is none.",
    },
    "costs_title": {
        "id": "Siapa yang membayar? Termurah bagi keduanya bersama: {name}",
        "en": "Who pays? Cheapest for both together: {name}",
    },
    "costs_title_one": {
        "id": "Siapa yang membayar? Terbesar: {payer}",
        "en": "Who pays? Most: {payer}",
    },
    "costs_axis": {"id": "Biaya selama rentang simulasi ({unit})", "en": "Cost over the horizon ({unit})"},
    "costs_title_open": {
        "id": "Siapa yang membayar? Biaya kantor dan pemohon",
        "en": "Who pays? Costs of the office and of applicants",
    },
    "costs_unknown": {"id": "tidak diketahui", "en": "unknown"},
    "costs_office": {"id": "kantor", "en": "the office"},
    "costs_applicant": {"id": "pemohon", "en": "applicants"},
    "costs_alt": {
        "id": "{name}: kantor {office}, pemohon {applicant} ({n} ulangan). ",
        "en": "{name}: the office {office}, applicants {applicant} ({n} replications). ",
    },
    "costs_none_title": {"id": "Siapa yang membayar?", "en": "Who pays?"},
    "costs_none": {
        "id": "Skenario ini tidak menyebut harga, jadi tidak ada biaya.",
        "en": "This scenario gives no prices, so there are no costs.",
    },
    "forecast_title": {
        "id": "Ramalan IKM {value} dari yang selesai; dari semua yang datang {all_value}",
        "en": "Forecast IKM {value} from those who finished; {all_value} from all who came",
    },
    "forecast_asked": {"id": "yang selesai (yang ditanya)", "en": "those who finished (who are asked)"},
    "forecast_all": {"id": "semua yang datang", "en": "all who came"},
    "forecast_axis": {"id": "Nilai unsur (25–100)", "en": "Score of the element (25–100)"},
    "forecast_index": {"id": "IKM", "en": "IKM"},
    "forecast_note": {
        "id": "anggapan, bukan survei; {interval}",
        "en": "an assumption, not a survey; {interval}",
    },
    "forecast_alt": {
        "id": "Ramalan IKM dari yang selesai {value}, dari semua yang datang {all_value}. Unsur terendah: {element}, "
        "{least} ({n} ulangan). Ini anggapan, bukan survei.",
        "en": "Forecast IKM from those who finished {value}, from all who came {all_value}. Lowest element: {element}, "
        "{least} ({n} replications). This is an assumption, not a survey.",
    },
    "forecast_none_title": {"id": "Ramalan IKM", "en": "Forecast of the IKM"},
    "forecast_none": {
        "id": "Tidak ada yang datang, jadi tidak ada yang dinilai.",
        "en": "Nobody came, so nothing is rated.",
    },
}
