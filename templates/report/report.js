// The script of a report: filter, totals of the simulated walks, theme. The page is complete without it.
(() => {
  /** @typedef {[kind: string, x: number, width: number, requests: string, note: string, items: string, sends: string, sum: string]} Bar */
  /** @typedef {[words: string, bars: Bar[]]} Walk */

  /** @type {{ totals: number[], walks: (Walk | null)[][] }} */
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '');
  /** @type {(selector: string, within?: ParentNode) => HTMLElement[]} */
  const all = (selector, within = document) =>
    [...within.querySelectorAll(selector)].map((e) => /** @type {HTMLElement} */ (e));
  /** @type {(id: string) => HTMLElement | null} */
  const byId = (id) => document.getElementById(id);

  for (const element of all('.actions')) element.hidden = false;

  // --- Theme: the style sheet follows the switch by itself; the script only remembers the choice.
  const THEME = 'pagegen-report-theme';
  /** @type {(work: () => void) => void} */
  const withStorage = (work) => {
    try {
      work();
    } catch {
      // Some browsers deny storage to pages that are opened from disk.
    }
  };
  withStorage(() => {
    const kept = byId(`theme-${localStorage.getItem(THEME)}`);
    if (kept instanceof HTMLInputElement) kept.checked = true;
  });
  for (const input of all('input[name=theme]')) {
    input.addEventListener('change', () =>
      withStorage(() => localStorage.setItem(THEME, /** @type {HTMLInputElement} */ (input).value)),
    );
  }

  // --- Filter
  const form = /** @type {HTMLFormElement} */ (byId('filter'));
  const [query, style, outcome, severity] = ['query', 'style', 'outcome', 'severity'].map(
    (id) => /** @type {HTMLInputElement | HTMLSelectElement} */ (byId(id)),
  );
  const cards = all('details[data-list]');
  const rows = new Map(all('tr[data-list]').map((row) => [row, row.dataset.list]));
  const gaps = all('tr[data-gap]');
  const findings = all('li[data-finding]');
  /** @type {Map<HTMLElement, string>} */
  const texts = new Map();
  /** @type {(element: HTMLElement, parts: string) => string} */
  const textOf = (element, parts) => {
    const known =
      texts.get(element) ??
      all(parts, element)
        .map((part) => part.textContent)
        .join(' ')
        .toLowerCase();
    texts.set(element, known);
    return known;
  };

  /** @type {(count: number, noun: string) => string} */
  const countOf = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

  const filter = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    /** @type {(element: HTMLElement, parts: string) => boolean} */
    const matches = (element, parts) =>
      words.length === 0 || words.every((word) => textOf(element, parts).includes(word));
    const shown = new Set();
    for (const card of cards) {
      const { list, styles = '', outcome: own } = card.dataset;
      const fits =
        (style.value === '' || styles.split(', ').includes(style.value)) &&
        (outcome.value === '' || own === outcome.value) &&
        matches(card, 'summary, .about');
      card.hidden = !fits;
      if (fits) shown.add(list);
    }
    for (const [row, list] of rows) row.hidden = !shown.has(list);
    for (const gap of gaps) gap.hidden = !matches(gap, 'th, td');
    for (const finding of findings) {
      finding.hidden = !(
        (severity.value === '' || finding.dataset.severity === severity.value) &&
        matches(finding, 'p, .others li')
      );
    }
    for (const none of all('.none')) {
      const own = all('[data-list], [data-gap], [data-finding]', /** @type {ParentNode} */ (none.parentElement));
      none.hidden = own.some((element) => !element.hidden);
    }
    /** @type {(rows: HTMLElement[]) => number} */
    const sizeOf = (rows) => rows.reduce((sum, { dataset }) => sum + Number(dataset.size), 0);
    const [found, every] = [sizeOf(findings.filter((finding) => !finding.hidden)), sizeOf(findings)];
    const count = /** @type {HTMLElement} */ (byId('count'));
    count.textContent = `${shown.size} of ${countOf(cards.length, 'list')}, ${found} of ${countOf(every, 'finding')}`;
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(filter));
  filter();
  form.hidden = cards.length + gaps.length + findings.length === 0;

  // --- Walks with other totals, drawn when their card is opened.
  const template = /** @type {HTMLTemplateElement} */ (byId('bar'));
  let total = data.totals.length - 1;
  /** @type {Map<Element, { total: number, caption: string, body: Node[] }>} */
  const drawn = new Map();

  /** @type {(bar: Bar) => Node} */
  const row = ([kind, x, width, requests, note, items, sends, sum]) => {
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const tr = /** @type {HTMLElement} */ (copy.querySelector('tr'));
    tr.className = kind;
    const rect = /** @type {Element} */ (tr.querySelector('rect'));
    rect.setAttribute('x', String(x));
    rect.setAttribute('width', String(width));
    const holes = ['th span', 'th small', 'td', 'code', '.flow .n'];
    [requests, note, items, sends, sum].forEach((text, index) => {
      /** @type {Element} */ (tr.querySelector(holes[index])).textContent = text;
    });
    return copy;
  };
  /** @type {(table: Element) => void} */
  const draw = (table) => {
    const [caption, body] = ['caption', 'tbody'].map((name) => /** @type {Element} */ (table.querySelector(name)));
    const first = { total: data.totals.length - 1, caption: caption.textContent ?? '', body: [...body.childNodes] };
    const known = drawn.get(table) ?? first;
    if (known.total === total) return;
    drawn.set(table, { ...known, total });
    const walk = data.walks[Number(/** @type {HTMLElement} */ (table).dataset.walk)]?.[total];
    caption.textContent = walk ? walk[0] : known.caption;
    body.replaceChildren(...(walk ? walk[1].map(row) : known.body));
  };
  /** @type {(card: HTMLElement) => void} */
  const drawCard = (card) => {
    if (card.hasAttribute('open')) for (const table of all('table.walk', card)) draw(table);
  };
  for (const card of cards) card.addEventListener('toggle', () => drawCard(card));
  for (const input of all('input[name=total]')) {
    input.addEventListener('change', () => {
      total = Number(/** @type {HTMLInputElement} */ (input).value);
      cards.forEach(drawCard);
    });
  }
  for (const [id, open] of /** @type {const} */ ([
    ['open', true],
    ['close', false],
  ])) {
    byId(id)?.addEventListener('click', () => {
      for (const card of cards) if (!card.hidden) card.toggleAttribute('open', open);
    });
  }

  // --- A link to a closed or filtered card opens and shows it.
  const reveal = () => {
    const target = byId(location.hash.slice(1));
    if (target === null) return;
    if (target.hidden) {
      form.reset();
      filter();
    }
    if (target instanceof HTMLDetailsElement) target.open = true;
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  if (location.hash !== '') reveal();
})();
