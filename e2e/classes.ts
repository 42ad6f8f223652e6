import type { ServerResponse } from 'node:http';
import { decideApproval, listApprovals } from '@/lib/control';
import type { Granted } from '@/lib/control/testing/granted';
import { db } from '@/lib/db';
import { agreeable, json, type Reached, recordingServer } from '@/lib/gateway/testing/harness';
import type { Actor } from '@/lib/rights';
import { type Answered, callTool, serve } from './gateways';

/** A server with one tool of each class, and a policy that lets each through in its own way. */

export const classes = ['Read', 'Write', 'Execute', 'Destructive', 'Financial'] as const;
export type Class = (typeof classes)[number];

const perDay = { max: 1_000, window: 'day' };
const policy = {
  default: 'deny',
  classes: {
    Read: {},
    Write: { rate_limit: perDay },
    Execute: { rate_limit: perDay },
    Destructive: { limits: [{ counter: 'destroyed', by: ['args.to'], ...perDay }] },
    Financial: { action: 'approve' },
  },
};

export type Fault = (reached: Reached, res: ServerResponse) => void;
export type ClassServer = {
  url: string;
  /** Ids of the calls that reached it. */
  reached: string[];
  /** What it does with a call from now on; undefined: answers it. */
  fault: Fault | undefined;
  close(): Promise<void>;
};

export async function startClassServer(): Promise<ClassServer> {
  const reached: string[] = [];
  const served = await recordingServer((request, res) => {
    const rpc = JSON.parse(request.body === '' ? '{}' : request.body) as { id?: unknown; method?: string };
    if (rpc.method === 'initialize') {
      const result = {
        protocolVersion: '2025-11-25',
        capabilities: { tools: {} },
        serverInfo: { name: 'classes', version: '1' },
      };
      return json(res, { jsonrpc: '2.0', id: rpc.id, result });
    }
    if (rpc.method === 'tools/list') {
      return json(res, { jsonrpc: '2.0', id: rpc.id, result: { tools: classTools } });
    }
    if (rpc.method !== 'tools/call') return void res.writeHead(rpc.id === undefined ? 202 : 404).end();
    reached.push(String(rpc.id));
    return (server.fault ?? agreeable)(request, res);
  });
  const server: ClassServer = { url: served.url, reached, fault: undefined, close: served.close };
  return server;
}

/** What such a server offers. */
export const classTools = classes.map((name) => ({ name, inputSchema: { type: 'object' as const } }));

export async function grantClasses(
  url: string,
  prepare?: (actor: Actor, serverId: string) => Promise<void>,
): Promise<Granted> {
  const granted = await serve(url, { policy, prepare });
  for (const name of classes)
    await db().reviewedDefinition.updateMany({
      where: { serverId: granted.serverId, toolName: name },
      data: { class: name },
    });
  return granted;
}

/** An approval for the next call of the tool that needs one. */
export async function approveFinancial(gateway: { url: string }, granted: Granted): Promise<void> {
  const held = await callTool(gateway, granted, 'Financial', {}, nextId('held'));
  if (!JSON.stringify(held.body).includes('[APPROVAL REQUIRED]')) throw new Error(JSON.stringify(held));
  const owner = granted.team.as('owner');
  const { approvals } = await listApprovals(owner, { state: 'pending', limit: 10 });
  for (const { id } of approvals)
    await decideApproval(owner, { approvalId: id, decision: 'approve', reason: '' });
}

let ids = 0;
function nextId(what: string): string {
  ids += 1;
  return `${what} ${ids}`;
}

export type ClassAnswer = Answered & { name: Class; id: string };

/** One call of every class at once, each under an id of its own. A broken connection has status 0. */
export function callEach(gateway: { url: string }, granted: Granted): Promise<ClassAnswer[]> {
  return Promise.all(
    classes.map(async (name) => {
      const id = nextId(name);
      const none = { status: 0, headers: {}, body: {} };
      return { name, id, ...(await callTool(gateway, granted, name, {}, id).catch(() => none)) };
    }),
  );
}

export const wasAnswered = ({ status, body }: Answered) =>
  status === 200 && body.result !== undefined && body.result.isError !== true;

/** Ids of calls that reached the server and have no record that lets them. */
export async function unrecorded({ reached }: ClassServer): Promise<string[]> {
  const rows = await db().decisionRecord.findMany({
    where: { verdict: 'allow' },
    select: { requestId: true },
  });
  const allowed = new Set(rows.map(({ requestId }) => JSON.parse(requestId) as unknown));
  return reached.filter((id) => !allowed.has(id));
}
