import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type * as z from 'zod/v4/mini';
import type { CallValidator, ClientOptions } from '../../templates/runtime/client.js';
import type {
  OperationSchemas,
  SchemaMismatchReport,
  ValidateOptions,
} from '../../templates/runtime/integrations/zod.js';
import { type Answer, type LocalServer, listen } from '../support/http.ts';
import { type Generated, generated, type Client as Index, type List, mockFetch } from './generated.ts';

interface Pet {
  readonly id: number;
}
interface Call {
  readonly validate?: CallValidator | false;
}
interface Client {
  readonly pets: {
    readonly list: (params?: object, options?: Call) => ReturnType<List<Pet>>;
    readonly create: (params: object, options?: Call) => Promise<Pet>;
  };
}
interface ZodFile {
  readonly PetSchema: z.ZodMiniType<Pet>;
  readonly PetInputSchema: z.ZodMiniType;
  readonly StatusSchema: z.ZodMiniType;
  readonly listPetsSchemas: OperationSchemas;
  readonly allSchemas: readonly OperationSchemas[];
  readonly validateWith: (schemas: readonly OperationSchemas[], options?: ValidateOptions) => CallValidator;
}

/** Declares the tests of the file `zod.ts`. `modules` is the folder that has the version of Zod. */
export function testZod(modules?: string): void {
  let own: Generated;
  let zod: ZodFile;
  let Shelter: new (config: ClientOptions) => Client;
  let server: LocalServer;
  let answers: Answer[] = [];

  beforeAll(async () => {
    own = await generated('fixtures/validation.yaml', ['zod'], { modules });
    zod = await own.load<ZodFile>('zod.ts');
    ({ ShelterClient: Shelter } = await own.load<{ ShelterClient: typeof Shelter }>('index.ts'));
  });
  afterAll(() => own.remove());
  beforeEach(async () => {
    server = await listen(() => answers.shift() ?? { status: 404 });
  });
  afterEach(() => server.close());

  const pet = (id: unknown, part: object = {}) => ({ id, status: 'free', ...part });
  const pageOf = (total: number, ...data: unknown[]): Answer => ({ body: { data, total } });
  const client = (config: ClientOptions = {}) =>
    new Shelter({ baseUrl: server.url, validate: zod.validateWith(zod.allSchemas), ...config });
  const placesOf = (schema: z.ZodMiniType, value: unknown) =>
    schema.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? [];

  describe('a schema', () => {
    it('accepts what the API may add: members, values of enums, members of unions', () => {
      const value = { ...pet(1), status: 'lost', collar: 'red', animal: { kind: 'bird', wings: 2 } };
      expect(zod.PetSchema.parse(value)).toEqual(value);
    });

    it.each([
      [{ status: 'free' }, ['id']],
      [pet('1'), ['id']],
      [pet(1, { nickname: null, scores: { a: 1 }, size: 3 }), []],
      [pet(1, { nickname: 7 }), ['nickname']],
      [pet(1, { mother: pet(2, { mother: pet('3') }) }), ['mother.mother.id']],
      [pet(1, { animal: { kind: 'cat' } }), ['animal.lives']],
      [pet(1, { animal: { lives: 9 } }), ['animal.kind']],
      [pet(1, { animal: { kind: 'dog', tricks: ['sit', 1] } }), ['animal.tricks.1']],
      [pet(1, { scores: { a: 1, b: 'x' } }), ['scores.b']],
      [pet(1, { shape: { shapes: [{ radius: 1 }, { shapes: [] }] } }), []],
      [pet(1, { shape: { shapes: [{ radius: 'one' }] } }), ['shape']],
      [{ ...pet(1), status: 2 }, ['status']],
    ])('of a model finds the faults of %j', (value, expected) => {
      expect(placesOf(zod.PetSchema, value)).toEqual(expected);
    });

    it('of a request has no members that only answers have, and the values of enums that are declared', () => {
      expect(placesOf(zod.PetInputSchema, { status: 'free' })).toEqual([]);
      expect(placesOf(zod.PetInputSchema, { nickname: 'Rex' })).toEqual(['status']);
    });

    it('is a Standard Schema', async () => {
      const { vendor, validate } = zod.PetSchema['~standard'];
      expect(vendor).toBe('zod');
      expect(await validate(pet(1))).toEqual({ value: pet(1) });
      expect(await validate({})).toMatchObject({ issues: [{ path: ['id'] }, { path: ['status'] }] });
    });
  });

  it('accepts under --dates date both a date and the text that a page has before it is read', async () => {
    const places = await generated('places.yaml', ['zod'], { modules, dates: 'date' });
    const { PlaceSchema } = await places.load<{ PlaceSchema: z.ZodMiniType }>('zod.ts');
    const faulty = (updated: unknown) => placesOf(PlaceSchema, { updated_at: updated }).includes('updated_at');
    expect([new Date(0), '2026-01-01T00:00:00Z', 0, undefined].map(faulty)).toEqual([false, false, true, true]);
    await places.remove();
  });

  describe('validation of answers', () => {
    it('names the item that does not fit, before anything of its page is returned', async () => {
      answers = [pageOf(3, pet(1), pet(2)), pageOf(3, pet(3, { animal: { kind: 'cat', lives: 'nine' } }))];
      const seen: number[] = [];
      const walk = async () => {
        for await (const { id } of client().pets.list({ limit: 2 })) seen.push(id);
      };
      await expect(walk()).rejects.toMatchObject({
        name: 'SchemaMismatchError',
        code: 'INVALID_ANSWER',
        message:
          'listPets: the answer does not fit the document: item 0 of the page, /data/0/animal/lives: expected number, found string',
        report: { operation: 'listPets', part: 'answer', places: [{ path: '/data/0/animal/lives', item: 0 }] },
        delivered: 2,
        checkpoint: { operation: 'listPets' },
      });
      expect(seen).toEqual([1, 2]);
    });

    it('counts the places that a message does not name', async () => {
      answers = [pageOf(5, {}, {}, {}, {}, {})];
      await expect(client().pets.list()).rejects.toThrow(/item 0 of the page, \/data\/0\/id: .*; and 7 more$/);
    });

    it('names the member of a union that fits best', async () => {
      answers = [pageOf(1, pet(1, { size: { height: 'tall' } }))];
      await expect(client().pets.list()).rejects.toThrow('/data/0/size/height: expected number, found string');
      answers = [pageOf(1, pet(1, { size: true }))];
      await expect(client().pets.list()).rejects.toThrow('/data/0/size: found boolean, which none of the alternatives');
    });

    it('returns the answer unchanged', async () => {
      const odd = { status: 'lost', id: 1, collar: ['red'], nickname: null };
      answers = [pageOf(1, odd)];
      const page = await client().pets.list();
      expect(page.items).toEqual([odd]);
      expect(Object.keys(page.items[0] ?? {})).toEqual(['status', 'id', 'collar', 'nickname']);
    });

    it('keeps what does not fit, and reports it, where it is asked to', async () => {
      const reports: SchemaMismatchReport[] = [];
      const validate = zod.validateWith(zod.allSchemas, {
        onInvalid: 'keep',
        report: (report) => reports.push(report),
      });
      answers = [pageOf(2, pet(1), pet('2'))];
      const items = await client({ validate }).pets.list().toArray({ max: 10 });
      expect(items).toEqual([pet(1), pet('2')]);
      expect(reports).toMatchObject([
        {
          operation: 'listPets',
          part: 'answer',
          places: [{ path: '/data/1/id', item: 1, message: 'expected number, found string' }],
          value: { total: 2 },
        },
      ]);
    });

    it('leaves an answer that is an error to the error', async () => {
      answers = [{ body: { ok: false, reason: 'closed' } }];
      await expect(client().pets.list()).rejects.toMatchObject({ code: 'ERROR_IN_BODY' });
    });

    it('is off by default, on for one call and off for another', async () => {
      const wrong = pageOf(1, pet('1'));
      answers = [wrong, wrong, wrong];
      const plain = client({ validate: undefined });
      expect((await plain.pets.list()).items).toHaveLength(1);
      const validate = zod.validateWith([zod.listPetsSchemas]);
      await expect(plain.pets.list({}, { validate })).rejects.toMatchObject({ code: 'INVALID_ANSWER' });
      expect((await client().pets.list({}, { validate: false })).items).toHaveLength(1);
    });

    it('concerns operations that are not lists too', async () => {
      answers = [{ status: 201, body: { id: 1 } }];
      await expect(client().pets.create({ body: { status: 'free' } })).rejects.toThrow(
        'createPet: the answer does not fit the document: /status: expected string, found nothing',
      );
    });
  });

  describe('validation of params', () => {
    it('rejects a call before it sends anything', async () => {
      await expect(client().pets.create({ body: { status: 'free', nickname: 7 } })).rejects.toMatchObject({
        code: 'INVALID_PARAMS',
        message: 'createPet: the params do not fit the document: /body/nickname: expected string, found number',
      });
      await expect(client().pets.list({ limit: 'ten' })).rejects.toMatchObject({ code: 'INVALID_PARAMS' });
      expect(server.requests).toEqual([]);
    });

    it('concerns only operations whose schemas it was given', async () => {
      answers = [{ status: 201, body: { id: 'x' } }];
      const validate = zod.validateWith([zod.listPetsSchemas]);
      expect(await client({ validate }).pets.create({ body: 7 })).toEqual({ id: 'x' });
    });
  });

  it.each(['close.yaml', 'places.yaml', 'fixtures/several-strategies.yaml'])(
    'finds nothing in what the mock of %s serves',
    async (document) => {
      const other = await generated(document, ['zod'], { modules });
      const { fetch } = await mockFetch(document, 60);
      const { validateWith, allSchemas } = await other.load<ZodFile>('zod.ts');
      const reports: SchemaMismatchReport[] = [];
      const checker = validateWith(allSchemas, { onInvalid: 'keep', report: (report) => reports.push(report) });
      const answered = new Set<string>();
      const validate: CallValidator = {
        answer(operation, answer) {
          answered.add(operation);
          checker.answer?.(operation, answer);
        },
      };
      const index = await other.load<Index & Record<string, unknown>>('index.ts');
      const client = index.createClient({ fetch, validate, auth: { apiKey: 'key', token: 'key' } });
      for (const { operation } of allSchemas) {
        const call = index[operation] as (client: unknown, params: object) => PromiseLike<unknown>;
        const params = { id: 'a', query: 'a' };
        // The mock refuses requests that lack something. They are not of interest here.
        await call(client, params).then(undefined, () =>
          call(client, { ...params, body: { query: 'a' } }).then(undefined, () => {}),
        );
      }
      await other.remove();
      expect(reports.flatMap(({ operation, places }) => places.map((place) => ({ operation, ...place })))).toEqual([]);
      expect(answered.size).toBeGreaterThan(allSchemas.length / 2);
    },
  );

  it('adds only the schemas that are used to a bundle', async () => {
    const bundled = async (contents: string): Promise<string> => {
      const stdin = { contents, resolveDir: own.folder, loader: 'ts' } as const;
      const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', packages: 'external' });
      return outputFiles[0]?.text ?? '';
    };
    const one = await bundled("import { StatusSchema } from './zod.js';\nconsole.log(StatusSchema);");
    expect(one).toContain('"free"');
    expect(one).not.toMatch(/nickname|tricks|listPets/);
    expect(await bundled("import { listPets } from './index.js';\nconsole.log(listPets);")).not.toMatch(/zod|Mismatch/);
  });
}
