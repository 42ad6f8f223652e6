import type { Json } from '@/lib/json';
import type { RiskClass } from '@/lib/policy';
import { isObject, own, type Parameter, parametersOf } from './parameters';
import type { Evidence, Signal, SignalCode } from './types';
import { actsOfValues, type ValueAct } from './values';

export type SchemaReading = {
  parameters: Parameter[];
  /** The kinds of parameters that it has, as features: `sql`, `amount`, `paging`. */
  kinds: Set<string>;
  valueActs: ValueAct[];
  signals: Signal[];
  evidence: Evidence[];
};

type Kind = { kind: string; words: string; signal?: SignalCode; says?: string; class?: RiskClass };

const kinds: Kind[] = [
  {
    kind: 'sql',
    words: 'sql cypher kql soql apl dql cql sqlquery',
    signal: 'free-sql',
    says: 'takes a query in a query language',
    class: 'Execute',
  },
  {
    kind: 'shell',
    words: 'command cmd shell bash commands commandline cli',
    signal: 'free-shell',
    says: 'takes a command',
    class: 'Execute',
  },
  {
    kind: 'code',
    words: 'code script javascript js expression python snippet function program cell evaluate',
    signal: 'free-code',
    says: 'takes code',
    class: 'Execute',
  },
  {
    kind: 'arguments',
    words: 'arguments args params parameters payload inputs body',
    signal: 'free-arguments',
    says: 'passes free arguments on',
  },
  {
    kind: 'url',
    words: 'url uri link href endpoint webhook urls callback',
    signal: 'url',
    says: 'takes a URL',
  },
  {
    kind: 'path',
    words: 'path file filepath filename directory folder dir paths files',
    signal: 'file-path',
    says: 'takes a path of a file',
  },
  { kind: 'html', words: 'html', signal: 'raw-html', says: 'takes raw HTML' },
  {
    kind: 'secret',
    words: 'password secret credentials credential passphrase privatekey apikey',
    signal: 'secret',
    says: 'takes a secret',
  },
  {
    kind: 'recipient',
    words: 'to recipient recipients email emails phone cc bcc receiver',
    signal: 'recipient',
    says: 'names whom it reaches',
  },
  {
    kind: 'amount',
    words: 'amount currency price quantity slippage satoshis lamports wei payment',
    signal: 'amount',
    says: 'takes an amount',
    class: 'Financial',
  },
  { kind: 'force', words: 'force cascade recursive purge', signal: 'force', says: 'can be forced' },
  { kind: 'dryrun', words: 'dryrun', signal: 'dry-run', says: 'can be tried without effect' },
  {
    kind: 'confirm',
    words: 'confirm confirmed confirmation',
    signal: 'confirmation',
    says: 'wants a confirmation',
  },
  {
    kind: 'paging',
    words:
      'page limit cursor offset sort filter filters fields search perpage pagesize keyword keywords since until orderby top skip after before fql include expand',
  },
  { kind: 'period', words: 'start end from since timerange range interval days granularity datestart' },
  {
    kind: 'content',
    words: 'content text message body comment note data value values description title subject markdown',
  },
  {
    kind: 'settings',
    words:
      'enabled settings config configuration status state role permissions tags labels properties options active priority assignee visibility public metadata',
  },
  { kind: 'naming', words: 'name displayname label slug' },
  { kind: 'screen', words: 'selector element ref x y coordinates xpath button key locator uid' },
  { kind: 'id', words: 'id ids uuid key arn identifier sid guid number' },
  { kind: 'output', words: 'output outputpath destination save target' },
];

const kindsByWord = new Map<string, Kind[]>();
for (const kind of kinds) {
  for (const word of kind.words.split(' ')) kindsByWord.set(word, [...(kindsByWord.get(word) ?? []), kind]);
}

const actionNames = new Set(
  'action operation op method mode command verb subcommand task do actions request type'.split(' '),
);

