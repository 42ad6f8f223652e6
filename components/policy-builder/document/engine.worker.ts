import type { PolicyTool } from '@/lib/policy';
import { createEngine, type Engine, rehearse } from './engine';
import type { Reading, Verdict } from './reading';

/** What is asked one by one and answered each; readings are not, of which only the latest is wanted. */
export type Questions = Omit<Engine, 'read' | 'judge'>;
export type Asked =
  | { tools: PolicyTool[] }
  | { read: string }
  /** The page has drawn what the last verdict changed. */
  | { drawn: true }
  /** Where `ofTold`, its first argument is the text that was last to be read: it is long, and is not sent again. */
  | { id: number; method: keyof Questions; args: readonly unknown[]; ofTold: boolean };
export type Answered = { verdict: Verdict } | { reading: Reading } | { id: number; value: unknown };

let given: PolicyTool[] = [];
let engine = createEngine(given);
let wanted: string | null = null;
let told = '';
let isDrawing = false;
let held: Reading | null = null;
let isFresh = true;

/** INVARIANT: of texts to be read the latest wins: what came while another was being read replaces all that waited before it. */
self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  if ('tools' in data) {
    given = data.tools;
    engine = createEngine(given);
  } else if ('method' in data) {
    const ask = engine[data.method] as (...args: readonly unknown[]) => unknown;
    answer({ id: data.id, value: await ask(...(data.ofTold ? [told] : []), ...data.args) });
  } else if ('drawn' in data) {
    isDrawing = false;
    if (held) answer({ reading: held });
    held = null;
  } else {
    if (wanted === null) setTimeout(read, 0);
    wanted = data.read;
    told = data.read;
    held = null;
  }
};

/** Whether it is a policy is told first: the form follows what was typed, and need not wait for the findings. */
function read() {
  const text = wanted;
  if (text === null) return;
  const verdict = engine.judge(text);
  if (verdict?.faults.length !== 0) return tellAll();
  answer({ verdict });
  isDrawing = true;
  setTimeout(() => (wanted === text ? tellAll() : read()), 0);
}

/** The findings would be taken in before the page is drawn, and what they find would wait for them: they wait for it. */
function tellAll() {
  const text = wanted;
  wanted = null;
  if (text === null) return;
  const reading = engine.read(text);
  if (isDrawing) held = reading;
  else answer({ reading });
  if (isFresh) setTimeout(() => rehearse(text, given), 0);
  isFresh = false;
}

function answer(message: Answered) {
  self.postMessage(message);
}
