import type { PolicyTool } from '@/lib/policy';
import { readText } from './reading';

export type ReaderMessage = { tools: PolicyTool[] } | { text: string };

let tools: PolicyTool[] = [];
let waiting: string | null = null;

/** INVARIANT: the latest text wins. What came while another was being read replaces all that waited before it. */
self.onmessage = ({ data }: MessageEvent<ReaderMessage>) => {
  if ('tools' in data) {
    tools = data.tools;
    return;
  }
  if (waiting === null) setTimeout(read, 0);
  waiting = data.text;
};

function read() {
  const text = waiting;
  waiting = null;
  if (text !== null) self.postMessage(readText(text, tools));
}
