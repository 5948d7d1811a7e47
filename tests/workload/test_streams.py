"""Random numbers: known answers, addresses that do not collide, uniformity."""

import numpy as np
import pytest
from scipy.stats import kstest

from simulator.workload.streams import MAX_SEED, Draws, Purpose, Streams, philox

# Known answers of Philox4x32-10, published with Random123 (Salmon et al. 2011): counter, key, output.
KNOWN = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


def words(text: str) -> list[np.uint64]:
    return [np.uint64(int(word, 16)) for word in text.split()]


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN)
def test_philox_gives_the_published_answers(counter, key, expected):
    got = philox(tuple(np.array([word]) for word in words(counter)), tuple(words(key)))
    assert [word[0] for word in got] == words(expected)


def test_a_wrong_round_count_would_be_seen(monkeypatch):
    monkeypatch.setattr("simulator.workload.streams.ROUNDS", 9)
    counter, key, expected = KNOWN[0]
    got = philox(tuple(np.array([word]) for word in words(counter)), tuple(words(key)))
    assert [word[0] for word in got] != words(expected)


def test_uniforms_are_the_top_52_bits_of_two_words():
    """The address goes into the counter as the docstring says; recomputed here word by word."""
    streams = Streams(seed=0x0123456789ABCDEF, replication=7, office=21)
    u, w = streams.uniforms(Purpose.SERVICE, group=3, serial=[11], station=5, visit=2, index=9)
    in_words = 11, 21 << 20 | 7, 3 << 24 | 5 << 16 | Purpose.SERVICE << 8, 2 << 16 | 9
    counter = tuple(np.array([np.uint64(word)]) for word in in_words)
    out = [int(word[0]) for word in philox(counter, (np.uint64(0x89ABCDEF), np.uint64(0x01234567)))]
    assert u[0] == (((out[0] << 32 | out[1]) >> 12) + 0.5) / 2**52
    assert w[0] == (((out[2] << 32 | out[3]) >> 12) + 0.5) / 2**52


def test_every_part_of_the_address_matters():
    base = {"purpose": Purpose.SERVICE, "group": 1, "serial": 1, "station": 1, "visit": 1, "index": 1}
    variants = [base] + [
        {**base, part: value}
        for part, value in [
            ("purpose", Purpose.PATIENCE),
            ("group", 2),
            ("serial", 2),
            ("station", 2),
            ("visit", 2),
            ("index", 2),
        ]
    ]
    seen = {Streams(1, 1).uniforms(**variant)[0][0] for variant in variants}
    seen |= {
        Streams(2, 1).uniforms(**base)[0][0],
        Streams(1, 2).uniforms(**base)[0][0],
        Streams(1, 1, 1).uniforms(**base)[0][0],
        Streams(1 + 2**32, 1).uniforms(**base)[0][0],
    }
    assert len(seen) == len(variants) + 4


@pytest.mark.parametrize("word", ["serial", "visit", "replication"])
def test_uniforms_are_uniform_along_every_word_of_the_counter(word, seed):
    """Kolmogorov-Smirnov at 1e-6 along serial, visit and replication."""
    n = 4000
    if word == "serial":
        u = Streams(seed, 0).uniforms(Purpose.ARRIVAL, 0, np.arange(n))[0]
    elif word == "visit":
        u = np.concatenate([Streams(seed, 0).uniforms(Purpose.ARRIVAL, 0, 0, visit=v)[0] for v in range(n)])
    else:
        u = np.concatenate([Streams(seed, r).uniforms(Purpose.ARRIVAL, 0, 0)[0] for r in range(n)])
    assert kstest(u, "uniform").pvalue > 1e-6
    assert 0 < u.min() < u.max() < 1


def test_the_two_numbers_of_an_address_are_uncorrelated(seed):
    u, w = Streams(seed, 0).uniforms(Purpose.ARRIVAL, 0, np.arange(20_000))
    assert abs(np.corrcoef(u, w)[0, 1]) < 5 / np.sqrt(20_000)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ((-1, 0, 0), f"the seed is -1; it must be a whole number from 0 to {MAX_SEED}"),
        ((MAX_SEED + 1, 0, 0), "the seed is 18446744073709551616; it must be"),
        ((0, -1, 0), "the replication is -1; it must be a whole number from 0 to 1048575"),
        ((0, 2**20, 0), "the replication is 1048576; it must be a whole number from 0 to 1048575"),
        ((0, 0, -1), "the office is -1; it must be a whole number from 0 to 4095"),
        ((0, 0, 4096), "the office is 4096; it must be a whole number from 0 to 4095"),
    ],
)
def test_a_seed_replication_or_office_out_of_range_is_refused(address, message):
    with pytest.raises(ValueError, match=message):
        Streams(*address)


def test_cases_of_several_classes_can_be_asked_at_once():
    streams = Streams(5, 2, 9)
    together = streams.uniforms(Purpose.PATIENCE, np.array([3, 0, 127], np.int8), np.array([7, 7, 9]), station=4)[0]
    alone = [streams.uniforms(Purpose.PATIENCE, g, [s], station=4)[0][0] for g, s in ((3, 7), (0, 7), (127, 9))]
    assert together.tolist() == alone


def test_draws_of_some_cases_are_theirs_among_all():
    draws = Draws(Streams(5, 2), np.array([0, 1, 1], np.int8), np.array([4, 5, 6]), station=3, visit=2)
    every = draws.uniform(Purpose.SERVICE)
    assert every[1] == Streams(5, 2).uniforms(Purpose.SERVICE, 1, [5], station=3, visit=2)[0][0]
    assert draws.only(np.array([2, 0])).uniform(Purpose.SERVICE).tolist() == [every[2], every[0]]


def test_purposes_keep_their_numbers():
    """Renumbering a purpose would silently change every stored result."""
    names = {
        1: "ARRIVAL", 2: "CHANNEL", 3: "SERVICE", 4: "PATIENCE", 5: "REWORK", 6: "OUTAGE_UP", 7: "OUTAGE_DOWN",
        8: "TIME_OF_DAY", 9: "SEGMENT", 10: "DISTRICT", 11: "LITERACY", 12: "CONNECTED", 13: "AWARE",
        14: "PRIORITY_GROUP", 15: "DAY_OFF", 16: "BROUGHT", 17: "PUNCTUALITY", 18: "NO_SHOW", 19: "NIK",
        20: "INCOMPLETE", 21: "HELP_TIME", 22: "BREAKDOWN_UP", 23: "BREAKDOWN_DOWN", 24: "REPAIR", 25: "NEVER_RETURNS",
        26: "FAILURE", 27: "FAILURE_DELAY", 28: "ABSENCE", 29: "OUTAGE_DAY", 30: "BACKUP_UP", 31: "BACKUP_DOWN",
        32: "BACKUP_FAILS", 33: "SLOW_UP", 34: "SLOW_DOWN", 35: "INPUT",
    }  # fmt: skip
    assert {int(purpose): purpose.name for purpose in Purpose} == names


@pytest.mark.parametrize("place", [{"station": 256}, {"visit": 65_536}, {"index": 65_536}])
def test_what_has_no_address_is_refused(place):
    """Beyond its bits a word would run into the next one, and two draws would be the same."""
    streams = Streams(1, 0)
    largest = {name: value - 1 for name, value in place.items()}
    assert streams.uniforms(Purpose.SERVICE, 0, [0], **largest)[0].shape == (1,)
    with pytest.raises(ValueError, match="has no address"):
        streams.uniforms(Purpose.SERVICE, 0, [0], **place)
