import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../docs/samples.ts';
import { createProject, sh } from './project.ts';

// The picture of the README, drawn from a real run: `npm run docs:picture`.

export const PICTURE = join(ROOT, 'docs/assets/run.svg');

const COMMANDS = [
  'npx pagegen specs/close.yaml -o client/',
  'npx pagegen explain specs/close.yaml listLeads --total 40000 --limit 200 | tail -n 15',
  "sed -i 's#/data, hasMore#/dta, hasMore#' specs/close.yaml && npx pagegen specs/close.yaml -o client/ 2>&1 | head -n 4",
];

const COLUMNS = 124;
const LINE = 19;
const COLUMN = 8.4;
const COLOURS: Readonly<Record<string, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  36: '#76e3ea',
};

/** Runs the commands and draws what they print. */
export async function picture(): Promise<string> {
  const project = await createProject();
  const lines: string[] = [];
  try {
    for (const command of COMMANDS) {
      const { output } = await sh(project.folder, command, { FORCE_COLOR: '1' });
      lines.push(`\u001b[32m$\u001b[39m \u001b[1m${command}\u001b[22m`, ...output.trimEnd().split('\n'), '');
    }
  } finally {
    await project.remove();
  }
  return drawn(lines.slice(0, -1).flatMap((line) => wrapped(partsOf(line))));
}

interface Part {
  readonly text: string;
  readonly style: string;
}

/** An escape sequence that sets how text looks. */
const ESCAPE = new RegExp(`(${'\u001b'}\\[\\d*m)`);

/** The text between the escape sequences of a terminal, and how it looks. */
function partsOf(line: string): Part[] {
  const parts: Part[] = [];
  let [bold, dim, colour] = [false, false, ''];
  for (const piece of line.split(ESCAPE)) {
    const code = piece.startsWith('\u001b') ? piece.slice(2, -1) : undefined;
    if (code === undefined) {
      const style = [bold && 'font-weight="bold"', dim && 'opacity="0.6"', colour && `fill="${colour}"`];
      if (piece !== '') parts.push({ text: piece, style: style.filter(Boolean).join(' ') });
    } else {
      bold = code === '1' || (bold && code !== '22' && code !== '0');
      dim = code === '2' || (dim && code !== '22' && code !== '0');
      colour = COLOURS[code] ?? (code === '39' || code === '0' ? '' : colour);
    }
  }
  return parts;
}

/** Lines of no more than a terminal's columns. */
function wrapped(parts: readonly Part[]): Part[][] {
  const lines: Part[][] = [[]];
  let room = COLUMNS;
  for (const { text, style } of parts) {
    let rest = text;
    while (rest.length > room) {
      lines.at(-1)?.push({ text: rest.slice(0, room), style });
      rest = rest.slice(room);
      lines.push([]);
      room = COLUMNS;
    }
    lines.at(-1)?.push({ text: rest, style });
    room -= rest.length;
  }
  return lines;
}

function drawn(lines: readonly (readonly Part[])[]): string {
  const width = Math.ceil(COLUMNS * COLUMN) + 32;
  const height = lines.length * LINE + 32;
  const rows = lines.map((parts, index) => {
    const spans = parts.map(({ text, style }) => `<tspan${style && ` ${style}`}>${escaped(text)}</tspan>`);
    return `  <text x="16" y="${30 + index * LINE}" xml:space="preserve">${spans.join('')}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace" font-size="14" fill="#e6edf3" role="img" aria-labelledby="title">
  <title id="title">A run of pagegen in a terminal</title>
  <rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${rows.join('\n')}
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Without what is another with each run or each change of the runtime: how long it took, and how many files there are. */
export function timeless(svg: string): string {
  return svg.replaceAll(/in \d+\.\d+ s/g, 'in … s').replaceAll(/\d+ files \(\d+ created\)/g, '… files');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const before = await readFile(PICTURE, 'utf8').catch(() => '');
  const after = await picture();
  if (timeless(before) !== timeless(after)) await writeFile(PICTURE, after);
}
