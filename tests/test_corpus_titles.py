"""English titles of documents that have none of their own."""

from datetime import date

import pytest
from small_documents import document

from corpus.titles import english_title


@pytest.mark.parametrize(
    ("title", "place", "words"),
    [
        ("武汉市停车场管理办法", "湖北武汉", "Wuhan administrative measures 2024"),
        ("关于印发海洋渔业工作要点的通知", "山东烟台", "Yantai work points 2024"),
        ("关于推进冷链物流的通知", "全国", "National notice 2024"),
        ("若干设想", "全国", "National document 2024"),
    ],
)
def test_place_kind_and_year_make_a_title(title, place, words):
    one = document("d", title=title, place=place, issued_on=date(2024, 3, 1))
    assert english_title(one) == f"{words} 《{title}》"


def test_the_title_of_the_catalogue_counts_first():
    assert english_title(document("d", title_en="Sichuan plan")) == "Sichuan plan"
