"""From when and until when a document says that it runs, as days."""

from datetime import date

import pytest

from corpus.parse import CatalogueEntry, parse_document
from corpus.types import Status
from corpus.validity import Run, has_run_out, read_run

ISSUED, PUBLISHED = date(2026, 4, 6), date(2026, 4, 20)


@pytest.mark.parametrize(
    ("sentence", "effective_on", "valid_until"),
    [
        ("第九条 本办法自2024年5月1日起施行,有效期五年。", date(2024, 5, 1), date(2029, 4, 30)),
        ("本措施自2024年2月29日起施行,有效期1年。", date(2024, 2, 29), date(2025, 2, 27)),
        (
            "本通知自2023年10月15日起施行,有效期至2027年12月31日。",
            date(2023, 10, 15),
            date(2027, 12, 31),
        ),
        ("本办法自2024年8月31日起试行,试行期6个月。", date(2024, 8, 31), date(2025, 2, 27)),
        ("本意见自印发之日起施行,有效期至2027年底。", ISSUED, date(2027, 12, 31)),
        ("(四)本方案自发布之日起施行。", PUBLISHED, None),
        ("本办法自公布之日起30日后施行。", date(2026, 5, 20), None),
        ("本方案由市商务局负责解释,自印发之日起施行,有效期2年。", ISSUED, date(2028, 4, 5)),
        ("本办法自２０２４年５月１日起施行。", date(2024, 5, 1), None),
        ("本办法有效期五年。", None, None),
        ("许可证自2021年3月1日起执行新标准,有效期三年。", None, None),
        ("按照职责抓好落实。", None, None),
    ],
)
def test_a_run_has_a_first_and_a_last_day_where_they_are_stated(
    sentence, effective_on, valid_until
):
    assert read_run(["一、甲。", sentence], ISSUED, PUBLISHED) == Run(effective_on, valid_until)


def test_a_run_from_its_issue_needs_the_day_of_issue():
    sentence = "本方案自印发之日起施行,有效期2年。"
    assert read_run([sentence], None, PUBLISHED) == Run()
    assert read_run(["本方案自公布之日起施行。"], ISSUED, None) == Run(ISSUED)


def test_the_day_of_a_metadata_list_goes_before_the_sentence():
    listed = date(2026, 6, 1)
    found = read_run(["本方案自印发之日起施行,有效期1年。"], ISSUED, None, listed_on=listed)
    assert found == Run(listed, date(2027, 5, 31))


def test_a_document_states_its_run_and_not_whether_it_is_in_force():
    text = (
        "江州市停车管理办法\n江州市人民政府\n2024年3月12日\n第一条 为了停车,制定本办法。\n"
        "第二条 本办法自2024年5月1日起施行,有效期五年。\n"
    )
    document = parse_document(text, CatalogueEntry("law", "law.txt")).document
    assert (document.effective_on, document.valid_until) == (date(2024, 5, 1), date(2029, 4, 30))
    assert document.status == "not_stated"


def test_a_document_is_valid_on_its_last_day_and_not_on_the_next():
    text = (
        "江州市停车管理办法\n江州市人民政府\n2024年3月12日\n第一条 为了停车,制定本办法。\n"
        "第二条 本办法自2024年5月1日起施行,有效期五年。\n"
    )
    document = parse_document(text, CatalogueEntry("law", "law.txt")).document
    assert not has_run_out(document, date(2029, 4, 30))
    assert has_run_out(document, date(2029, 5, 1))
    repealed = document.model_copy(update={"status": Status.REPEALED})
    assert not has_run_out(repealed, date(2029, 5, 1))
    assert not has_run_out(document.model_copy(update={"valid_until": None}), date(2999, 1, 1))
