"""Words that mean the same in Chinese and English: colours, states, faults, materials.

A word of a list is compared by its canonical English form; a word that the table does not know is compared as printed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from catalog.comparison.folding import clean, fold, fold_word
from catalog.patterns import regex

__all__ = [
    "canonical_word",
    "family_of",
    "find_subject",
    "is_canonical",
    "split_words",
    "widened_subjects",
]

_WORDS = """
white: 白色 白 white
off-white: 类白色 类白 米白色 米白 off-white offwhite
slightly yellow: 微黄色 微黄 slightly-yellow light-yellowish
pale yellow: 浅黄色 淡黄色 浅黄 淡黄 pale-yellow light-yellow
yellowish: 黄白色 带黄色 yellowish
yellow: 黄色 黄 yellow
milky white: 乳白色 乳白 milky-white milk-white
colourless: 无色 colourless colorless
transparent: 透明 transparent clear
translucent: 半透明 translucent
black: 黑色 黑 black
grey: 灰色 灰 grey gray
red: 红色 红 red
blue: 蓝色 蓝 blue
green: 绿色 绿 green
brown: 棕色 褐色 brown
light brown: 浅棕色 浅褐色 light-brown
orange: 橙色 orange
pink: 粉色 粉红色 pink
purple: 紫色 purple violet
gold: 金色 golden gold
silver: 银色 银白色 silver
yellow-green: 黄绿 黄绿色 黄绿双色 yellow-green yellow/green
powder: 粉末 粉状 粉末状 powder
granule: 颗粒 颗粒状 粒状 granules granule granular
liquid: 液体 液态 liquid
crystal: 结晶 晶体 结晶体 crystal crystals crystalline
paste: 膏状 糊状 paste
solid: 固体 solid
flake: 片状 flakes flake
cotton: 棉 纯棉 全棉 cotton
polyester: 聚酯 涤纶 聚酯纤维 polyester
polypropylene: 聚丙烯 pp polypropylene
polyethylene: 聚乙烯 pe polyethylene
stainless steel: 不锈钢 stainless-steel
carbon steel: 碳钢 碳素钢 carbon-steel
aluminium: 铝 aluminium aluminum
copper: 铜 紫铜 copper
brass: 黄铜 brass
glass: 玻璃 glass
wood: 木 木材 木质 wood
paper: 纸 纸质 paper
smooth: 光滑 平滑 smooth
uniform: 均匀 均匀一致 uniform even homogeneous
flat: 平整 flat
intact: 完整 完好 intact complete
clean: 清洁 洁净 干净 clean
dry: 干燥 dry
sweet: 甜 sweet
normal: 正常 normal
characteristic: 固有 特有 特征 characteristic
"""
_SUBJECTS = """
odour: 气味 异味 异臭 臭味 异常气味 异嗅 不良气味 off-odour off-odor off-flavour off-flavor odour odor smell
odour: unpleasant-odour foreign-odour foreign-odor abnormal-odour
taste: 异常味道 邪味 foreign-taste off-taste
red_rust: 红锈 red-rust
white_rust: 白锈 white-rust white-corrosion
rust: 锈蚀 生锈 锈迹 锈斑 锈 rust rusting
corrosion: 腐蚀 腐蚀现象 corrosion
crack: 裂纹 开裂 裂缝 龟裂 裂痕 crack cracks cracking
blister: 起泡 鼓泡 气泡 blister blisters blistering bubbles
peeling: 剥落 脱落 起皮 剥离 脱皮 peeling flaking delamination
breakage: 破裂 断裂 破损 break breakage rupture fracture breaks
breakdown: 击穿 闪络 飞弧 击穿或闪络 击穿闪络 breakdown flashover breakdown-or-flashover
leakage: 渗漏 泄漏 漏水 漏液 漏气 渗水 leak leakage leaks leaking
damage: 损坏 损伤 破坏 可见损伤 damage damages visible-damage
deformation: 变形 永久变形 deformation permanent-deformation distortion
foreign_matter: 杂质 异物 肉眼可见杂质 肉眼可见外来异物 可见异物 肉眼可见物 foreign-matter visible-foreign-matter
foreign_matter: impurities visible-impurities foreign-bodies visible-matter
mould: 霉变 发霉 霉斑 mould mold mouldiness
burr: 毛刺 burr burrs
sharp_edge: 锐边 尖锐边缘 锐利边缘 锐利尖端 sharp-edges sharp-edge sharp-points
scratch: 划痕 划伤 scratch scratches
stain: 污渍 污点 污迹 stain stains
hole: 破洞 孔洞 hole holes
precipitate: 沉淀 沉淀物 sediment precipitate precipitation
discolouration: 变色 褪色 discolouration discoloration colour-change fading
condensation: 凝露 结露 condensation
chalking: 粉化 chalking
wrinkle: 皱纹 起皱 wrinkles wrinkling
fluorescence: 荧光 可迁移荧光 可迁移性荧光物质 荧光物质 fluorescence
ignition: 着火 起火 引燃 ignition fire ignite flaming
explosion: 爆炸 explosion explode
loosening: 松动 loosening looseness
noise: 异响 异音 异常噪声 abnormal-noise
abnormality: 异常 异常现象 abnormality abnormalities
change: 变化 明显变化 change changes visible-change
parasite: 寄生虫 虫卵 parasites
"""


def _table(source: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for line in source.strip().splitlines():
        head, _, forms = line.partition(":")
        chinese = re.findall(r"[\u4e00-\u9fff]+", forms)
        latin = re.sub(r"[\u4e00-\u9fff]+", " ", forms)
        # Words of one form are joined by a dash in the table.
        for form in (*chinese, *latin.split()):
            table.setdefault(fold_word(form.replace("-", " ")), head)
    return table


_WORD_TABLE = _table(_WORDS)
_SUBJECT_TABLE = _table(_SUBJECTS)
_SUBJECT_HAN = regex("|".join(sorted((word for word in _SUBJECT_TABLE if not word.isascii()), key=len, reverse=True)))
_SPLIT = regex(r"\s*(?:[、,，;/|]|或者?|和|及|与|以及|\bor\b|\band\b|~|至|\bto\b)\s*", re.IGNORECASE)
_DECORATION = regex(r"^(?:应为|应是|应呈|应|呈|为|是|a|an|the|shall be|should be|is)\s*|(?:的|状物|等)$", re.IGNORECASE)


@lru_cache(maxsize=2048)
def canonical_word(printed: str) -> str:
    """Return the word by which ``printed`` is compared."""
    plain = _DECORATION.sub("", fold(clean(printed)).strip())
    word = fold_word(plain)
    if word in _WORD_TABLE:
        return _WORD_TABLE[word]
    parts = [fold_word(part) for part in plain.split()] if plain.isascii() else _segments(word)
    if len(parts) > 1 and all(part in _WORD_TABLE for part in parts):
        return " ".join(sorted(_WORD_TABLE[part] for part in parts))
    return word


def _segments(word: str) -> list[str]:
    """Return ``word`` parted into known words, longest first; with the rest as it is where that fails."""
    parts = []
    at = 0
    while at < len(word):
        size = next((size for size in range(min(6, len(word) - at), 0, -1) if word[at : at + size] in _WORD_TABLE), 0)
        if not size:
            return [word]
        parts.append(word[at : at + size])
        at += size
    return parts


def split_words(text: str) -> list[str]:
    """Return the words of a list in ``text`` (``白色或微黄色``, ``304, 316 or 316L``) as printed."""
    return [part.strip() for part in _SPLIT.split(text) if part and part.strip()]


def find_subject(text: str) -> str | None:
    """Return the dictionary word for what must be absent (``异味`` → ``odour``), when ``text`` is nothing else."""
    word = fold_word(text)
    word = re.sub(r"^(?:任何|any)|(?:现象|产生|出现|发生)$", "", word)
    if word in _SUBJECT_TABLE:
        return _SUBJECT_TABLE[word]
    degree = _DEGREE.match(word)
    if degree is None:
        return None
    subject = _SUBJECT_TABLE.get(re.sub(r"(?:现象|产生|出现|发生)$", "", word[degree.end() :]))
    if subject is None or degree.lastgroup == "seen":
        return subject
    # "No obvious scratches" is less than "no scratches": the degree is part of what must be absent.
    return f"{degree.lastgroup}_{subject}"


_DEGREE = regex(
    r"(?P<obvious>明显的?|显著的?|obvious|significant|noticeable|marked)|(?P<serious>严重的?|较大的?|serious|severe|major)"
    r"|(?P<harmful>有害的?|影响使用的?|harmful)|(?P<seen>可见的?|肉眼可见的?|visible)"
)


_DEGREES = ("obvious", "serious", "harmful")


def widened_subjects(subject: str) -> frozenset[str]:
    """Return the subjects that are absent where those of ``subject`` are: no scratches, so no obvious ones either."""
    named = frozenset(subject.split("+"))
    return named | {f"{degree}_{one}" for one in named for degree in _DEGREES if not one.startswith(_DEGREES)}


@lru_cache(maxsize=1)
def _canonical() -> frozenset[str]:
    return frozenset(_WORD_TABLE.values())


def is_canonical(word: str) -> bool:
    """Tell whether ``word`` is a canonical form of the table: then another canonical word means something else."""
    return word in _canonical()


_FAMILIES = {
    "colour": (
        "white,off-white,slightly yellow,pale yellow,yellowish,yellow,milky white,colourless,black,grey,red,blue,green,"
        "brown,light brown,orange,pink,purple,gold,silver,yellow-green"
    ),
    "form": "powder,granule,liquid,crystal,paste,solid,flake",
    "material": (
        "cotton,polyester,polypropylene,polyethylene,stainless steel,carbon steel,aluminium,copper,brass,glass,wood,"
        "paper"
    ),
}
_FAMILY = {word: family for family, words in _FAMILIES.items() for word in words.split(",")}


def family_of(word: str) -> str | None:
    """Return the family of a canonical word whose members exclude each other, ``None`` for words such as "normal"."""
    return _FAMILY.get(word)
