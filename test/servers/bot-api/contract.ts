import { readFileSync } from 'node:fs';

type Limit = { readonly min: number; readonly max: number; readonly unit: 'characters' | 'bytes' };
type Field = {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
  readonly limit?: Limit;
};
type Shape =
  | { readonly type: 'fields'; readonly fields: Map<string, Field> }
  | { readonly type: 'union'; readonly of: readonly string[] };

/** What the documented Bot API allows. Every check returns the list of what is wrong, empty when all is well. */
export type Contract = {
  readonly checkCall: (method: string, parameters: Readonly<Record<string, unknown>>) => readonly string[];
  readonly checkResult: (method: string, result: unknown) => readonly string[];
  readonly checkValue: (type: string, value: unknown) => readonly string[];
  readonly knows: (method: string) => boolean;
};

const limitOf = (text: string): Limit | undefined => {
  const found = /^(\d+)-(\d+) (characters|bytes)$/.exec(text);
  if (!found) return undefined;
  return { min: Number(found[1]), max: Number(found[2]), unit: found[3] === 'bytes' ? 'bytes' : 'characters' };
};

type Tables = {
  readonly methods: Map<string, Shape>;
  readonly types: Map<string, Shape>;
  readonly returns: Map<string, string[]>;
};

const fieldOf = (name: string, types: string, need: string, limitText: string): Field => {
  const limit = limitOf(limitText);
  return { name, types: types.split('|'), required: need === 'required', ...(limit ? { limit } : {}) };
};

const noFields = (): Shape => ({ type: 'fields', fields: new Map() });

const addField = (shape: Shape | undefined, field: Field) => {
  if (shape?.type === 'fields') shape.fields.set(field.name, field);
};

const readTables = (text: string): Tables => {
  const tables: Tables = { methods: new Map(), types: new Map(), returns: new Map() };
  const lines: Readonly<Record<string, (owner: string, types: string, field: Field) => void>> = {
    method: (owner, types) => {
      tables.methods.set(owner, noFields());
      tables.returns.set(owner, types.split('|'));
    },
    type: (owner) => tables.types.set(owner, noFields()),
    union: (owner, types) => tables.types.set(owner, { type: 'union', of: types.split('|') }),
    parameter: (owner, _, field) => addField(tables.methods.get(owner), field),
    field: (owner, _, field) => addField(tables.types.get(owner), field),
  };
  for (const line of text.split('\n')) {
    const [kind = '', owner = '', name = '', types = '', need = '', limit = ''] = line.split('\t');
    lines[kind]?.(owner, types, fieldOf(name, types, need, limit));
  }
  return tables;
};

const primitives: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  Integer: Number.isInteger,
  Float: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
  True: (value) => value === true,
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const tooLongOrShort = (value: unknown, { limit }: Field): string | undefined => {
  if (typeof value !== 'string' || !limit) return undefined;
  const size = limit.unit === 'bytes' ? Buffer.byteLength(value) : value.length;
  if (size >= limit.min && size <= limit.max) return undefined;
  return `${size} ${limit.unit}, allowed ${limit.min}-${limit.max}`;
};

/** Fields of a button that do not say what it does. */
const buttonLooks = new Set(['text', 'style', 'icon_custom_emoji_id']);

/** The rules that the tables do not hold. */
const extraRules = (type: string, value: Readonly<Record<string, unknown>>): string[] => {
  if (type !== 'InlineKeyboardButton') return [];
  const actions = Object.keys(value).filter((key) => !buttonLooks.has(key));
  return actions.length === 1 ? [] : [`a button does exactly one thing, not [${actions}]`];
};

/** Alternatives are tried in turn; when none fits, the nearest one's problems are told. */
const nearest = (problems: readonly (readonly string[])[]): readonly string[] =>
  problems.reduce((best, next) => (next.length < best.length ? next : best));

const checker = (types: Tables['types']) => {
  const array = (type: string, given: unknown, at: string): readonly string[] =>
    Array.isArray(given)
      ? given.flatMap((item: unknown, index) => value(type, item, `${at}[${index}]`))
      : [`${at}: expected an array`];

  const value = (type: string, given: unknown, at: string): readonly string[] => {
    if (type.startsWith('Array of ')) return array(type.slice('Array of '.length), given, at);
    const primitive = primitives[type];
    if (primitive) return primitive(given) ? [] : [`${at}: expected ${type}`];
    const shape = types.get(type);
    if (shape?.type === 'union') return nearest(shape.of.map((one) => value(one, given, at)));
    if (!shape || !isRecord(given)) return [`${at}: expected ${type}`];
    return [...fields(shape.fields, given, at), ...extraRules(type, given).map((problem) => `${at}: ${problem}`)];
  };

  const field = (known: Field, given: unknown, at: string): readonly string[] => {
    if (given === undefined) return known.required ? [`${at}: missing`] : [];
    const problems = nearest(known.types.map((type) => value(type, given, at)));
    const size = tooLongOrShort(given, known);
    return size ? [...problems, `${at}: ${size}`] : problems;
  };

  const fields = (known: Map<string, Field>, given: Readonly<Record<string, unknown>>, at: string): string[] => [
    ...Object.keys(given)
      .filter((key) => !known.has(key))
      .map((key) => `${at}.${key}: unknown`),
    ...[...known.values()].flatMap((one) => field(one, given[one.name], `${at}.${one.name}`)),
  ];

  return { value, fields };
};

/** Reads the tables beside this file. */
export const loadContract = (): Contract => {
  const { methods, types, returns } = readTables(
    readFileSync(new URL('../data/telegram-bot-api.tsv', import.meta.url), 'utf8'),
  );
  const { value, fields } = checker(types);
  return {
    checkCall: (method, parameters) => {
      const shape = methods.get(method);
      return shape?.type === 'fields' ? fields(shape.fields, parameters, method) : [`${method}: no such method`];
    },
    checkResult: (method, result) =>
      nearest(
        (returns.get(method) ?? []).map((type) =>
          value(type === 'Boolean' ? 'True' : type, result, `${method} result`),
        ),
      ),
    checkValue: (type, given) => value(type, given, type),
    knows: (method) => methods.has(method),
  };
};
