import { pointerTo } from '@/lib/json';
import {
  admit,
  type Compiled,
  compile,
  type Decision,
  decide,
  type Fault,
  memoryQuotaStore,
  type PolicyTool,
  parse,
  type QuotaStore,
} from '@/lib/policy';
import { readArguments, required } from '../arguments';
import { type AskedCall, callKeys, type Read, readCall, readObject, withRecorded } from '../calls';
import { type Io, nameOf, printable, readLines, Unusable, write } from '../io';
import { onceFromStandardInput } from '../judging';
import { misspeltKeys } from '../misspelt';
import { readPolicy } from '../policies';
import { readRecordedTools } from '../tools';

const help = `Usage: sallyport eval POLICY --calls CALLS [--tools TOOLS]
       sallyport eval --cases CASES

Decides calls, one line of JSON each, in order. '-' is standard input.

  --calls FILE  lines { "tool", "arguments"?, "class"?, "nowMs"?, "grant"?, "server"?,
                "organisation"?, "approved"?, "schema"? }; answered by lines
                { "verdict", "rule", "reason", "retryAfterSeconds"? }. Quotas are kept
                in memory from the first line to the last. Without "nowMs" a call
                happens now.
  --tools FILE  classes and schemas for calls that do not say theirs
  --cases FILE  lines { "policyText", "calls": [call...] }; answered by lines
                { "decisions": [verdict...] }, with fresh quotas for each line and
                "faults" where the policy does not parse. "policyText": null is a
                grant without a policy.

A line that cannot be read is answered by { "error" } and told on standard error;
the others are decided, and the exit code is 2. Other keys than these may stand in a
line; one that looks like a misspelling is told once on standard error.
`;

const inCalls: Readonly<Record<string, string | null>> = {
  args: 'arguments',
  arg: 'arguments',
  params: 'arguments',
  parameters: 'arguments',
  input: 'arguments',
  name: 'tool',
  case: null,
};

type Verdict = { verdict: Decision['verdict']; rule: string; reason: string; retryAfterSeconds?: number };

export async function run(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(
    argv,
    { calls: { type: 'string' }, cases: { type: 'string' }, tools: { type: 'string' } },
    1,
  );
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  if (values.cases !== undefined) {
    if (values.calls !== undefined || positionals.length > 0 || values.tools !== undefined) {
      throw new Unusable('--cases brings its policies with it and stands alone.');
    }
    return answerLines(values.cases, io, caseAnswerer());
  }
  const file = required(positionals[0], 'The policy');
  const calls = required(values.calls, '--calls or --cases');
  onceFromStandardInput([file, calls, values.tools]);
  const { policy } = await readPolicy(file, io);
  const tools = values.tools === undefined ? [] : await readRecordedTools(values.tools, io);
  return answerLines(calls, io, callAnswerer(compile(policy), tools));
}

/** One answer a line, in order and as they come. */
async function answerLines(
  path: string,
  io: Io,
  answer: (line: Uint8Array, hint: (message: string) => void) => Read<unknown>,
): Promise<number> {
  let isUsable = true;
  for await (const { bytes, number } of readLines(path, io)) {
    const read = answer(bytes, (message) => {
      io.stderr.write(`sallyport eval: line ${number} of ${nameOf(path)}: ${printable(message)}\n`);
    });
    if (!read.ok) {
      isUsable = false;
      io.stderr.write(
        `sallyport eval: line ${number} of ${nameOf(path)} cannot be used: ${printable(read.message)}\n`,
      );
    }
    await write(io.stdout, `${JSON.stringify(read.ok ? read.value : { error: read.message })}\n`);
  }
  return isUsable ? 0 : 2;
}

function callAnswerer(compiled: Compiled, tools: readonly PolicyTool[]) {
  const store = memoryQuotaStore();
  const recorded = new Map(tools.map((tool) => [tool.name, tool]));
  const misspelt = misspeltKeys('a call', callKeys, inCalls);
  return (line: Uint8Array, hint: (message: string) => void): Read<Verdict> => {
    const object = readObject(line);
    if (!object.ok) return object;
    for (const message of misspelt(object.value.object)) hint(message);
    const asked = readCall(object.value.read, '', object.value.object, Date.now);
    if (!asked.ok) return asked;
    return { ok: true, value: verdictOf(compiled, withRecorded(asked.value, recorded), store) };
  };
}

type Answer = {
  decisions: Verdict[];
  faults?: Pick<Fault, 'pointer' | 'code' | 'line' | 'column' | 'message'>[];
};

function caseAnswerer() {
  const policyOf = remembering();
  const misspelt = misspeltKeys('a case', ['policyText', 'calls'], { policy: 'policyText' });
  const misspeltInCall = misspeltKeys('a call', callKeys, inCalls);
  return (line: Uint8Array, hint: (message: string) => void): Read<Answer> => {
    const object = readObject(line);
    if (!object.ok) return object;
    const { read, object: given } = object.value;
    for (const message of misspelt(given)) hint(message);
    const text = Object.hasOwn(given, 'policyText') ? given.policyText : undefined;
    const calls = Object.hasOwn(given, 'calls') ? given.calls : undefined;
    if (text !== null && typeof text !== 'string')
      return { ok: false, message: '"policyText" is a string or null.' };
    if (!Array.isArray(calls)) return { ok: false, message: '"calls" is a list of calls.' };
    const { compiled, faults } = policyOf(text);
    const store = memoryQuotaStore();
    const now = Date.now();
    const decisions: Verdict[] = [];
    for (const [index, call] of calls.entries()) {
      for (const message of misspeltInCall(call)) hint(`call ${index + 1}: ${message}`);
      const asked = readCall(read, pointerTo('/calls', index), call, () => now);
      if (!asked.ok) return { ok: false, message: `call ${index + 1}: ${asked.message}` };
      decisions.push(verdictOf(compiled, asked.value, store));
    }
    if (faults === undefined) return { ok: true, value: { decisions } };
    const told = faults.map(({ pointer, code, line: row, column, message }) => {
      return { pointer, code, line: row, column, message };
    });
    return { ok: true, value: { decisions, faults: told } };
  };
}

type Known = { compiled: Compiled; faults?: Fault[] };

/** Neighbouring lines often ask the same policy. */
function remembering(): (text: string | null) => Known {
  let latest: { text: string | null; known: Known } | undefined;
  return (text) => {
    if (latest?.text !== text || latest === undefined) latest = { text, known: known(text) };
    return latest.known;
  };
}

function known(text: string | null): Known {
  if (text === null) return { compiled: { kind: 'none' } };
  const parsed = parse(text);
  if (!parsed.ok) return { compiled: { kind: 'invalid' }, faults: parsed.faults };
  return { compiled: compile(parsed.policy) };
}

function verdictOf(compiled: Compiled, { call, context }: AskedCall, store: QuotaStore): Verdict {
  const { verdict, rule, reason, retryAfterSeconds } = admit(
    decide(compiled, call, context),
    store,
    context.nowMs,
  );
  return retryAfterSeconds === undefined
    ? { verdict, rule, reason }
    : { verdict, rule, reason, retryAfterSeconds };
}
