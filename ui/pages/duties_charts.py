"""Counts as bars and as a heat map: tables whose numbers are text, which colour only repeats."""

from __future__ import annotations

from collections.abc import Sequence

from ui.frame_words import Place
from ui.markup import attribute, text
from ui.pages.duties_rows import Count, HeatMap
from ui.pages.duties_words import DutiesWords
from ui.pages.query import PageQuery, link_to

_SHADES = 4


def render_chart(counts: Sequence[Count], query: PageQuery, words: DutiesWords) -> str:
    """Return a bar for each body, as long as its share of the longest."""
    most = max(count.rows for count in counts)
    head = "".join(
        f'<th scope="col">{text(one)}</th>' for one in (words.agency, words.rows, words.leading)
    )
    body = "".join(_bar(count, most, query) for count in counts)
    return (
        f'<section class="zd-chart"><h3>{text(words.chart)}</h3>'
        f'<p class="zd-note"><span class="zd-key zd-key-leading"></span>{text(words.chart_leading)}'
        f'<span class="zd-key zd-key-others"></span>{text(words.chart_others)}</p><table><thead><tr>{head}<td></td></tr>'
        f"</thead><tbody>{body}</tbody></table></section>"
    )


def _bar(count: Count, most: int, query: PageQuery) -> str:
    address = link_to(Place.DUTIES, query.changed(agency=count.name, place=count.place, page=""))
    leading = round(100 * count.leading / most, 1)
    others = round(100 * (count.rows - count.leading) / most, 1)
    return (
        f'<tr><th scope="row" lang="zh-Hans"><a href="{attribute(address)}">{text(count.name)}</a> '
        f"<small>{text(count.place)}</small></th><td>{count.rows}</td><td>{count.leading}</td>"
        f'<td class="zd-bars" aria-hidden="true"><span class="zd-bar-leading" style="width:{leading}%">'
        f'</span><span class="zd-bar-others" style="width:{others}%"></span></td></tr>'
    )


def render_heat_map(heat: HeatMap | None, words: DutiesWords) -> str:
    """Return the bodies against the parts of a document, or how to get there."""
    if heat is None:
        return f'<p class="zd-note">{text(words.heat_choose)}</p>'
    most = max(max(row) for row in heat.cells)
    heads = "".join(
        f'<th scope="col">{text(part.reference)} {text(part.heading)}</th>' for part in heat.parts
    )
    body = "".join(
        f'<tr><th scope="row">{text(name)}</th>{"".join(_cell(n, most) for n in row)}'
        f"<td>{sum(row)}</td></tr>"
        for name, row in zip(heat.bodies, heat.cells, strict=True)
    )
    return (
        f'<h3 id="zd-heat">{text(words.heat)}</h3><p class="zd-note">{text(words.heat_note)}</p>'
        '<div class="zd-table zd-heat" role="region" tabindex="0" aria-labelledby="zd-heat">'
        f'<table lang="zh-Hans"><thead><tr><th scope="col">{text(words.agency)}</th>{heads}'
        f'<th scope="col">{text(words.total)}</th></tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cell(count: int, most: int) -> str:
    shade = -(-count * _SHADES // most)
    return f'<td class="zd-shade-{shade}">{count or ""}</td>'
