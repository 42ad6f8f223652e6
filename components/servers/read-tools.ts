import type { DiscoveryEvent } from './shapes';

/**
 * Has a server's tools read and hands on what is reported meanwhile. Returns the last event: `done`, `failed` or
 * `cancelled`. Aborting the signal ends the reading on the server too.
 */
export async function readTools(
  serverId: string,
  signal: AbortSignal,
  onEvent: (event: DiscoveryEvent) => void,
): Promise<DiscoveryEvent> {
  try {
    const response = await fetch(`/api/servers/${encodeURIComponent(serverId)}/discover`, {
      method: 'POST',
      headers: { accept: 'application/x-ndjson' },
      signal,
    });
    if (!response.ok || !response.body) return failed(serverId, await messageOf(response));
    let last: DiscoveryEvent | null = null;
    for await (const line of lines(response.body)) {
      last = JSON.parse(line) as DiscoveryEvent;
      onEvent(last);
    }
    const ended = last?.kind === 'done' || last?.kind === 'failed' || last?.kind === 'cancelled';
    return last && ended ? last : failed(serverId, {});
  } catch {
    return signal.aborted ? { kind: 'cancelled', serverId } : failed(serverId, {});
  }
}

function failed(serverId: string, told: { message?: string; hint?: string }): DiscoveryEvent {
  return {
    kind: 'failed',
    serverId,
    failure: {
      kind: 'no-answer',
      message: told.message ?? 'Sallyport broke off before the tools were read.',
      hint: told.hint ?? 'Check that it is running and that you are online, then try again.',
    },
  };
}

async function messageOf(response: Response): Promise<{ message?: string; hint?: string }> {
  try {
    const body: unknown = await response.json();
    const error = body && typeof body === 'object' && 'error' in body ? body.error : body;
    if (!error || typeof error !== 'object') return {};
    return {
      message: 'message' in error && typeof error.message === 'string' ? error.message : undefined,
      hint: 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined,
    };
  } catch {
    return {};
  }
}

async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const parts = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.trim() !== '') yield part;
    if (done) break;
  }
  if (rest.trim() !== '') yield rest;
}
