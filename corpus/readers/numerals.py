"""Numbers of lists in the formats of word processors: 一, 第一, ①, １, a, iv."""

from __future__ import annotations

from corpus.enumerators import numeral_of

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("零〇一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans("零〇一二三四五六七八九十百千", "零零壹貳參肆伍陸柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_COUNTING = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"),
        *("taiwaneseCountingThousand", "koreanCounting", "ideographLegalTraditionalCounting"),
    )
)
_DIGIT_BY_DIGIT = frozenset(
    {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"}
)
# The first character of a run of Unicode that holds the numbers from 1 on, and how many it holds.
_RUNS = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
_LARGEST = 9_999  # beyond it no list is numbered in words


def numbered(number: int, number_format: str) -> str:
    """Return a number of a list in a format by its name in Office Open XML.

    Unknown formats and numbers that a format does not reach are in Arabic numerals; `none` and
    `bullet` are empty.
    """
    if number_format in ("none", "bullet"):
        return ""
    if not 0 < number <= _LARGEST:
        return str(number)
    if number_format in _RUNS:
        first, count = _RUNS[number_format]
        return chr(ord(first) + number - 1) if number <= count else str(number)
    if number_format in _COUNTING:
        return numeral_of(number)
    if number_format in _DIGIT_BY_DIGIT:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    return _in_letters(number, number_format)


def _in_letters(number: int, number_format: str) -> str:
    match number_format:
        case "chineseLegalSimplified":
            return _in_full(number).translate(_LEGAL)
        case "ideographLegalTraditional":
            return _in_full(number).translate(_LEGAL_TRADITIONAL)
        case "ideographTraditional":
            return _STEMS[number - 1] if number <= len(_STEMS) else str(number)
        case "ideographZodiac":
            return _BRANCHES[number - 1] if number <= len(_BRANCHES) else str(number)
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord("０") + int(digit)) for digit in str(number))
        case "decimalZero":
            return f"{number:02}"
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if number_format == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman if number_format == "lowerRoman" else roman.upper()
        case _:
            return str(number)


def _in_full(number: int) -> str:
    numeral = numeral_of(number)
    return f"一{numeral}" if numeral.startswith("十") else numeral


def _roman(number: int) -> str:
    letters, rest = [], number
    for value, letter in _ROMAN:
        letters.append(letter * (rest // value))
        rest %= value
    return "".join(letters)
