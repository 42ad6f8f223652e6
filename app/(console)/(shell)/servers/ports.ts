import { headers } from 'next/headers';
import type { RegisterPorts } from '@/components/servers/register/ports';
import type { ToolRow } from '@/components/servers/shapes';
import { commandAllowed, type ToolView } from '@/lib/catalogue';
import type { Actor } from '@/lib/rights';
import { severityOf } from '@/lib/risk';
import { oauthAddresses, outside } from '@/lib/wiring';
import {
  connectServerAction,
  discardDraftAction,
  disconnectServerAction,
  editServerAction,
  registerByCommandAction,
  registerByUrlAction,
  registerFromConfigurationAction,
  registerFromListingAction,
  registerSampleAction,
} from './actions';

export async function registerPorts(actor: Actor): Promise<RegisterPorts> {
  return {
    ...(await connectPorts()),
    byUrl: registerByUrlAction,
    byCommand: registerByCommandAction,
    fromConfiguration: registerFromConfigurationAction,
    fromListing: registerFromListingAction,
    sample: registerSampleAction,
    edit: editServerAction,
    discard: discardDraftAction,
    commandsBarred: commandsBarred(actor),
  };
}

/** For whoever may connect servers. */
export async function connectPorts() {
  const { redirectUri } = oauthAddresses(new Headers(await headers()));
  return { connect: connectServerAction, disconnect: disconnectServerAction, redirectUri };
}

/** Why this person can start no server by a command here, or null. */
export function commandsBarred(actor: Actor): string | null {
  const found = commandAllowed(actor, outside());
  return found.allowed ? null : `${found.message} ${found.hint}`;
}

const longestDescription = 600;
const longestReason = 200;

/** What a list of 800 needs: the rest is asked for when a tool is opened. */
export function toolRow(tool: ToolView): ToolRow {
  return {
    id: tool.id,
    name: tool.name,
    title: tool.title,
    description: tool.description?.slice(0, longestDescription) ?? null,
    class: tool.class,
    severity: severity(tool),
    rationale: tool.judgement?.rationale.slice(0, longestReason) ?? null,
    setByPerson: tool.setByPerson !== null,
    review: tool.review,
    problem: tool.problem,
    findings: tool.findings.filter(({ level }) => level !== 'notice').length,
    attacks: tool.findings.some(({ level }) => level === 'critical'),
  };
}

/** The tools with something grave in their definitions, by name: for a notice above the list. */
export function attacksIn(tools: readonly ToolView[]): string[] {
  return tools
    .filter(({ findings }) => findings.some(({ level }) => level === 'critical'))
    .map(({ name }) => name);
}

function severity(tool: ToolView): string | null {
  if (tool.class === null) return null;
  return tool.judgement?.class === tool.class ? tool.judgement.severity : severityOf(tool.class);
}
