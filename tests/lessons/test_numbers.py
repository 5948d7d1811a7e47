"""Numbers as learners type and read them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.locale import LANGUAGES, NotANumberError, format_number, parse_number
from simulator.teaching.entries import Entry, EntryError, read_entry, read_number
from simulator.teaching.words import Words


@given(st.integers(-(10**9), 10**9), st.sampled_from(LANGUAGES), st.integers(0, 3))
def test_what_is_written_is_read_again(thousandths, lang, decimals):
    value = round(thousandths / 1000, decimals)
    assert parse_number(format_number(value, lang, decimals), lang) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(("value", "said"), [(-0.04, "0,0"), (-0.0, "0,0"), (-0.05, "0,0"), (-0.06, "-0,1")])
def test_nothing_is_less_than_zero_and_zero(value, said):
    assert format_number(value, "id") == said


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("12,5", 12.5, 12.5),
        ("12.5", 12.5, 12.5),
        ("1.234", 1234, 1.234),
        ("1,234", 1.234, 1234),
        (" 7 ", 7, 7),
        ("-3", -3, -3),
    ],
)
def test_separators_follow_the_language(text, indonesian, english):
    assert (parse_number(text, "id"), parse_number(text, "en")) == (indonesian, english)


@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_any_text_is_a_finite_number_or_no_number(text, lang):
    try:
        value = parse_number(text, lang)
    except NotANumberError:
        return
    assert abs(value) < float("inf")


@pytest.mark.parametrize(
    "text", ["", "abc", "1e5", "nan", "inf", "1.2.3", "1,2,3", "--1", "12 500", "½", "0x10", "1_000"]
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_no_number_is_refused(text, lang):
    with pytest.raises(NotANumberError):
        parse_number(text, lang)


@given(st.integers(-(10**9), 10**9), st.sampled_from(LANGUAGES), st.integers(1, 6))
def test_a_number_as_it_would_be_typed_is_never_doubtful(digits, lang, decimals):
    """Also where it has three decimals of its own."""
    value = digits / 10**decimals
    words = Words(lang)
    assert read_number(words.plain(value), words, "") == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(
    ("lang", "text", "ways"),
    [
        ("id", "10,000", "10 atau 10.000"),
        ("id", " 2,500 ", "2,5 atau 2.500"),
        ("id", "2,125", "2,1250 atau 2.125"),
        ("id", "-1,500", "-1,5 atau -1.500"),
        ("en", "1.000", "1 or 1,000"),
        ("en", "999.999", "999.9990 or 999,999"),
    ],
)
def test_what_may_be_thousands_of_the_other_language_is_asked(lang, text, ways):
    with pytest.raises(EntryError) as told:
        read_number(text, Words(lang), "12")
    assert str(told.value).count(ways) == 2
    assert str(told.value).startswith(text.strip())


@pytest.mark.parametrize(
    ("lang", "text", "meant"), [("id", "1,500,000", "1.500.000"), ("en", "1.500.000", "1,500,000")]
)
def test_what_can_only_be_thousands_of_the_other_language_is_shown_as_it_is_written_here(lang, text, meant):
    with pytest.raises(EntryError, match=re.escape(meant)):
        read_number(text, Words(lang), "12")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,125", 0.125),
        ("10.000", 10_000),
        ("1.234,567", 1234.567),
        ("1234,567", 1234.567),
        ("2,50", 2.5),
        ("2,5000", 2.5),
        ("01,000", 1),
        ("12.5", 12.5),
    ],
)
def test_what_has_one_meaning_is_not_asked(text, value):
    assert read_number(text, Words("id"), "12") == value


ENTRY = Entry("servers", "Petugas", "orang", 1, 100, whole=True)


@pytest.mark.parametrize("text", ["1", "100", "4,0"])
def test_an_entry_takes_its_limits(text):
    assert 1 <= read_entry(ENTRY, text, Words("id")) <= 100


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "antara 1 dan 100 orang"),
        ("101", "antara 1 dan 100 orang"),
        ("2,5", "bilangan bulat"),
        ("", "Isi dulu"),
        ("x", "angka"),
    ],
)
def test_an_entry_says_what_would_be_right(text, said):
    with pytest.raises(EntryError, match=said):
        read_entry(ENTRY, text, Words("id"))