/** What the input schema says about the tool; `nameWords` are the words of the tool's name. */
export function readSchema(schema: Json | undefined, nameWords: string[]): SchemaReading {
  const reading: SchemaReading = {
    parameters: parametersOf(schema),
    kinds: new Set(),
    valueActs: [],
    signals: [],
    evidence: [],
  };
  const signals = new Map<SignalCode, Signal>();
  for (const parameter of reading.parameters) readParameter(parameter, nameWords, reading, signals);
  if (reading.parameters.filter((parameter) => parameter.pointer.split('/').length === 4).length > 12) {
    signals.set('many-parameters', {
      code: 'many-parameters',
      says: `has ${reading.parameters.length} parameters`,
    });
  }
  if (!isObject(schema) || (reading.parameters.length === 0 && !isObject(own(schema, 'properties')))) {
    signals.set('no-schema', { code: 'no-schema', says: 'does not say what it takes' });
  }
  const classes = new Set(reading.valueActs.map((act) => act.class));
  const first = reading.valueActs[0];
  if (first && classes.size > 1) {
    signals.set('mixed-actions', {
      code: 'mixed-actions',
      says: 'one parameter chooses between acts of different classes',
      pointer: first.pointer,
    });
  }
  reading.signals = [...signals.values()];
  return reading;
}

function readParameter(
  parameter: Parameter,
  nameWords: string[],
  reading: SchemaReading,
  signals: Map<SignalCode, Signal>,
): void {
  const { words, values } = parameter;
  for (const word of [...words, words.join('')]) {
    for (const kind of kindsByWord.get(word) ?? []) {
      // A choice among fixed words is no free SQL, command or code.
      if (values.length > 0 && kind.class === 'Execute') continue;
      if (named.has(kind.kind) && pointsTo.has(words[words.length - 1] as string)) continue;
      note(kind, parameter, reading, signals);
    }
  }
  const isQuery = values.length === 0 && words.includes('query');
  if (isQuery && /\b(?:sql|influxql|cypher|select statement)\b/i.test(parameter.description)) {
    note(kinds[0] as Kind, parameter, reading, signals);
  }
  if (isSavedTo(parameter)) {
    parameter.savedTo = true;
    reading.kinds.add('savepath');
  }
  const last = words[words.length - 1] ?? '';
  if (!actionNames.has(last)) return;
  reading.valueActs.push(...actsOfValues(parameter, nameWords, last === 'type' || last === 'mode'));
}

const savers = new Set(['output', 'out', 'save', 'dest', 'destination', 'target', 'download', 'export']);

// `payment_id` is no amount and `file_id` no path: they only point to one.
const named = new Set(['amount', 'path', 'url', 'code', 'shell', 'recipient']);
const pointsTo = new Set(['id', 'ids', 'uuid', 'status', 'state', 'type', 'method', 'count']);

/** A path that the tool writes to, as against one that it reads. */
function isSavedTo({ words, description }: Parameter): boolean {
  if (words.some((word) => ['json', 'jsonpath', 'xpath', 'tree'].includes(word))) return false;
  if (!words.some((word) => ['path', 'filepath', 'dir', 'directory', 'folder'].includes(word))) return false;
  return (
    words.some((word) => savers.has(word)) || /\b(?:save|saved|write|written|output)\b/i.test(description)
  );
}

function note(
  kind: Kind,
  parameter: Parameter,
  reading: SchemaReading,
  signals: Map<SignalCode, Signal>,
): void {
  reading.kinds.add(kind.kind);
  if (!kind.signal || !kind.says || signals.has(kind.signal)) return;
  signals.set(kind.signal, {
    code: kind.signal,
    says: `${kind.says} (\`${parameter.name}\`)`,
    pointer: parameter.pointer,
  });
  if (kind.class) {
    reading.evidence.push({
      where: 'schema',
      pointer: parameter.pointer,
      start: 0,
      end: parameter.name.length,
      quote: parameter.name,
      says: kind.says,
      class: kind.class,
    });
  }
}
