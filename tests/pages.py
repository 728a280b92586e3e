"""Reading a page in a test: what is looked for is there, or the test says which part was missing."""

from bs4 import BeautifulSoup, Tag


def part(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """The first element that the CSS selector finds."""
    found = page.select_one(selector)
    assert found is not None, f"nothing on the page is {selector}"
    return found
