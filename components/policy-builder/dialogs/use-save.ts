import { useState } from 'react';
import { toast } from '@/components/ui/toast';
import { useBuilderStore } from '../state';

type Wish = { text: string; message?: string; baseVersion: number };

/** Saves; a conflict opens its own question, a refusal is told here. Nothing that was typed is lost either way. */
export function useSave() {
  const { given, actions } = useBuilderStore();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function run({ text, message, baseVersion }: Wish): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      const trimmed = message?.trim();
      const result = await given.save({ text, baseVersion, ...(trimmed && { message: trimmed }) });
      if (result.ok) {
        actions.saveDone(text, result.version);
        actions.ask(null);
        toast(`Version ${result.version} is saved`);
      } else if (result.kind === 'conflict') {
        actions.ask({ ...result, kind: 'conflict' });
      } else setTrouble(result.message);
    } catch {
      setTrouble('Sallyport did not answer. Your work is kept in this browser; try again.');
    }
    setBusy(false);
  }

  return { run, busy, trouble };
}
