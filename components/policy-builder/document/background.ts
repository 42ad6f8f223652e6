/** The engine off the main thread; on it, loaded when it is first asked, where no worker can be had. */

import type { PolicyTool } from '@/lib/policy';
import { afterFrame } from './after-frame';
import type { Engine } from './engine';
import type { Answered, Asked, Questions } from './engine.worker';
import type { Reading, Verdict } from './reading';

export type Background = {
  /** Wants a reading of this text. An earlier text that nobody has read yet is forgotten. */
  read(text: string): void;
  ask<M extends keyof Questions>(
    method: M,
    ...args: Parameters<Questions[M]>
  ): Promise<Awaited<ReturnType<Questions[M]>>>;
  dispose(): void;
};

type Waiting = { method: keyof Questions; args: readonly unknown[]; resolve(value: unknown): void };

export function createBackground(
  tools: readonly PolicyTool[],
  onReading: (reading: Reading) => void,
  /** Told before a reading, where it is known so much sooner that it is worth telling. */
  onVerdict: (verdict: Verdict) => void = () => {},
): Background {
  const engineTools = tools.map(engineTool);
  const waiting = new Map<number, Waiting>();
  let here: Promise<Engine> | null = null;
  let unread: string | null = null;
  let told: string | null = null;
  let asked = 0;
  let worker = startWorker();

  function startWorker(): Worker | null {
    try {
      const started = new Worker(new URL('./engine.worker.ts', import.meta.url), {
        type: 'module',
        name: 'policy',
      });
      started.onmessage = ({ data }: MessageEvent<Answered>) => {
        if ('id' in data) return settle(data.id, data.value);
        if ('verdict' in data) {
          onVerdict(data.verdict);
          return afterFrame(() => started.postMessage({ drawn: true } satisfies Asked));
        }
        if (data.reading.text === unread) unread = null;
        onReading(data.reading);
      };
      started.onerror = goOnHere;
      started.postMessage({ tools: engineTools } satisfies Asked);
      return started;
    } catch {
      return null;
    }
  }

  function settle(id: number, value: unknown) {
    waiting.get(id)?.resolve(value);
    waiting.delete(id);
  }

  /** The worker broke: what it has not answered is done on this thread. */
  function goOnHere() {
    worker?.terminate();
    worker = null;
    for (const id of [...waiting.keys()]) void answerHere(id);
    if (unread !== null) void readHere();
  }

  async function engineHere(): Promise<Engine> {
    here ??= import('./engine').then(({ createEngine }) => createEngine(engineTools));
    return here;
  }

  async function answerHere(id: number) {
    const engine = await engineHere();
    const question = waiting.get(id);
    if (!question) return;
    const ask = engine[question.method] as (...args: readonly unknown[]) => unknown;
    settle(id, await ask(...question.args));
  }

  async function readHere() {
    const engine = await engineHere();
    const text = unread;
    unread = null;
    if (text !== null) onReading(engine.read(text));
  }

  function ask(method: keyof Questions, ...args: readonly unknown[]): Promise<unknown> {
    asked += 1;
    const id = asked;
    return new Promise((resolve) => {
      waiting.set(id, { method, args, resolve });
      const ofTold = args[0] === told;
      if (worker)
        worker.postMessage({ id, method, args: ofTold ? args.slice(1) : args, ofTold } satisfies Asked);
      else void answerHere(id);
    });
  }

  return {
    read(text) {
      unread = text;
      told = text;
      if (worker) worker.postMessage({ read: text } satisfies Asked);
      else void readHere();
    },
    // What is answered is what that method of the engine gives: both ends have the types of one.
    ask: ask as Background['ask'],
    dispose() {
      worker?.terminate();
      worker = null;
      waiting.clear();
      unread = null;
    },
  };
}

/** What the engine needs of a tool, and no more, crosses to the worker. */
function engineTool({ name, class: riskClass, inputSchema, review }: PolicyTool): PolicyTool {
  return { name, class: riskClass, inputSchema, review };
}
