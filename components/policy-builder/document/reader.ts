/** Reads texts off the main thread; on it, when idle, where no worker can be had. */

import type { PolicyTool } from '@/lib/policy';
import type { Reading } from './reading';

export type Reader = {
  /** Wants a reading of this text; without its policy where that is known. An earlier text that nobody has read yet is forgotten. */
  read(text: string, known: boolean): void;
  dispose(): void;
};

export function createReader(tools: readonly PolicyTool[], onReading: (reading: Reading) => void): Reader {
  let worker: Worker | null = null;
  let pending: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function readHere() {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const { readText } = await import('./reading');
      if (pending !== null) onReading(readText(pending, tools));
      pending = null;
    }, 60);
  }

  try {
    worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module', name: 'policy' });
    worker.onmessage = ({ data }: MessageEvent<Reading>) => onReading(data);
    worker.onerror = () => {
      worker?.terminate();
      worker = null;
      if (pending !== null) readHere();
    };
    worker.postMessage({ tools: tools.map(engineTool) });
  } catch {
    worker = null;
  }

  return {
    read(text, known) {
      pending = text;
      if (worker) worker.postMessage({ text, known });
      else readHere();
    },
    dispose() {
      clearTimeout(timer);
      worker?.terminate();
      worker = null;
    },
  };
}

/** What the engine needs of a tool, and no more, crosses to the worker. */
function engineTool({ name, class: riskClass, inputSchema, review }: PolicyTool): PolicyTool {
  return { name, class: riskClass, inputSchema, review };
}
