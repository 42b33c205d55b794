"""What a page says of its document in a table or list of labels: 索引号, 文号, 成文日期, 有效性."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.page import label_pattern, metadata_labels
from corpus.readers.grid import Grid
from corpus.script import simplified

_NAMES = {
    "index_number": "索引号",
    "issuer": "发文机关",
    "date": "成文日期",
    "published": "发布日期",
    "number": "文号",
    "validity": "有效性",
    "repealed_on": "失效日期",
    "effective_on": "施行日期",
    "title": "标题",
}
# Labels that the parser makes nothing of; they show that a list is one of metadata all the same.
_OTHER_NAMES = {
    "索取号": "索引号",
    "信息索引号": "索引号",
    "信息索引": "索引号",
    "编制机构": "发文机关",
    "公开主体": "发文机关",
    "制定机关": "发文机关",
    "公布机关": "发文机关",
    "效力状况": "有效性",
    "文件名": "标题",
} | {
    name: name
    for name in (
        *("来源", "信息来源", "信息所属单位", "所属机构", "责任部门", "公开责任部门", "服务对象"),
        *("公开方式", "公开范围", "公开类别", "公开属性", "公开形式", "公开时限", "公开期限"),
        *("主题", "关键词", "关键字", "内容概述", "内容摘要", "概述", "更新时间", "更新日期"),
        *("签发人", "签发日期", "组配分类", "所属主题", "文件类型", "体裁", "载体类型", "有效期"),
    )
}
_DROPPED = re.compile(
    r"(?:打印|浏览|点击|访问|阅读|下载)(?:次数|量|数)?|字体|字号大小|分享|操作|(?:附件|文件)?下载"
)
_NO_VALUE = re.compile(r"[\s—–\-－/／]*|无|暂无|空")
_COLON = re.compile(r"\s*[:：]\s*$")
_PAIR = re.compile(r"^(?P<label>[^:：|。，,；;]{2,14}?)\s*[:：]\s*(?P<value>.+)$")
_BLANKS = re.compile(r"[\s\u3000\u200b【】\[\]]")
_MIN_KNOWN = 2
_MAX_LABEL = 12
_MAX_WORDS = 400  # of a cell or line with a field in it; a title can be long
_HEAD, _TAIL = 40, 15  # lines where a list of metadata may stand


@dataclass(frozen=True)
class Field:
    """A label as the page writes it, without blanks and colon, and its value."""

    label: str
    value: str

    @property
    def line(self) -> str:
        return f"{self.label}：{self.value}"


def field_name(label: str) -> str | None:
    """Return the usual name of the field that a page labels so, None for an unknown label."""
    if len(label) > _MAX_WORDS:
        return None
    return _known().get(simplified(plain_label(label)))


def plain_label(words: str) -> str:
    """Return a label without blanks, brackets and colon: `文 号：` is 文号."""
    return _BLANKS.sub("", _COLON.sub("", words))


def mapping_of(fields: Sequence[Field]) -> dict[str, str]:
    """Return the fields by their usual names; of several with one name the first counts."""
    found: dict[str, str] = {}
    for field in fields:
        found.setdefault(field_name(field.label) or simplified(field.label), field.value)
    return found


def field_of(words: str) -> Field | None:
    """Return the field in `words` that hold a known label, a colon and a value, else None."""
    pair = _PAIR.match(words[:_MAX_WORDS])
    if pair and field_name(pair["label"]):
        return Field(plain_label(pair["label"]), pair["value"].strip())
    return None


def fields_of_grid(grid: Grid) -> tuple[Field, ...]:
    """Return the fields of a table of metadata; empty for any other table."""
    known = {
        cell.text
        for row in grid.rows
        for cell in row
        if field_name(cell.text) or field_of(cell.text)
    }
    cells = {cell for row in grid.rows for cell in row if cell.text}
    if len(known) < _MIN_KNOWN or len(known) * 4 < len(cells):
        return ()
    return tuple(field for field in _pairs(grid) if is_worth_keeping(field))


def fields_of_lines(lines: Sequence[str]) -> tuple[Field, ...]:
    """Return the fields of a list of metadata among the first or last lines of a text."""
    places = dict.fromkeys([*range(len(lines))[:_HEAD], *range(len(lines))[-_TAIL:]])
    fields = [field for i in places for field in _fields_of_line(lines[i])]
    return tuple(fields) if len({field_name(f.label) for f in fields}) >= _MIN_KNOWN else ()


def is_worth_keeping(field: Field) -> bool:
    """Return whether a field says something of the document, and not of the page or nothing."""
    if not field.label or _NO_VALUE.fullmatch(field.value):
        return False
    return not _DROPPED.fullmatch(simplified(field.label))


def without_repeats(*parts: Mapping[str, str]) -> dict[str, str]:
    """Return all mappings as one; what stands further to the left wins."""
    return {name: value for part in reversed(parts) for name, value in part.items()}


def _pairs(grid: Grid) -> Iterator[Field]:
    rows = [list(dict.fromkeys(row)) for row in grid.rows]
    skip = False
    for i, cells in enumerate(rows):
        if skip:
            skip = False
            continue
        texts = [cell.text for cell in cells]
        below = [cell.text for cell in rows[i + 1]] if i + 1 < len(rows) else []
        if _is_header(texts, below):
            yield from map(_field, texts, below)
            skip = True
        elif any(map(field_of, texts)):
            yield from (field for field in map(field_of, texts) if field)
        else:
            yield from map(_field, texts[0::2], texts[1::2])


def _is_header(texts: Sequence[str], below: Sequence[str]) -> bool:
    labels = len(texts) >= _MIN_KNOWN and all(field_name(text) for text in texts)
    return labels and len(below) == len(texts) and not any(field_name(text) for text in below)


def _field(label: str, value: str) -> Field:
    return Field(plain_label(label)[:_MAX_LABEL], value.strip())


def _fields_of_line(line: str) -> Iterator[Field]:
    plain = simplified(line[:_MAX_WORDS])
    if not label_pattern().match(plain):
        return
    found = list(label_pattern().finditer(plain))
    ends = [*(match.start() for match in found[1:]), len(plain)]
    for match, end in zip(found, ends, strict=True):
        value = line[match.end() : end].strip(" \t\u3000|")
        field = Field(plain_label(match[0]), value)
        if is_worth_keeping(field):
            yield field


@cache
def _known() -> dict[str, str]:
    known = dict(_OTHER_NAMES)
    for kind, labels in metadata_labels().items():
        for label in labels:
            known[label] = _NAMES.get(kind, label)
    return known
