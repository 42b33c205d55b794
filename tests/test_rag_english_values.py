"""Figures and dates of Chinese text in English."""

import pytest

from rag.english_values import values_in_english


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("单个项目最高800万元。", ["8 million yuan (800万元)"]),
        ("给予2.1万元,比例为10%。", ["21,000 yuan (2.1万元)", "10%"]),
        ("自2024年5月1日起施行,有效期5年。", ["1 May 2024 (2024年5月1日)", "5 years (5年)"]),
        ("2025年底前建成150处。", ["the end of 2025 (2025年底)", "150 (150处)"]),
        ("保存期限不超过90日。", ["90 days (90日)"]),
        (
            "压减1380万吨,2.5亿元。",
            ["13.8 million tonnes (1380万吨)", "250 million yuan (2.5亿元)"],
        ),
        ("14.建设渔港。", []),
        ("按照武政办〔2015〕76号办理。", []),
        ("完善服务。", []),
    ],
)
def test_figures_are_said_beside_their_chinese_words(text, values):
    assert values_in_english(text) == values
