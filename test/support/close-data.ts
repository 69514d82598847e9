/** An object of the Close API. */
export interface CloseObject {
  readonly id: string;
  readonly date_created: string;
  readonly [field: string]: unknown;
}

export interface CloseCounts {
  readonly leads: number;
  readonly contacts: number;
  readonly opportunities: number;
  readonly tasks: number;
  readonly activities: number;
  readonly events: number;
}

/** Everything an organization holds; each list in order of creation. */
export interface CloseData {
  readonly leads: CloseObject[];
  readonly contacts: CloseObject[];
  readonly opportunities: CloseObject[];
  readonly tasks: CloseObject[];
  readonly activities: CloseObject[];
  readonly events: CloseObject[];
  readonly leadStatuses: CloseObject[];
  readonly opportunityStatuses: CloseObject[];
  readonly customFields: CloseObject[];
  readonly users: CloseObject[];
  readonly smartViews: CloseObject[];
  readonly exports: CloseObject[];
}

const START = Date.UTC(2024, 0, 1);
const ORGANIZATION = 'orga_1';
const FIRST = ['Acme', 'Blue Sky', 'Cedar', 'Delta', 'Evergreen', 'Falcon', 'Granite', 'Harbor'];
const SECOND = ['Bakery', 'Consulting', 'Foods', 'Logistics', 'Media', 'Robotics', 'Textiles'];
const PEOPLE = ['Ada Moss', 'Ben Okafor', 'Chloe Petit', 'Dan Ruiz', 'Eva Lindt'];
const LEAD_STATUSES = ['Potential', 'Qualified', 'Customer', 'Bad Fit'];

/** The time as Close writes it: microseconds and a numeric offset. */
export function closeDate(time: number): string {
  return new Date(time).toISOString().replace('Z', '000+00:00');
}

/** The same data for the same counts. Three neighbours in a list share a creation time, as imported objects do. */
export function closeData(counts: CloseCounts): CloseData {
  return {
    leads: many(counts.leads, 'lead', lead),
    contacts: many(counts.contacts, 'cont', (index) => contact(index, counts.leads)),
    opportunities: many(counts.opportunities, 'oppo', (index) => opportunity(index, counts.leads)),
    tasks: many(counts.tasks, 'task', (index) => task(index, counts.leads)),
    activities: many(counts.activities, 'acti', (index) => activity(index, counts.leads)),
    events: many(counts.events, 'ev', (index) => event(index, counts.leads)),
    leadStatuses: many(LEAD_STATUSES.length, 'stat', (index) => ({ label: LEAD_STATUSES[index] })),
    opportunityStatuses: many(3, 'stat_oppo', (index) => ({
      label: ['Active', 'Won', 'Lost'][index],
      type: ['active', 'won', 'lost'][index],
      pipeline_id: 'pipe_1',
    })),
    customFields: many(2, 'cf', (index) => ({ name: ['Industry', 'Seats'][index], type: ['text', 'number'][index] })),
    users: many(3, 'user', (index) => ({
      email: `user${index}@example.com`,
      first_name: PEOPLE[index]?.split(' ')[0],
      last_name: PEOPLE[index]?.split(' ')[1],
    })),
    smartViews: many(2, 'save', (index) => ({
      name: ['Hot', 'Stale'][index],
      type: 'lead',
      query: 'status:Potential',
    })),
    exports: [],
  };
}

/** ID of the object at an index; padded, so that IDs sort by creation. */
export function closeId(prefix: string, index: number): string {
  return `${prefix}_${String(index).padStart(6, '0')}`;
}

function many(count: number, prefix: string, fields: (index: number) => Record<string, unknown>): CloseObject[] {
  return Array.from({ length: count }, (_, index) => {
    const date = closeDate(START + Math.floor(index / 3) * 1000);
    const id = closeId(prefix, index);
    return { id, organization_id: ORGANIZATION, ...fields(index), date_created: date, date_updated: date };
  });
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

function lead(index: number): Record<string, unknown> {
  const name = `${pick(FIRST, index)} ${pick(SECOND, Math.floor(index / FIRST.length))} ${index}`;
  return {
    name,
    display_name: name,
    description: null,
    url: `https://lead${index}.example.com`,
    status_id: closeId('stat', index % LEAD_STATUSES.length),
    status_label: pick(LEAD_STATUSES, index),
    addresses: [],
  };
}

function contact(index: number, leads: number): Record<string, unknown> {
  const name = `${pick(PEOPLE, index)} ${index}`;
  return {
    lead_id: leadOf(index, leads),
    name,
    display_name: name,
    title: index % 4 === 0 ? 'Director' : null,
    emails: [{ email: `person${index}@example.com`, type: 'office' }],
    phones: [],
    urls: [],
  };
}

function opportunity(index: number, leads: number): Record<string, unknown> {
  return {
    lead_id: leadOf(index, leads),
    user_id: closeId('user', index % 3),
    status_id: closeId('stat_oppo', index % 3),
    status_label: pick(['Active', 'Won', 'Lost'], index),
    status_type: pick(['active', 'won', 'lost'], index),
    confidence: (index * 7) % 101,
    value: index % 5 === 0 ? null : index * 1000,
    value_currency: 'USD',
    value_period: pick(['one_time', 'monthly', 'annual'], index),
  };
}

function task(index: number, leads: number): Record<string, unknown> {
  return {
    _type: 'lead',
    lead_id: leadOf(index, leads),
    assigned_to: closeId('user', index % 3),
    text: `Call back about order ${index}`,
    is_complete: index % 2 === 0,
  };
}

function activity(index: number, leads: number): Record<string, unknown> {
  const base = { lead_id: leadOf(index, leads), contact_id: null, user_id: closeId('user', index % 3) };
  const kinds = [
    { _type: 'Note', note: `Note ${index}` },
    { _type: 'Call', direction: 'outbound', status: 'completed', duration: index % 600 },
    { _type: 'Email', direction: 'outgoing', status: 'sent', subject: `Offer ${index}`, to: ['person@example.com'] },
    { _type: 'LeadStatusChange' },
  ];
  return { ...base, ...pick(kinds, index) };
}

function event(index: number, leads: number): Record<string, unknown> {
  return {
    object_type: pick(['lead', 'contact', 'activity.note'], index),
    object_id: leadOf(index, leads),
    action: pick(['created', 'updated'], index),
    changed_fields: index % 2 === 0 ? [] : ['name'],
    lead_id: leadOf(index, leads),
    user_id: closeId('user', index % 3),
  };
}

function leadOf(index: number, leads: number): string | null {
  return leads === 0 ? null : closeId('lead', index % leads);
}
