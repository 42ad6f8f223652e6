import { answer } from '@/app/api/answer';
import { errorOf, parse, requireActor } from '@/lib/action';
import { type DiscoveryEvent, discoverServer, OfServer } from '@/lib/catalogue';
import { outside } from '@/lib/wiring';

type Params = { params: Promise<{ serverId: string }> };

/** Discovery as it goes: one event a line. Breaking off the request, or its stream, cancels it. */
export function POST(request: Request, { params }: Params): Promise<Response> {
  return answer(async () => {
    const actor = await requireActor();
    const input = parse(OfServer, await params);
    const left = new AbortController();
    const signal = AbortSignal.any([request.signal, left.signal]);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async start(stream) {
        const onEvent = (event: DiscoveryEvent) => {
          if (!signal.aborted) stream.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
        };
        await discoverServer(actor, input, outside(), { signal, onEvent }).catch((error: unknown) => {
          const { code, message, hint = '' } = errorOf(error);
          onEvent({ kind: 'failed', serverId: input.serverId, failure: { kind: code, message, hint } });
        });
        if (!left.signal.aborted) stream.close();
      },
      cancel() {
        left.abort();
      },
    });
    return new Response(body, {
      headers: {
        'Content-Type': 'application/x-ndjson',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      },
    });
  });
}
