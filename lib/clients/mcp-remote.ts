/** mcp-remote: a command that only carries stdio to a URL. What it wraps is registered, not the command. */

import { setOwn } from '@/lib/json';
import type { RawEntry } from './entry';

/** The entry itself where it is something else. */
export function unwrapMcpRemote(entry: RawEntry & { command: string }): RawEntry {
  const words = [entry.command, ...entry.args];
  const at = words.findIndex((word) => /(^|[\\/])mcp-remote(@[^\\/]*)?([\\/].*)?$/.test(word));
  if (at === -1) return entry;
  const rest = words.slice(at + 1);
  const url = rest.find((word) => /^https?:\/\//i.test(word) || /^\$\{[^{}]+\}$/.test(word));
  if (url === undefined) return entry;
  const headers: Record<string, string> = {};
  rest.forEach((word, index) => {
    if (word !== '--header') return;
    const [name, ...value] = (rest[index + 1] ?? '').split(':');
    if (name !== undefined && name !== '' && value.length > 0) {
      setOwn(headers, name.trim(), fromEnvironment(value.join(':').trim(), entry.env));
    }
  });
  const strategy = rest[rest.indexOf('--transport') + 1];
  const isSse = rest.includes('--transport') && (strategy === 'sse-only' || strategy === 'sse-first');
  return {
    ...entry,
    command: undefined,
    args: [],
    env: {},
    transport: isSse ? 'sse' : 'http',
    url: fromEnvironment(url, entry.env),
    headers,
    wrapper: 'mcp-remote',
  };
}

// mcp-remote fills ${VAR} from its environment, which the entry gives.
function fromEnvironment(template: string, env: Record<string, string>): string {
  return template.replace(/\$\{([^{}]+)\}/g, (whole, name: string) =>
    Object.hasOwn(env, name) ? (env[name] ?? whole) : whole,
  );
}
