/** A place of the places search. */
export interface Place {
  readonly id: string;
  readonly score: number;
  readonly rating: number | null;
  readonly reviews: number;
  readonly [field: string]: unknown;
}

/** A contact of the places search. */
export interface PlaceContact {
  readonly id: string;
  readonly created_at: string;
  readonly [field: string]: unknown;
}

const KINDS = ['cafe', 'bakery', 'bookshop', 'dentist', 'museum'];
const CITIES = ['Lisbon', 'Ghent', 'Graz', 'Turku'];

/** Places in the order of the search, best match first; the same on every start. */
export function makePlaces(count: number): Place[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length]!;
    const city = CITIES[index % CITIES.length]!;
    return {
      id: `pl_${String(index).padStart(6, '0')}`,
      name: `${city} ${kind} ${index}`,
      category: kind,
      tags: [kind, city.toLowerCase()],
      address: { street: `Main Street ${index}`, city, country: 'EU' },
      location: { latitude: 48 + (index % 100) / 100, longitude: 11 + (index % 77) / 77 },
      phone: null,
      website: `https://place${index}.example.com`,
      rating: index % 9 === 0 ? null : 5 - (index % 41) / 10,
      reviews: index % 500,
      opening_hours: [{ day: 'monday', opens: '08:30', closes: '17:00' }],
      status: 'open',
      updated_at: new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString(),
      // Scores of neighbours are equal, as those of a real search are.
      score: 1 - Math.floor(index / 10) / count,
    };
  });
}

/** Contacts in order of creation; the same on every start. */
export function makeContacts(count: number): PlaceContact[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `ct_${String(index).padStart(6, '0')}`,
    place_id: `pl_${String(Math.floor(index / 2)).padStart(6, '0')}`,
    name: `Contact ${index}`,
    role: index % 2 === 0 ? 'owner' : null,
    emails: [`contact${index}@example.com`],
    phones: [],
    created_at: new Date(Date.UTC(2025, 0, 1) + index * 1000).toISOString(),
  }));
}
