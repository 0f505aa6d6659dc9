"""Amounts as people write them, and those that nobody can be sure of."""

from __future__ import annotations

import pytest

from bot.domain.reports.amounts import MAX_EUROS, AmountTooLarge, AmountUnclear, is_rounded, read_amount


@pytest.mark.parametrize(
    ("said", "euros"),
    [
        *[
            (said, 51_000)
            for said in ("51000", "51.000", "51 000", "51'000", "51’000", "51´000", "51\u202f000", "51\u00a0000", "51\u2009000")
        ],
        *[
            (said, 51_000)
            for said in ("51.000 €", "51.000€", "€ 51.000", "€51000", "EUR 51 000", "EUR 51\u202f000", "51.000 Euro", "51000 EUR.")
        ],
        *[(said, 51_000) for said in ("51.000,00 €", "51.000,- €", "51.000,-- EUR", "51000,–", "51.000,00", "51000.00", "５１０００")],
        *[
            (said, 51_000)
            for said in ("51 T€", "51T€", "51 TEUR", "51TEUR", "51 tsd", "51tsd", "51 Tsd. €", "51 Tausend Euro", "51 k", "51k€")
        ],
        *[(said, 51_000) for said in ("ca. 51.000 €", "rund 51 T€", "etwa 51000", "bisher 51.000 €", "0,051 Mio", "51,0 T€")],
        *[(said, 100_000) for said in ("0,1 Mio", "0.1 Mio.", "0,1 Mio. €", "0,100 Mio", "0,1 Millionen Euro", "100 TEUR")],
        *[(said, 1_250_000) for said in ("1,25 Mio", "1.250.000", "1.250.000,00 €", "1 250 000", "1250 T€", "1.250 T€", "1'250'000.00")],
        ("51.000,49 €", 51_000),
        ("51.000,50 €", 51_001),
        ("51,5 TEUR", 51_500),
        ("0", 0),
        ("0 €", 0),
        ("0,00 €", 0),
        ("999.999.999", MAX_EUROS),
    ],
)
def test_an_amount_is_understood_however_it_is_written(said: str, euros: int) -> None:
    assert read_amount(said) == euros


@pytest.mark.parametrize("said", ["51,000", "51,000 €", "1,250"])
def test_where_it_may_be_thousands_or_cents_both_are_named(said: str) -> None:
    with pytest.raises(AmountUnclear) as refused:
        read_amount(said)
    small, large = refused.value.meant
    assert large == 1000 * small or (said, small, large) == ("1,250", 1, 1250)
    assert read_amount(said, comma_groups=True) == large


@pytest.mark.parametrize(
    "said",
    [
        *(
            "",
            " ",
            "viel",
            "einundfünfzigtausend",
            "€",
            "T€",
            "51 %",
            "42 % von 120.000",
            "51.000 von 120.000",
            "-51000",
            "−51.000 €",
            "51-52 T€",
        ),
        *(
            "51.00.000",
            "51.000.5",
            "5 1000",
            "51.5",
            "0,5",
            "1.234'567",
            "51,000,5",
            "51..000",
            "1e5",
            "0x10",
            "51 000.00.1",
            "2 Mio 300 Tsd",
        ),
        *("51 USD", "51 $", "51 Mio T€", "٫", "51 bis 52", "9" * 61),
    ],
)
def test_what_is_no_amount_or_may_be_several_is_refused(said: str) -> None:
    with pytest.raises(AmountUnclear):
        read_amount(said)


@pytest.mark.parametrize("said", ["1.000.000.000", "1 Mrd", "1 Mrd. €", "9" * 40, "1000 Mio"])
def test_what_no_group_has_is_refused(said: str) -> None:
    with pytest.raises(AmountTooLarge):
        read_amount(said)


@pytest.mark.parametrize(("said", "rounded"), [("51.000,50 €", True), ("51.000,00", False), ("51 T€", False), ("0,0000051 Mio", False)])
def test_it_is_known_whether_cents_were_rounded(said: str, rounded: bool) -> None:
    if said.startswith("0,00000"):
        with pytest.raises(AmountUnclear):
            read_amount(said)
    else:
        assert is_rounded(said) is rounded
