"""What a number counts, in Chinese and English: 年 and years, 公里 and km."""

from __future__ import annotations

import re
from enum import StrEnum


class Unit(StrEnum):
    """What a number counts, as far as one can be taken for another: three years are no three months."""

    PERCENT = "percent"
    POINT = "percentage point"
    YUAN = "yuan"
    DOLLAR = "dollar"
    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    WORKING_DAY = "working day"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SQUARE_KILOMETRE = "square kilometre"
    KILOMETRE = "kilometre"
    SQUARE_METRE = "square metre"
    CUBIC_METRE = "cubic metre"
    METRE = "metre"
    MU = "mu"
    HECTARE = "hectare"
    TONNE = "tonne"
    KILOGRAM = "kilogram"
    THING = "thing"
    ORDINAL = "ordinal"
    REFERENCE = "clause"
    DOCUMENT_NUMBER = "document number"
    FIVE_YEAR_PLAN = "five-year plan"
    EVERY = "every so many days"


_UNITS = {
    Unit.PERCENT: r"%|per ?cent\b",
    Unit.POINT: r"个?百分点|percentage points?\b",
    Unit.DOLLAR: r"美元|(?:us )?dollars?\b|usd\b",
    Unit.YUAN: r"元|人民币|yuan\b|rmb\b",
    Unit.WORKING_DAY: r"个?工作日|(?:working|business) days?\b|workdays?\b",
    Unit.YEAR: r"周?年(?!级)|years?\b",
    Unit.MONTH: r"个月|months?\b",
    Unit.WEEK: r"周|个?星期|weeks?\b",
    Unit.DAY: r"天|日|days?\b",
    Unit.HOUR: r"个?小时|个?钟头|hours?\b",
    Unit.MINUTE: r"分钟|minutes?\b",
    Unit.SQUARE_KILOMETRE: r"平方公里|平方千米|square kilomet|km2\b",
    Unit.SQUARE_METRE: r"平方米|平米|square met|m2\b",
    Unit.CUBIC_METRE: r"立方米|cubic met",
    Unit.KILOMETRE: r"公里|千米|kilomet|km\b",
    Unit.KILOGRAM: r"公斤|千克|kilogram|kg\b",
    Unit.METRE: r"米|met(?:re|er)s?\b",
    Unit.MU: r"亩|mu\b",
    Unit.HECTARE: r"公顷|hectares?\b",
    Unit.TONNE: r"吨|ton(?:ne)?s?\b",
    Unit.THING: r"[个家条项次所名人大类种座地县市省区级处架辆台套门户间层期轮张支块段组对位件份站倍部]|方面|多?[个家条项]",
}
_UNIT = re.compile(
    "|".join(f"(?P<{unit.name}>{words})" for unit, words in _UNITS.items()), re.ASCII
)

# Between a number and what it counts: 3000余家, 15个以上, a three-year plan, 500 or so.
_BETWEEN = re.compile(r"[余多来几]?[- ]*(?:or (?:so|more) )?")


def unit_at(text: str, end: int) -> Unit | None:
    """Return what the number that ends here counts, None where that is not known."""
    between = _BETWEEN.match(text, end)
    match = _UNIT.match(text, between.end() if between else end) or _UNIT.match(text, end)
    return Unit[match.lastgroup] if match and match.lastgroup else None
