"""What a verdict says to people: limits in words, each sentence in one language."""

from catalog.comparison import compare_texts


def test_a_stretch_without_its_end_is_said_in_words():
    reason = compare_texts("pH 6.5～8.5（不含8.5）", "pH 6.5～8.5").reason
    assert "6.5 至 8.5（不含 8.5）" in reason.zh
    assert "from 6.5 to below 8.5" in reason.en


def test_a_state_printed_in_chinese_is_named_in_english():
    reason = compare_texts("绝缘电阻 低温条件下 ≥ 50 MΩ", "insulation resistance ≥ 10 MΩ").reason
    assert "低温条件下" in reason.zh
    assert "“low temperature”" in reason.en


def test_why_a_text_is_not_read_is_said_in_chinese():
    reason = compare_texts("铅 约 90 mg/kg", "铅 ≤ 90 mg/kg").reason
    assert "数值或文字的含义不能确定" in reason.zh
