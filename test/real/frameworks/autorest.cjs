// The server that AutoRest tests its clients against, with its own document of paging.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');

const cli = require.resolve('@microsoft.azure/autorest.testserver/dist/cli/cli.js');
const folder = dirname(require.resolve('@microsoft.azure/autorest.testserver/package.json'));

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function main() {
  const url = `http://127.0.0.1:${await freePort()}`;
  process.argv.splice(
    2,
    Infinity,
    '--port',
    new URL(url).port,
    '--coverageDirectory',
    join(tmpdir(), 'autorest-coverage'),
  );
  require(cli);
  while (!(await fetch(url).catch(() => undefined))) await new Promise((resolve) => setTimeout(resolve, 50));
  const text = readFileSync(join(folder, 'swagger/paging.json'), 'utf8');
  const line = JSON.stringify({ url, document: JSON.parse(text.replace(/^\uFEFF/, '')) });
  // Nobody reads the log of the requests.
  process.stdout.write(`${line}\n`, () => Object.assign(process.stdout, { write: () => true }));
}
main();
