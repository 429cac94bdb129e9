"""What templates can do: print, loop, choose, compose, and a handful of filters."""

import pytest
from markupsafe import Markup

from sikta.engine.reporting.briefs.environment import sandbox_of
from sikta.engine.reporting.briefs.links import Format
from sikta.engine.reporting.briefs.sandbox import Sources
from sikta.engine.reporting.briefs.writer import Writer

VALUES = {
    "name": "A|B & <i>",
    "rows": [{"n": 2, "on": True}, {"n": 1, "on": False}],
    "by": {"items": 1, "clear": "dark"},
    "money": {"text": "€ 5", "value": 5.0},
    "nothing": None,
    "safe": Markup("<b>x</b>"),
}


def rendered(source: str, format_: Format = "html", language: str = "en") -> str:
    return sandbox_of(format_, Sources(), Writer(language, "EUR")).rendered_text(source, "text", VALUES)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ name }}", "A|B &amp; &lt;i&gt;"),
        ("{{ name|upper }} {{ name|lower }} {{ name|capitalize }}", "A|B &amp; &lt;I&gt; a|b &amp; &lt;i&gt; A|b &amp; &lt;i&gt;"),
        ("{{ safe }} {{ safe|upper }}", "<b>x</b> &lt;B&gt;X&lt;/B&gt;"),
        ("{{ name ~ '<' }}|{{ safe ~ '<' }}", "A|B &amp; &lt;i&gt;&lt;|<b>x</b>&lt;"),
        ("{{ money }} {{ money|abs }} {{ nothing }}.", "€ 5 5.0 ."),
        ("{{ by.items }} {{ by.clear }} {{ by['clear'] }}", "1 dark dark"),
        ("{% for key, value in by|items %}{{ loop.index }}{{ key }}{{ value }} {% endfor %}", "1items1 2cleardark "),
        ("{% for key in by %}{{ key }} {% endfor %}", "items clear "),
        ("{{ rows|length }} {{ rows|count }} {{ name|length }}", "2 2 9"),
        ("{{ rows|map('n')|join(', ') }} {{ rows|join('-', 'n') }} {{ rows|sum('n') }}", "2, 1 2-1 3"),
        ("{{ (rows|first).n }}{{ (rows|last).n }}{{ [][0:1]|first }}", "21"),
        ("{{ rows|sort('n')|map('n')|join }}{{ [3, 1]|sort(reverse=true)|join }}", "1231"),
        ("{{ (rows|selectattr('on'))|length }}{{ (rows|rejectattr('on'))|length }}", "11"),
        ("{{ 2.345|round(2) }} {{ 7 // 2 }} {{ 7 % 4 }} {{ -3 }} {{ 1 + 2 * 3 - 4 / 2 }}", "2.35 3 3 -3 5.0"),
        ("{{ '  x '|trim }}{{ 'abcdef'|short(4) }}{{ 'a-b'|replace('-', '+') }}", "xabc…a+b"),
        ("{{ by.nosuch|default('none') }} {{ nothing|default('-') }} {{ by.nosuch is defined }}", "none - False"),
        ("{{ name|escape }}", "A|B &amp; &lt;i&gt;"),
        ("{{ 2 in [1, 2] }} {{ 'A' in name }} {{ 1 < 2 < 3 }} {{ name == name }}", "True True True True"),
        ("{% macro f(x) %}<i>{{ x }}</i>{% endmacro %}{{ f(name) }}", "<i>A|B &amp; &lt;i&gt;</i>"),
        ("{% set box %}<u>{{ name }}</u>{% endset %}{{ box }}", "<u>A|B &amp; &lt;i&gt;</u>"),
        ("{% set ns = namespace(n=0) %}{% for row in rows %}{% set ns.n = ns.n + row.n %}{% endfor %}{{ ns.n }}", "3"),
        ("{% for n in range(3) %}{{ n }}{% endfor %}", "012"),
        ("{{ name|name }} {{ 'abcdef'|name(3) }}", "<bdi>A|B &amp; &lt;i&gt;</bdi> <bdi>ab…</bdi>"),
        ("{{ 1234.5|money }} {{ 0.125|percent }} {{ 3|points }} {{ 9|number }} {{ '2026-01-31'|date }}", "€1,235 12.5% 3.00 9 31 Jan 2026"),
        ("{{ nothing|money }} {{ nothing|date }} {{ 'mid'|level }} {{ 'very_high'|level }}", "– – middle very high"),
        ("{{ _('as of {day}', day=name) }}", "as of A|B &amp; &lt;i&gt;"),
        ("{{ plural('{count} account', '{count} accounts', 1, count=1) }}", "1 account"),
    ],
)  # fmt: skip
def test_html(source: str, expected: str) -> None:
    assert rendered(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ name }}", "A\\|B & &lt;i&gt;"),
        ("{{ name|name }}", "A\\|B & &lt;i&gt;"),
        ("{% macro f(x) %}**{{ x }}**{% endmacro %}{{ f(name) }}", "**A\\|B & &lt;i&gt;**"),
        ("{{ _('as of {day}', day='# x') }}", "per \\# x"),
        ("{% for row in rows %}{{ row.n }}{% if not loop.last %}, {% endif %}{% endfor %}", "2, 1"),
    ],
)
def test_markdown(source: str, expected: str) -> None:
    assert rendered(source, "md", "nl") == expected
