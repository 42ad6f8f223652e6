import type { PolicyTool } from '@/lib/policy';
import { createEngine, type Engine } from './engine';
import type { Reading } from './reading';

/** What is asked one by one and answered each; readings are not, of which only the latest is wanted. */
export type Questions = Omit<Engine, 'read'>;
export type Asked =
  | { tools: PolicyTool[] }
  | { read: string }
  | { id: number; method: keyof Questions; args: readonly unknown[] };
export type Answered = { reading: Reading } | { id: number; value: unknown };

let engine = createEngine([]);
let waiting: string | null = null;

/** INVARIANT: of texts to be read the latest wins: what came while another was being read replaces all that waited before it. */
self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  if ('tools' in data) engine = createEngine(data.tools);
  else if ('method' in data) {
    const ask = engine[data.method] as (...args: readonly unknown[]) => unknown;
    answer({ id: data.id, value: await ask(...data.args) });
  } else {
    if (waiting === null) setTimeout(read, 0);
    waiting = data.read;
  }
};

function read() {
  const text = waiting;
  waiting = null;
  if (text !== null) answer({ reading: engine.read(text) });
}

function answer(message: Answered) {
  self.postMessage(message);
}
