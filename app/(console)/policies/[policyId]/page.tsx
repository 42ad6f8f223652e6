import type { Metadata } from 'next';
import { PolicyBuilder } from '@/components/policy-builder';
import { fileStem, getServer } from '@/lib/catalogue';
import { getEnforcement } from '@/lib/control';
import { parse } from '@/lib/policy';
import { lastCallsAction, renamePolicyAction, savePolicyAction } from '../../(shell)/policies/actions';
import { policyHere } from '../../policy-here';
import { signedIn } from '../../signed-in';
import { builderTools } from './builder-tools';

type Props = {
  params: Promise<{ policyId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { policyId } = await params;
  const actor = await signedIn();
  return { title: (await policyHere(actor, policyId)).name };
}

export default async function PolicyPage({ params, searchParams }: Props) {
  const { policyId } = await params;
  const { tool, q, view } = await searchParams;
  const actor = await signedIn();
  const policy = await policyHere(actor, policyId);
  const parsed = parse(policy.text);
  const serverId = policy.server?.id;
  const [server, settings] = serverId
    ? await Promise.all([getServer(actor, { serverId }), getEnforcement(actor, { serverId })])
    : [null, strictest];

  async function save(input: { text: string; message?: string; baseVersion: number }) {
    'use server';
    const answer = await savePolicyAction({ policyId, ...input });
    if (answer.ok) return answer.value;
    const { message, hint } = answer.error;
    return { ok: false as const, kind: 'refused' as const, message: hint ? `${message} ${hint}` : message };
  }
  async function rename(name: string) {
    'use server';
    return renamePolicyAction({ policyId, name });
  }
  async function lastCalls() {
    'use server';
    return lastCallsAction({ serverId });
  }
  return (
    <PolicyBuilder
      server={policy.server}
      policy={{ id: policy.id, name: policy.name, version: policy.version }}
      text={policy.text}
      faults={parsed.ok ? [] : parsed.faults}
      tools={builderTools(policy.tools, server?.tools ?? [])}
      save={save}
      rename={rename}
      lastCalls={serverId ? lastCalls : null}
      reviewSettings={{ unreviewed: settings.unreviewed, drifted: settings.drifted }}
      downloadName={`${fileStem(policy.name)}.policy.json`}
      initial={{ tool: one(tool), q: one(q), view: viewOf(one(view)) }}
    />
  );
}

const strictest = { unreviewed: 'deny', drifted: 'deny' } as const;

function one(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value.slice(0, 1_000) : undefined;
}

function viewOf(value: string | undefined): 'visual' | 'split' | 'json' | undefined {
  return value === 'visual' || value === 'split' || value === 'json' ? value : undefined;
}
