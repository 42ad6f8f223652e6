import type { PolicyTool } from '@/lib/policy';
import { createEngine, type Engine } from './engine';
import type { Reading, Verdict } from './reading';

/** What is asked one by one and answered each; readings are not, of which only the latest is wanted. */
export type Questions = Omit<Engine, 'read' | 'judge'>;
export type Asked =
  | { tools: PolicyTool[] }
  | { read: string }
  | { id: number; method: keyof Questions; args: readonly unknown[] };
export type Answered = { verdict: Verdict } | { reading: Reading } | { id: number; value: unknown };

let engine = createEngine([]);
let wanted: string | null = null;

/** INVARIANT: of texts to be read the latest wins: what came while another was being read replaces all that waited before it. */
self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  if ('tools' in data) engine = createEngine(data.tools);
  else if ('method' in data) {
    const ask = engine[data.method] as (...args: readonly unknown[]) => unknown;
    answer({ id: data.id, value: await ask(...data.args) });
  } else {
    if (wanted === null) setTimeout(read, 0);
    wanted = data.read;
  }
};

/** Whether it is a policy is told first: the form follows what was typed, and need not wait for the findings. */
function read() {
  const text = wanted;
  if (text === null) return;
  const verdict = engine.judge(text);
  if (verdict?.faults.length !== 0) return tellAll();
  answer({ verdict });
  setTimeout(() => (wanted === text ? tellAll() : read()), 0);
}

function tellAll() {
  const text = wanted;
  wanted = null;
  if (text !== null) answer({ reading: engine.read(text) });
}

function answer(message: Answered) {
  self.postMessage(message);
}
