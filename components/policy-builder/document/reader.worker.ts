import type { PolicyTool } from '@/lib/policy';
import { readText } from './reading';

/** `known`: the asker has read the policy itself and wants only what is to be said about it. */
export type ReaderMessage = { tools: PolicyTool[] } | { text: string; known: boolean };

let tools: PolicyTool[] = [];
let waiting: { text: string; known: boolean } | null = null;

/** INVARIANT: the latest text wins. What came while another was being read replaces all that waited before it. */
self.onmessage = ({ data }: MessageEvent<ReaderMessage>) => {
  if ('tools' in data) {
    tools = data.tools;
    return;
  }
  if (waiting === null) setTimeout(read, 0);
  waiting = data;
};

function read() {
  const asked = waiting;
  waiting = null;
  if (asked === null) return;
  const reading = readText(asked.text, tools);
  self.postMessage(asked.known && reading.parsed.ok ? { ...reading, parsed: null } : reading);
}
