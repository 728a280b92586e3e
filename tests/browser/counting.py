"""Clicks and keys, counted by a listener in the page from the stated start page.

A click, a select, a date and each key outside a text field count one; in a text field the keys that are no text (Tab,
Escape, Enter, Ctrl with a letter) count too. The count survives a new page of the session.
"""

from playwright.sync_api import Page

LISTEN = """(() => {
  const add = () => sessionStorage.setItem('acts', Number(sessionStorage.getItem('acts') || 0) + 1);
  const field = e => e.target.matches('textarea, input:not([type=radio]):not([type=checkbox]):not([type=submit])');
  const text = e => field(e) && !e.ctrlKey && !e.metaKey && !['Tab', 'Escape', 'Enter'].includes(e.key);
  const date = e => e.target.matches('[name=on_date], [type=date]');
  addEventListener('click', e => { if (e.isTrusted && e.detail > 0) { add(); } }, true);
  const alone = e => ['Control', 'Shift', 'Alt'].includes(e.key);
  addEventListener('keydown', e => { if (e.isTrusted && !text(e) && !alone(e)) { add(); } }, true);
  addEventListener('change', e => { if (e.isTrusted && (e.target.matches('select') || date(e))) { add(); } }, true);
})()"""


def count_acts(page: Page) -> None:
    """Begin to count; call before the start page is opened."""
    page.add_init_script(LISTEN)


def acts(page: Page) -> int:
    """How many there were since the last `start_over`."""
    return int(page.evaluate("Number(sessionStorage.getItem('acts') || 0)"))


def start_over(page: Page) -> None:
    page.evaluate("sessionStorage.removeItem('acts')")
