"""The dictionary: names match literally or not at all, and every entry can be used."""

import pytest

from catalog.comparison.dictionary import dictionary, fold_name, strip_qualifiers
from catalog.comparison.scales import scales
from catalog.comparison.units import unit_by_code

ENTRIES = list(dictionary().entries.values())
# One character or one word apart, and two characteristics.
NEIGHBOURS = [
    ("甲醛", "甲醇"),
    ("耐酸汗渍色牢度", "耐碱汗渍色牢度"),
    ("耐皂洗色牢度(变色)", "耐皂洗色牢度(沾色)"),
    ("抗拉强度", "抗压强度"),
    ("断裂强力", "撕破强力"),
    ("断裂强力", "断裂伸长率"),
    ("耐摩擦色牢度(干摩)", "耐摩擦色牢度(湿摩)"),
    ("总铬", "六价铬"),
    ("铅", "可迁移铅"),
    ("可溶性铅", "可迁移铅"),
    ("总砷", "无机砷"),
    ("汞", "甲基汞"),
    ("总氮", "氨氮"),
    ("径向间隙", "轴向间隙"),
    ("转速波动", "转矩波动系数"),
    ("温升", "绕组最高温度"),
    ("声功率级", "声压级"),
    ("爬电距离", "电气间隙"),
    ("十六烷值", "十六烷指数"),
    ("PM2.5", "PM10"),
    ("total lead", "migratable lead"),
    ("tensile strength", "compressive strength"),
    ("hardness", "pencil hardness"),
    ("甲醛含量", "甲醛释放量"),
]
SYNONYMS = [
    ("甲醛含量", "free formaldehyde"),
    ("水洗尺寸变化率", "缩水率"),
    ("单位面积质量", "克重"),
    ("pH值", "酸碱度"),
    ("黏度(25℃)", "粘度"),
    ("铅(以Pb计)", "total lead"),
    ("菌落总数", "aerobic plate count"),
    ("断裂强力(经向)", "breaking force"),
    ("工频耐电压", "试验电压"),
    ("甲醛含量/(mg/kg)", "甲醛"),
    ("抗压强度(28 d)", "compressive strength"),
    ("lead content", "铅含量"),
    ("耐压", "withstand voltage"),
]


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_are_two_entries(one, other):
    a, b = dictionary().find(one), dictionary().find(other)
    assert a is not None
    assert b is not None
    assert a.id != b.id


@pytest.mark.parametrize(("one", "other"), SYNONYMS)
def test_synonyms_are_one_entry(one, other):
    assert dictionary().find(one).id == dictionary().find(other).id


@pytest.mark.parametrize(
    "name", ["甲", "甲醛类", "醛含量", "铅笔", "leads", "formaldehid", "断裂", "强力", "铅(某种形态)", ""]
)
def test_what_only_resembles_a_name_is_not_found(name):
    assert dictionary().find(name) is None


def test_words_beside_the_name_tell_change_from_staining():
    find = dictionary().find
    assert find("耐皂洗色牢度", "耐皂洗色牢度 变色 ≥ 4级").id == "c:textile.fastness.washing.change"
    assert find("耐皂洗色牢度", "耐皂洗色牢度 沾色 ≥ 4级").id == "c:textile.fastness.washing.stain"
    assert find("耐皂洗色牢度", "耐皂洗色牢度 变色、沾色 ≥ 4级").id == "c:textile.fastness.washing"


def test_no_name_belongs_to_two_entries():
    seen = {}
    for entry in ENTRIES:
        for name in {fold_name(n) for n in (*entry.zh, *entry.en)}:
            assert seen.setdefault(name, entry.id) == entry.id, name


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.id for entry in ENTRIES])
def test_an_entry_refers_only_to_what_exists(entry):
    assert entry.zh or entry.en
    known = dictionary().entries
    for other in (*entry.not_same_as, *entry.may_be, *(hint.id for hint in entry.hints), *entry.unit_hints.values()):
        assert other in known, other
        assert other != entry.id or other in [hint.id for hint in entry.hints]
    if entry.unit is not None:
        assert unit_by_code(entry.unit) is not None
    for scale in (entry.scale, entry.class_scale):
        assert scale is None or scales().get(scale) is not None
    low, high = entry.domain
    assert low is None or high is None or low < high
    assert entry.default_op in ("le", "ge", "range", "none")


def test_there_are_several_hundred_entries_in_both_languages():
    assert sum(bool(entry.zh and entry.en) for entry in ENTRIES) > 700


def test_qualifiers_are_stripped_and_the_rest_kept():
    assert strip_qualifiers("断裂强力（经向）") == "断裂强力"
    assert strip_qualifiers("氯化钠(干基)") == "氯化钠"
    assert strip_qualifiers("铅（可溶性）") == "铅(可溶性)"
