"""Which tables assign tasks, and what their rows say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.grid import Grid
from corpus.readers.types import TaskRow, TaskTable
from corpus.script import simplified

_DUTY = re.compile(
    r"(?:牵头|主办|主责|主管|责任|负责|配合|协办|协同|协助|参与|参加|落实|承办|实施|执行|完成|组织)"
    r"(?:和|及|、|/)?(?:牵头|配合|责任|负责|参与|落实|协助)?"
    r"(?:单位|部门|主体|机构|地区|处室|科室|股室|市县|领导|人|方)(?:[及和、].{1,8})?"
    r"|(?:责任|任务|职责|工作)?分工(?:单位|部门)?|(?:省级|市级|县级|区级|省直)?(?:单位|部门)"
)
_TASK = re.compile(
    r"(?:重点|主要|具体|工作|改革|建设|年度)*(?:任务|事项|内容|举措|措施|目标|项目|工作)(?:名称|内容|清单|要点)?"
)
_TIME = re.compile(
    r"(?:完成|办结|落实|推进|实施|计划|预计|进度|时间|工作)*(?:时限|时间|期限|节点|进度|日期)(?:要求|安排|节点)?"
)
_NUMBER = re.compile(r"序号|编号|项次")
_ANNEX = re.compile(r"附\s*[件表录]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：]?")
_UNIT = re.compile(r"[(（]?\s*(?:计量)?单位\s*[:：].{1,10}")
_MAX_HEADER_ROWS = 3
_MAX_LABEL = 15
_MAX_CAPTION = 60


def header_depth(grid: Grid) -> int:
    """Return how many rows, from the first that is no band, are the header of a table of tasks.

    0 where the table assigns no tasks.
    """
    start = first_row(grid)
    if grid.width < 2 or start + 1 >= len(grid.rows):
        return 0
    depth = _depth_by_spans(grid, start)
    while depth < _MAX_HEADER_ROWS and start + depth + 1 < len(grid.rows):
        if _assigns_tasks(_labels(grid, start, depth)) and not _goes_on(grid, start + depth):
            break
        if not _is_row_of_labels(grid, start + depth):
            break
        depth += 1
    return depth if _assigns_tasks(_labels(grid, start, depth)) else 0


def first_row(grid: Grid) -> int:
    """Return the first row that is no band: a table may have its title in its first row."""
    row = 0
    while row < len(grid.rows) and (grid.is_band(row) or not any(grid.texts(row))):
        row += 1
    return row


def task_table(
    grid: Grid, depth: int, line_of_row: Sequence[int], above: Sequence[str]
) -> TaskTable:
    """Return the table of tasks in `grid`, whose header has `depth` rows.

    `line_of_row` is the line of the text of each row, 0 for a row without one; `above` are the
    lines of the text before the table.
    """
    start = first_row(grid)
    annex, caption = _announced(above)
    bands = [grid.rows[row][0].text for row in range(start) if grid.is_band(row)]
    rows, group = [], None
    header = _leaves(grid, start, depth)
    for row in range(start + depth, len(grid.rows)):
        cells = grid.texts(row)
        if grid.is_band(row):
            group = cells[0]
        elif any(cells) and cells != header:
            rows.append(TaskRow(cells=cells, line=line_of_row[row], group=group))
    return TaskTable(
        annex=annex,
        caption=caption or (bands[-1] if bands else None),
        header=header,
        rows=tuple(rows),
        line=line_of_row[start],
    )


def _depth_by_spans(grid: Grid, start: int) -> int:
    """Return how many rows the cells of the first header row cover where it spans columns, too."""
    cells = grid.rows[start]
    if all(cell.column_span == 1 for cell in cells):
        return 1
    return min(_MAX_HEADER_ROWS, max(cell.row + cell.row_span - start for cell in cells))


def _labels(grid: Grid, start: int, depth: int) -> list[str]:
    return [text for row in range(start, start + depth) for text in grid.texts(row)]


def _assigns_tasks(labels: Sequence[str]) -> bool:
    plain = [re.sub(r"\s", "", simplified(label)) for label in labels]
    named = [label for label in plain if label]
    has_duty = any(map(_DUTY.fullmatch, named))
    has_task = any(map(_TASK.fullmatch, named))
    has_time = any(map(_TIME.fullmatch, named))
    has_number = any(map(_NUMBER.fullmatch, named))
    return (has_duty and (has_task or has_time or has_number)) or (has_task and has_time)


def _goes_on(grid: Grid, row: int) -> bool:
    """Return whether a row below the header still names the parts of a label above it."""
    above, below = grid.rows[row - 1], grid.rows[row]
    spans = any(cell.column_span > 1 for cell in above)
    repeats = sum(bool(a.text) and a.text == b.text for a, b in zip(above, below, strict=True))
    return (spans or repeats > 1) and _is_row_of_labels(grid, row)


def _is_row_of_labels(grid: Grid, row: int) -> bool:
    texts = [text for text in grid.texts(row) if text]
    short = all(len(text) <= _MAX_LABEL and not text[0].isdigit() for text in texts)
    return bool(texts) and short and any(_DUTY.fullmatch(simplified(text)) for text in texts)


def _leaves(grid: Grid, start: int, depth: int) -> tuple[str, ...]:
    """Return the lowest label of each column; with those above it where it alone is not unique."""
    columns = []
    for column in range(grid.width):
        labels = [grid.rows[row][column].text for row in range(start, start + depth)]
        columns.append([label for label in dict.fromkeys(labels) if label])
    leaves = [labels[-1] if labels else "" for labels in columns]
    return tuple(
        " ".join(labels) if leaves.count(leaf) > 1 else leaf
        for labels, leaf in zip(columns, leaves, strict=True)
    )


def _announced(above: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the line of the annex and the caption, as far as they stand right above the table."""
    caption = None
    for line in reversed(above[-3:]):
        annex = _ANNEX.match(line)
        if annex and len(line) <= _MAX_CAPTION:
            rest = line[annex.end() :].strip()
            return annex[0].rstrip(":： "), caption or rest or None
        is_title = len(line) <= _MAX_CAPTION and not re.search(r"[。；;，,：:]", line)
        if caption is None and is_title:
            caption = line
        elif not _UNIT.match(line):
            break
    return None, caption
