import { type CloseData, type CloseObject, closeDate, closeId } from './close-data.ts';
import { badRequest } from './close-lists.ts';
import { type Answer, isObject } from './http.ts';

/** Fields that an object has though they were not given, by the prefix of its ID. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  lead: { name: '', description: null, url: null, status_id: closeId('stat', 0), addresses: [] },
  cont: { name: '', title: null, emails: [], phones: [], urls: [] },
  oppo: { status_type: 'active', confidence: 50, value: null, value_currency: 'USD', value_period: 'one_time' },
  task: { _type: 'lead', is_complete: false, assigned_to: closeId('user', 0) },
  acti: { _type: 'Note', note: '' },
};

/** Reading, creating, changing and deleting of single objects. */
export class CloseObjects {
  readonly #data: CloseData;
  readonly #now: () => number;
  #created = 0;
  /** Contacts, opportunities and tasks by their lead; rebuilt after a change. */
  #byLead: ReadonlyMap<string, Readonly<Record<'contacts' | 'opportunities' | 'tasks', CloseObject[]>>> | undefined;

  constructor(data: CloseData, now: () => number) {
    this.#data = data;
    this.#now = now;
  }

  /** A lead holds what belongs to it. */
  readonly showLead = (lead: CloseObject): unknown => {
    this.#byLead ??= this.#group();
    return { ...lead, ...(this.#byLead.get(lead.id) ?? { contacts: [], opportunities: [], tasks: [] }) };
  };

  create(rows: CloseObject[], prefix: string, body: unknown): Answer {
    if (!isObject(body)) return badRequest(['The body has to be a JSON object.']);
    const { contacts, ...given } = body;
    const lead =
      given.lead_id ?? (prefix === 'cont' ? this.#add(this.#data.leads, 'lead', { name: given.name }).id : null);
    if (lead !== null && !this.#data.leads.some((one) => one.id === lead)) {
      return badRequest([], { lead_id: 'This object does not exist.' });
    }
    const made = this.#add(rows, prefix, prefix === 'lead' ? given : { ...given, lead_id: lead });
    const people = prefix === 'lead' && Array.isArray(contacts) ? contacts.filter(isObject) : [];
    for (const person of people) this.#add(this.#data.contacts, 'cont', { ...person, lead_id: made.id });
    return { body: prefix === 'lead' ? this.showLead(made) : made };
  }

  update(rows: CloseObject[], index: number, body: unknown): Answer {
    const row = rows[index]!;
    if (!isObject(body)) return badRequest(['The body has to be a JSON object.']);
    const named = typeof body.name === 'string' ? { display_name: body.name } : {};
    const fixed = { id: row.id, date_created: row.date_created, date_updated: closeDate(this.#now()) };
    const changed: CloseObject = { ...row, ...body, ...named, ...fixed };
    rows[index] = changed;
    this.#byLead = undefined;
    return { body: rows === this.#data.leads ? this.showLead(changed) : changed };
  }

  remove(rows: CloseObject[], index: number): Answer {
    rows.splice(index, 1);
    this.#byLead = undefined;
    return { body: {} };
  }

  /** Everything of the source goes over to the destination. */
  merge(body: unknown): Answer {
    const ids = isObject(body) ? [body.source, body.destination] : [];
    const [source, destination] = ids.map((id) => this.#data.leads.findIndex((lead) => lead.id === id));
    if (source === undefined || destination === undefined || source < 0 || destination < 0 || source === destination) {
      return badRequest(['source and destination have to be two leads.']);
    }
    for (const rows of [this.#data.contacts, this.#data.opportunities, this.#data.tasks, this.#data.activities]) {
      rows.forEach((row, index) => {
        if (row.lead_id === ids[0]) rows[index] = { ...row, lead_id: ids[1] };
      });
    }
    return this.remove(this.#data.leads, source);
  }

  export(type: unknown, body: unknown): Answer {
    const format = isObject(body) ? body.format : undefined;
    if (format !== 'csv' && format !== 'json') return badRequest([], { format: 'This field is required.' });
    return { body: this.#add(this.#data.exports, 'expo', { status: 'created', format, type, download_url: null }) };
  }

  #add(rows: CloseObject[], prefix: string, fields: Record<string, unknown>): CloseObject {
    const id = `${prefix}_new${String(this.#created++).padStart(6, '0')}`;
    const date = closeDate(this.#now());
    const named = prefix === 'lead' || prefix === 'cont' ? { display_name: fields.name ?? '' } : {};
    const dates = { date_created: date, date_updated: date };
    const row = { organization_id: 'orga_1', ...DEFAULTS[prefix], ...named, ...fields, id, ...dates };
    const made = prefix === 'lead' ? { ...row, status_label: 'Potential' } : row;
    rows.push(made);
    this.#byLead = undefined;
    return made;
  }

  #group() {
    const groups = new Map(
      this.#data.leads.map(({ id }) => [
        id,
        { contacts: [] as CloseObject[], opportunities: [] as CloseObject[], tasks: [] as CloseObject[] },
      ]),
    );
    for (const name of ['contacts', 'opportunities', 'tasks'] as const) {
      for (const row of this.#data[name]) groups.get(String(row.lead_id))?.[name].push(row);
    }
    return groups;
  }
}
