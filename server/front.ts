import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { writeLast } from '@/lib/gateway';
import { cleanRequest, secure } from './headers';
import { checkHost, checkOrigin, checkTarget, checkVersion, type Refused, type Served } from './host';

/** What stands behind the front. `mcp` answers agents; `pages` is Next. Both get checked requests only. */
export type Behind = {
  mcp?: ((req: IncomingMessage, res: ServerResponse) => void | Promise<void>) | undefined;
  pages: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** Whether the database answers. */
  healthy: () => Promise<boolean>;
};

/** Every request passes here first: health, Host, Origin, headers, then MCP traffic before Next sees it. */
export function front(
  behind: Behind,
  options: Served & { dev: boolean; healthMs?: number | undefined },
): RequestListener {
  let asking: Promise<boolean> | null = null;

  return (req, res) => {
    handle(req, res).catch((error) => {
      console.error(error);
      if (!res.headersSent) refuse(req, res, { status: 500, sentence: 'Something went wrong on our side.' });
      else res.destroy();
    });
  };

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.url === '/healthz') return health(res);
    const refused =
      checkVersion(req) ?? checkTarget(req) ?? checkHost(req, options) ?? checkOrigin(req, options);
    if (refused) return refuse(req, res, refused);
    cleanRequest(req, options);
    if (behind.mcp && /^\/mcp(\/|\?|$)/.test(req.url ?? '')) return behind.mcp(req, res);
    secure(req, res, options);
    return behind.pages(req, res);
  }

  /** For whoever watches the process: says nothing but whether it works, to any name. Those who wait are told together. */
  async function health(res: ServerResponse): Promise<void> {
    asking ??= inTime(behind.healthy(), options.healthMs ?? 5_000).finally(() => {
      asking = null;
    });
    const works = await asking;
    res.writeHead(works ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    res.end(JSON.stringify({ status: works ? 'ok' : 'database unreachable' }));
  }
}

/** A database that hangs is not well. */
function inTime(works: Promise<boolean>, ms: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => resolve(false), ms);
    works.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

function refuse(req: IncomingMessage, res: ServerResponse, { status, sentence }: Refused): void {
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
  writeLast(req, res, { status, headers, body: `${sentence}\n` });
}
