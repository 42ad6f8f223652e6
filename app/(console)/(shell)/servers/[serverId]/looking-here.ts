import type { Looking } from '@/lib/catalogue';
import { outside } from '@/lib/wiring';

type Server = { looking: Looking; state: string; transport: string; sample: string | null };

/** How a server is asked again, and why it is not where it is not. */
export function lookingHere({
  looking,
  state,
  transport,
  sample,
}: Server): Looking & { barred: string | null } {
  return { ...looking, barred: barred(state, transport === 'stdio' && sample === null) };
}

function barred(state: string, byCommand: boolean): string | null {
  if (state === 'draft') return 'It begins when its tools have been confirmed.';
  if (byCommand && !outside().stdio) return 'Servers that are started by a command are off here.';
  return null;
}
