import { lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { InputError } from '../../shared/diagnostic.ts';

export interface RemoteOptions {
  /** Allowed origins. A redirect must lead to one of them too. */
  readonly origins: readonly string[];
  /** Allow hosts of this machine and its network. */
  readonly allowPrivate: boolean;
  /** Origin on this machine that is allowed even without `allowPrivate`. Default: none. */
  readonly loopback?: string | undefined;
  /** Origin → headers that are sent to this origin only. */
  readonly headers: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

const MAX_REDIRECTS = 5;
const MAX_BYTES = 64 * 2 ** 20;
const TIMEOUT = 30_000;

/**
 * Fetches the text of a document from another host, as UTF-8.
 *
 * @throws InputError `remote-unreadable`, `private-address`, `remote-reference` (a redirect to another origin)
 */
export async function readRemote(address: string, options: RemoteOptions): Promise<string> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    if (!options.origins.includes(url.origin)) {
      const subject = redirects === 0 ? address : `${address} redirects to ${url.origin}, which`;
      const message = `${subject} is not fetched: pagegen fetches only from origins that you allow.`;
      throw new InputError('remote-reference', message, { hint: `Pass \`--allow-remote ${url.origin}\`.` });
    }
    const response = await sendRequest(url, options);
    const location = response.headers.location;
    if (!isRedirect(response) || location === undefined) return readBody(response, url);
    response.destroy();
    url = new URL(location, url);
  }
  throw remoteError(address, `it redirects more than ${MAX_REDIRECTS} times`);
}

function sendRequest(url: URL, { headers, loopback, ...options }: RemoteOptions): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const allowPrivate = options.allowPrivate || url.origin === loopback;
  // A literal address never reaches `lookup`, so check it here.
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw privateAddressError(url);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      agent: false,
      headers: { accept: 'application/json, application/yaml, text/*, */*;q=0.5', ...headers.get(url.origin) },
      signal: AbortSignal.timeout(TIMEOUT),
      ...(!allowPrivate && { lookup: publicLookup(url) }),
    });
    outgoing.on('response', resolve);
    outgoing.on('error', (cause) =>
      reject(cause instanceof InputError ? cause : remoteError(url.href, cause.message, cause)),
    );
    outgoing.end();
  });
}

/**
 * Returns a `lookup` that rejects private addresses. It runs while connecting, so the connection uses exactly the
 * addresses that were checked.
 */
function publicLookup(url: URL): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || first === undefined) callback(error ?? new Error(`no address for ${hostname}`), '', 4);
      else if (addresses.some(({ address }) => isPrivateAddress(address))) callback(privateAddressError(url), '', 4);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function isRedirect({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 300 && statusCode < 400;
}

async function readBody(response: IncomingMessage, url: URL): Promise<string> {
  if (response.statusCode !== 200) {
    response.destroy();
    throw remoteError(url.href, `the server answers with status ${response.statusCode}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > MAX_BYTES) throw remoteError(url.href, `it is larger than ${MAX_BYTES / 2 ** 20} MB`);
      chunks.push(chunk);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw cause instanceof InputError ? cause : remoteError(url.href, (cause as Error).message, cause);
  }
}

function remoteError(address: string, reason: string, cause?: unknown): InputError {
  return new InputError('remote-unreadable', `Cannot fetch ${address}: ${reason}.`, { cause });
}

function privateAddressError({ origin }: URL): InputError {
  return new InputError(
    'private-address',
    `${origin} is on this machine or its network, and pagegen does not fetch from there.`,
    {
      hint: 'To allow it, pass `--allow-private` too.',
    },
  );
}

/** Networks without public hosts: IANA's special-purpose registries (RFC 6890), and tunnels that can wrap them. */
const PRIVATE: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const blocked = new BlockList();
for (const [network, prefix] of PRIVATE) blocked.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');

/** True for loopback, private and reserved addresses. Unwraps IPv4 addresses that are mapped into IPv6. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (family === 4) return blocked.check(address, 'ipv4');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped === undefined ? blocked.check(address, 'ipv6') : blocked.check(mapped, 'ipv4');
}
