import 'server-only';
import { createClient } from './client';

export const baseUrl = process.env.CRM_URL ?? 'http://127.0.0.1:4010/api/v1';
export const apiKey = process.env.CRM_API_KEY ?? 'api_test';

/** The API, on the server. The key must not reach the browser: importing this file into a client component fails the build. */
export const crm = createClient({ baseUrl, auth: { apiKey } });
