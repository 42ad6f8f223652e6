'use server';

import { redirect } from 'next/navigation';
import * as z from 'zod';
import type { OpenState } from '@/components/catalogue/open-form';
import { errorOf, parse, requireActor } from '@/lib/action';
import { RegisterByUrl, RegisterFromListing, registerByUrl, registerFromListing } from '@/lib/catalogue';
import { CreatePolicy, createPolicy } from '@/lib/control';
import { AppError } from '@/lib/errors';
import { serverTools } from '@/lib/registry';
import type { Actor } from '@/lib/rights';
import { createdOrRefused } from '../servers/created';
import { type Proposal, proposalOf } from './proposal';

const key = z.string().max(4_096).optional();
const Open = z.strictObject({
  server: key,
  tool: key,
  attack: z.string().max(100).optional(),
  way: z.union([
    z.enum(['alone', 'address', 'listed']),
    z.string().regex(/^server:[\w-]{1,64}$/, 'Choose a server.'),
  ]),
});

/** Makes the policy in the organisation of whoever asks, and leads to the builder. */
export async function openAction(_before: OpenState, form: FormData): Promise<OpenState> {
  let path: string;
  try {
    const actor = await requireActor();
    const fields = [...form].filter(([name, value]) => typeof value === 'string' && !name.startsWith('$'));
    const { way, ...keys } = parse(Open, Object.fromEntries(fields));
    const proposal = await proposalOf(keys);
    if (proposal === null) {
      throw new AppError('not_found', 'The index no longer has this.', { hint: 'Look it up again.' });
    }
    const serverId = await serverFor(actor, way, proposal);
    const { policyId } = createdOrRefused(
      await createPolicy(
        actor,
        parse(CreatePolicy, { name: proposal.name, serverId, start: { text: proposal.text } }),
      ),
    );
    path = `/policies/${policyId}${proposal.tool === null ? '' : `?tool=${encodeURIComponent(proposal.tool)}`}`;
  } catch (error) {
    const { message, hint } = errorOf(error);
    return { message, hint };
  }
  redirect(path);
}

async function serverFor(actor: Actor, way: string, { served }: Proposal): Promise<string | null> {
  if (way.startsWith('server:')) return way.slice('server:'.length);
  if (way === 'alone' || served === null) return null;
  const name = [...served.title].slice(0, 120).join('');
  if (way === 'address') {
    if (served.address === null) throw new AppError('invalid', 'The index knows no address of this server.');
    const { id } = await registerByUrl(
      actor,
      parse(RegisterByUrl, { name, url: served.address, headers: [] }),
    );
    return id;
  }
  const tools = (await serverTools(served.key)).map(
    ({ name: tool, title, description, inputSchema, annotations }) => ({
      name: tool,
      ...(title && { title }),
      ...(description && { description }),
      inputSchema: inputSchema ?? { type: 'object' },
      ...(annotations !== undefined && { annotations }),
    }),
  );
  const text = JSON.stringify({ tools });
  const { id } = await registerFromListing(actor, parse(RegisterFromListing, { name, text }));
  return id;
}
