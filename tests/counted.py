"""The numbers on a page: which of them are counts of citizens, and whether each count's link shows that many.

A count is printed by the count component (a link with `data-count`). A number in a counter, a key figure, a cell, a
tab or the head of a group that counts something else says so with `data-figure`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup, Tag
from django.test import Client

PLACES = ", ".join(
    (
        ".jc-tally",
        ".jc-kpi",
        "table.heat tbody td",
        "table.heat tfoot td",
        ".jc-days td",
        ".jc-tabs",
        "tr.grp",
        "tr[id^=fold-]",
        ".jc-cap",
        ".jc-new h2",
        ".hd h2",
        ".jc-top nav",
    )
)
"""Where a number is a count or a figure: counters, key figures, cells, tabs, heads of groups, cards and week, menu."""
NUMBER = re.compile(r"\d")
ROW = re.compile(r"<(?:tr|li)\b[^>]*\bdata-citizen=\"([^\"]*)\"")
NEXT = re.compile(r"<a\b(?=[^>]*\brel=\"?next\b)[^>]*\bhref=\"(?P<href>[^\"]*)\"")
"""Lists are read by patterns: hundreds of them are counted, and a parsed page costs as much as making it."""
CONTROLS = "button, select, option, input, svg, title, script"


@dataclass(frozen=True)
class Shown:
    """One page as somebody was shown it."""

    url: str
    text: str

    @cached_property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "html.parser")

    def address(self, href: str) -> str:
        """An address on the page, from the root of the house and without the place on the page."""
        return urldefrag(urljoin(self.url, href)).url

    def bare_numbers(self) -> list[str]:
        """Numbers in counting places that are neither a count nor a figure."""
        found = []
        for place in self.page.select(PLACES):
            for text in place.find_all(string=NUMBER):
                marked = text.find_parent(attrs={"data-figure": True}) or text.find_parent(attrs={"data-count": True})
                if not marked and not text.find_parent(CONTROLS.split(", ")):
                    found.append(f"{self.url}: {text.strip()!r} in {place.name}.{'.'.join(place.get('class') or [])}")
        return found

    def dead_counts(self) -> list[str]:
        """Counts that lead nowhere, or that print another number than they say."""
        return [
            f"{self.url}: {mark}"
            for mark in self.page.select("[data-count]")
            if mark.name != "a" or not mark.get("href") or _printed(mark) != str(mark["data-count"])
        ]

    def counts(self) -> set[tuple[str, int]]:
        """(address, number) of every count."""
        return {
            (self.address(str(mark["href"])), int(str(mark["data-count"])))
            for mark in self.page.select("a[data-count][href]")
        }

    def links(self) -> list[str]:
        """Addresses of our own pages, in order."""
        found = [self.address(str(link["href"])) for link in self.page.select("a[href]")]
        return list(dict.fromkeys(address for address in found if address.startswith("/")))

    def citizens(self) -> list[str]:
        """Public ids in the list of citizens; "protected" for one without a name."""
        return ROW.findall(self.text)

    def following(self) -> str:
        """The address of the next page of the list, if there is one."""
        link = NEXT.search(self.text)
        return self.address(unescape(link["href"])) if link else ""


def _printed(mark: Tag) -> str:
    bold = mark.find("b")
    return re.sub(r"\D", "", bold.get_text()) if bold else ""


@dataclass
class Reader:
    """Opens pages as one person and remembers them."""

    client: Client
    pages: dict[str, Shown] = field(default_factory=dict)

    def open(self, url: str) -> Shown | None:
        """The page; None where the address shows none (a redirect, a file, an act)."""
        if url not in self.pages:
            answer = self.client.get(url)
            html = answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html")
            self.pages[url] = Shown(url, answer.content.decode() if html else "")
        shown = self.pages[url]
        return shown if shown.text else None

    def listed(self, url: str) -> list[str]:
        """All citizens of a list, page by page."""
        return [public_id for shown in self._all(url) for public_id in shown.citizens()]

    def _all(self, url: str) -> Iterator[Shown]:
        following = url
        while following:
            shown = self.open(following)
            assert shown is not None, following
            yield shown
            following = shown.following()

    def wrong_counts(self, shown: Shown) -> list[str]:
        """Counts on the page whose list has another number of citizens, or a citizen twice."""
        wrong = []
        for url, number in sorted(shown.counts()):
            rows = self.listed(url)
            named = [row for row in rows if row != "protected"]
            if len(rows) != number or len(set(named)) != len(named):
                wrong.append(f"{shown.url}: {number} leads to {len(rows)} citizens at {url}")
        return wrong
