"""Sentences on optimisations and selections, in Indonesian and in English."""

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "recommended": (
            "Disarankan: {levels}. Biaya: {cost}.",
            "Recommended: {levels}. Cost: {cost}.",
        ),
        "objective": (
            "{measure}: {mean} ± {half_width} {unit}.",
            "{measure}: {mean} ± {half_width} {unit}.",
        ),
        "feasible": (
            "Dengan {n} ulangan baru, semua batas terpenuhi dengan keyakinan {confidence} (Bonferroni atas "
            "{constraints} batas dan {finalists} finalis).",
            "With {n} fresh replications all limits are kept with {confidence} confidence (Bonferroni over "
            "{constraints} limits and {finalists} finalists).",
        ),
        "infeasible": (
            "Tidak ada kombinasi yang terbukti memenuhi semua batas dengan keyakinan {confidence}. Yang paling "
            "mendekati: {levels} (biaya {cost}).",
            "No combination was shown to keep all limits with {confidence} confidence. The nearest: {levels} "
            "(cost {cost}).",
        ),
        "lacks_least": (
            "Pada kombinasi itu {measure} paling sedikit {limit} tidak terbukti: rata-ratanya {mean} ± "
            "{half_width} {unit}, batas bawahnya kurang {lack}.",
            "There {measure} of at least {limit} is not shown: its mean is {mean} ± {half_width} {unit}, its "
            "lower bound lacks {lack}.",
        ),
        "lacks_most": (
            "Pada kombinasi itu {measure} paling banyak {limit} tidak terbukti: rata-ratanya {mean} ± "
            "{half_width} {unit}, batas atasnya lebih {lack}.",
            "There {measure} of at most {limit} is not shown: its mean is {mean} ± {half_width} {unit}, its upper "
            "bound exceeds it by {lack}.",
        ),
        "exhaustive": (
            "Semua {seen} kombinasi yang sesuai anggaran disimulasikan (dari {all}), masing-masing {replications} "
            "ulangan.",
            "All {seen} combinations within the budget were simulated (of {all}), {replications} replications each.",
        ),
        "sampled": (
            "{seen} dari {all} kombinasi disimulasikan, masing-masing {replications} ulangan; di antara yang "
            "tidak dicoba bisa saja ada yang lebih baik.",
            "{seen} of {all} combinations were simulated, {replications} replications each; among those not tried "
            "there may be a better one.",
        ),
        "failed": (
            "{count} kombinasi tidak menghasilkan kantor yang sah; yang pertama: {problem}",
            "{count} combinations lead to no valid office; the first: {problem}",
        ),
        "cheaper": (
            "Rata-rata terbaik dimiliki {best} ({cost}). Yang disarankan lebih murah: selisih {measure} {difference} "
            "± {half_width} {unit}, dan dengan keyakinan {confidence} kerugiannya terhadap finalis layak yang mana "
            "pun paling banyak {lost} {unit}. Aturannya: di antara yang kerugiannya paling banyak {indifference} "
            "{unit} (indifference), ambil yang termurah.",
            "The best mean is that of {best} ({cost}). The recommended one is cheaper: the difference in {measure} is "
            "{difference} ± {half_width} {unit}, and with {confidence} confidence it loses at most {lost} {unit} "
            "against any feasible finalist. The rule: of those that lose at most {indifference} {unit} "
            "(indifference), take the cheapest.",
        ),
        "alike": (
            "Lebih murah, dan dalam {measure} tidak terbedakan dari yang terbaik (berpasangan, Holm): {others}. Tidak "
            "terbedakan tidak berarti sama: selang 95 % itu, masing-masing sendiri, mengatakan seberapa banyak yang "
            "mungkin hilang.",
            "Cheaper, and not distinguishable from the best in {measure} (paired, Holm): {others}. Not distinguishable "
            "does not mean equal: the 95 % interval, each by itself, says how much may be lost.",
        ),
        "alike_one": (
            "{levels} (biaya {cost}, selisih {difference} ± {half_width} {unit})",
            "{levels} (cost {cost}, difference {difference} ± {half_width} {unit})",
        ),
        "no_indifference": (
            "Yang terbaik disarankan, karena tujuan ini tidak menyebut indifference: berapa {unit} yang boleh hilang "
            "demi biaya.",
            "The best is recommended, as the goal names no indifference: how many {unit} may be lost for the sake of "
            "cost.",
        ),
        "near_itself": (
            "Rata-rata kombinasi itu memenuhi semua batas, tetapi belum terbukti dengan keyakinan {confidence}; "
            "perbanyak final_replications untuk memastikannya.",
            "The means of that combination keep all limits, though that is not shown with {confidence} confidence; "
            "raise final_replications to make sure.",
        ),
        "near_only": (
            "Rata-ratanya memenuhi semua batas, tetapi belum terbukti dengan keyakinan {confidence}: {levels} (biaya "
            "{cost}). Perbanyak final_replications untuk memastikannya.",
            "Means that keep all limits, though that is not shown with {confidence} confidence: {levels} (cost "
            "{cost}). Raise final_replications to make sure.",
        ),
        "near": (
            "Lebih baik lagi, dan rata-ratanya memenuhi semua batas: {levels} (biaya {cost}). Itu belum terbukti "
            "dengan keyakinan {confidence}; perbanyak final_replications untuk memastikannya.",
            "Better still, with means that keep all limits: {levels} (cost {cost}). That is not shown with "
            "{confidence} confidence; raise final_replications to make sure.",
        ),
        "optimism": (
            "{measure}: {search} {unit} menurut pencarian, {fresh} {unit} dengan ulangan baru (selisih "
            "{difference} ± {half_width}); yang berlaku adalah ulangan baru.",
            "{measure}: {search} {unit} in the search, {fresh} {unit} with fresh replications (difference "
            "{difference} ± {half_width}); the fresh ones count.",
        ),
        "band_inside": (
            "{place}, {servers} orang: sesuai dengan hitungan kasar rumus antrean Erlang C. Supaya {share} menunggu "
            "paling lama {target} menit, rumus itu meminta {average} orang bila pemohon datang merata sepanjang hari, "
            "dan {busiest} orang pada jam tersibuk (pukul {hour}).",
            "{place}, {servers} persons: in line with a rough reckoning by Erlang’s queueing formula (Erlang C). For "
            "{share} to wait {target} min at most it asks for {average} if applicants came evenly all day, and for "
            "{busiest} at the busiest hour ({hour}).",
        ),
        "band_outside": (
            "{place}, {servers} orang: tidak sesuai dengan hitungan kasar rumus antrean Erlang C. Supaya {share} "
            "menunggu paling lama {target} menit, rumus itu meminta {average} orang bila pemohon datang merata "
            "sepanjang hari, dan {busiest} orang pada jam tersibuk (pukul {hour}). Rumus itu tidak memperhitungkan "
            "berkas yang kembali, gangguan, dan pemohon yang pergi sebelum dilayani; cari dulu sebabnya sebelum jumlah "
            "ini dipakai.",
            "{place}, {servers} persons: not in line with a rough reckoning by Erlang’s queueing formula (Erlang C). "
            "For {share} to wait {target} min at most it asks for {average} if applicants came evenly all day, and for "
            "{busiest} at the busiest hour ({hour}). It leaves out files that come back, outages and applicants who "
            "leave before they are served; find the reason before you use this number.",
        ),
        "kn": (
            "Terpilih: {winner}. Dengan peluang paling sedikit {confidence} pilihan ini benar, asalkan ia lebih "
            "baik dari setiap yang lain paling sedikit {indifference} {unit}. Selisih yang lebih kecil dianggap "
            "tidak berarti: di antara yang sedekat itu, yang mana pun bisa terpilih.",
            "Selected: {winner}. With probability at least {confidence} this is right, if the best is better than "
            "each other by {indifference} {unit} or more. Smaller differences are taken not to matter: among "
            "offices that close, any may be selected.",
        ),
        "ocba": (
            "Terpilih: {winner}. Peluang bahwa pilihan ini benar diperkirakan {confidence} (perkiraan dari hasil "
            "simulasi, bukan jaminan).",
            "Selected: {winner}. The probability that this is right is estimated at {confidence} (from the "
            "simulated values; no promise).",
        ),
        "tie": (
            "Sama persis dalam semua yang terlihat: {winner}.",
            "Exactly equal in all that was seen: {winner}.",
        ),
        "unfinished": (
            "Ulangan berhenti sebelum ada pilihan dengan keyakinan yang diminta. Masih bersaing: {winner}. "
            "Beri lebih banyak ulangan (--budget), atau perbesar --indifference.",
            "The replications ended before there was a choice with the confidence asked for. Still in "
            "the race: {winner}. Allow more replications (--budget), or raise --indifference.",
        ),
        "spent": (
            "{replications} ulangan dipakai; ulangan bernomor sama menghadapi pemohon yang sama di semua kantor.",
            "{replications} replications were spent; those of the same number face the same people in all offices.",
        ),
    }
)
"""Kind of sentence -> its wording in Indonesian and in English."""
