import type { NextRequest } from 'next/server';
import { apiKey, baseUrl } from '../../../crm';

/** Sends a call of `listLeads` from the browser on to the API, with the key. */
export async function GET({ nextUrl, signal }: NextRequest) {
  const headers = { authorization: `Basic ${btoa(`${apiKey}:`)}` };
  const { body, status } = await fetch(`${baseUrl}/lead/${nextUrl.search}`, { headers, signal, cache: 'no-store' });
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
}
