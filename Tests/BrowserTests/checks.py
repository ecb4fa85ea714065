"""What is asked of every page, whoever wrote it. Each check returns sentences about what is wrong."""

from visitor import Visitor

WEIGHT_MAX_BYTES = 100_000
CONTRAST_MIN = 4.5
TARGET_MIN_PIXELS = 44
TABS_MAX = 400

LABELS = """() => {
  const name = (e) => (e.getAttribute('aria-label') || '').trim()
    || (e.getAttribute('aria-labelledby') || '').split(/\\s+/).map((id) => document.getElementById(id)?.textContent || '').join('').trim()
    || [...(e.labels || [])].map((label) => label.textContent).join('').trim();
  const wrong = [];
  for (const e of document.querySelectorAll('input:not([type=hidden]):not([hidden]), select, textarea'))
    if (!name(e)) wrong.push(`${e.tagName} ${e.name} has no label`);
  for (const e of document.querySelectorAll('a[href], button, summary'))
    if (!name(e) && !e.textContent.trim()) wrong.push(`${e.outerHTML.slice(0, 80)} says nothing`);
  for (const e of document.querySelectorAll('fieldset'))
    if (!e.querySelector('legend')?.textContent.trim()) wrong.push('a fieldset has no legend');
  for (const e of document.querySelectorAll('table'))
    if (!e.querySelector('th')) wrong.push('a table has no heading cells');
  for (const e of document.querySelectorAll('img, svg:not([aria-hidden=true])'))
    if (e.getAttribute('alt') === null && !name(e) && !e.querySelector('title')) wrong.push(`${e.tagName} has no text`);
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  for (const id of new Set(ids)) if (ids.indexOf(id) !== ids.lastIndexOf(id)) wrong.push(`the id ${id} stands twice`);
  for (const attribute of ['aria-describedby', 'aria-labelledby', 'for'])
    for (const e of document.querySelectorAll(`[${attribute}]`))
      for (const id of e.getAttribute(attribute).split(/\\s+/))
        if (!document.getElementById(id)) wrong.push(`${attribute} names ${id}, which is not there`);
  return wrong;
}"""

OUTLINE = """() => {
  const wrong = [];
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((e) => Number(e.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) wrong.push(`the levels of headings are ${levels}: not one h1`);
  levels.forEach((level, i) => { if (level > (levels[i - 1] || 0) + 1) wrong.push(`the levels of headings are ${levels}`); });
  for (const [selector, what] of [['main', 'main'], ['body > header', 'header'], ['body > footer', 'footer']])
    if (document.querySelectorAll(selector).length !== 1) wrong.push(`there is not one ${what}`);
  for (const e of document.querySelectorAll('nav')) if (!e.getAttribute('aria-label')) wrong.push('a nav has no label');
  if (!document.documentElement.lang) wrong.push('the page names no language');
  if (!document.title.trim()) wrong.push('the page has no title');
  return wrong;
}"""

# Text over the colours of what lies behind it, up to the page's own.
CONTRAST = """(least) => {
  const parse = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
  const over = (top, low) => [0, 1, 2].map((i) => top[i] * top[3] + low[i] * (1 - top[3])).concat(1);
  const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const behind = (e) => { const all = [];
    for (let at = e; at; at = at.parentElement) all.push(parse(getComputedStyle(at).backgroundColor));
    return all.reverse().reduce((low, top) => over(top, low), [255, 255, 255, 1]); };
  const wrong = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const e = node.parentElement;
    if (!node.data.trim() || !e.getClientRects().length || ['SCRIPT', 'NOSCRIPT', 'OPTION'].includes(e.tagName)) continue;
    const low = behind(e), top = over(parse(getComputedStyle(e).color), low);
    const [a, b] = [light(top), light(low)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < least) wrong.add(`contrast ${ratio.toFixed(2)} of "${node.data.trim().slice(0, 30)}"`);
  }
  return [...wrong];
}"""

WIDTH = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > page.clientWidth + 1);
  return [`${page.scrollWidth} px wide where the window has ${page.clientWidth}: ` + wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 60)).join(' | ')];
}"""

TARGETS = """(least) => [...document.querySelectorAll('button, .button, select, input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=range])')]
  .map((e) => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.height > 0 && r.height < least - .5)
  .map(([e, r]) => `${e.tagName} "${(e.textContent || e.name).trim().slice(0, 20)}" is ${r.height.toFixed(0)} px high`)"""

# Everything that a keyboard should reach, in the order of the page; of radio buttons of one name, the group counts once.
STOPS = """() => {
  const groups = new Set();
  window.stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((e) => !e.disabled && e.type !== 'hidden' && e.getClientRects().length && e.checkVisibility({ visibilityProperty: true }))
    .filter((e) => e.type !== 'radio' || (!groups.has(e.form?.action + e.name) && groups.add(e.form?.action + e.name)));
  document.activeElement?.blur();
  return [window.stops.length, document.querySelectorAll('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])').length];
}"""

FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const index = window.stops.findIndex((s) => s === e || (s.type === 'radio' && e.type === 'radio' && s.name === e.name && s.form === e.form));
  const seen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  return { index, seen, inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    what: e.outerHTML.slice(0, 70) };
}"""

WEIGHT = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .filter((e) => e.initiatorType !== 'fetch').reduce((sum, e) => sum + e.encodedBodySize, 0)"""


def labels(visitor: Visitor) -> list[str]:
    return visitor.page.evaluate(LABELS)


def outline(visitor: Visitor) -> list[str]:
    return visitor.page.evaluate(OUTLINE)


def contrast(visitor: Visitor) -> list[str]:
    return visitor.page.evaluate(CONTRAST, CONTRAST_MIN)


def width(visitor: Visitor) -> list[str]:
    return visitor.page.evaluate(WIDTH)


def targets(visitor: Visitor) -> list[str]:
    return visitor.page.evaluate(TARGETS, TARGET_MIN_PIXELS)


def weight(visitor: Visitor) -> list[str]:
    size = visitor.page.evaluate(WEIGHT)
    return [] if 0 < size <= WEIGHT_MAX_BYTES else [f"weighs {size} bytes with all it brings"]


def focus(visitor: Visitor) -> list[str]:
    """Tab goes through everything in the order of the page, and shows where it is."""
    count, forced = visitor.page.evaluate(STOPS)
    wrong = [f"{forced} elements have a tabindex of their own"] if forced else []
    # From the top: what a page focuses by itself is where its reader begins, and Tab goes on from there.
    visitor.page.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }")
    reached: list[int] = []
    for _ in range(TABS_MAX):
        visitor.page.keyboard.press("Tab")
        at = visitor.page.evaluate(FOCUS)
        if at is None:
            break
        if reached and at["index"] == reached[-1]:
            continue  # The parts of a date.
        if reached and at["index"] == reached[0]:
            break
        reached.append(at["index"])
        if not at["seen"]:
            wrong.append(f"focus does not show at {at['what']}")
        if not at["inside"]:
            wrong.append(f"focus is outside the window at {at['what']}")
    if reached != list(range(count)):
        wrong.append(f"Tab reaches {reached} of {count}")
    return wrong


EVERYWHERE = [labels, outline, contrast, targets]
