import type { ReactNode } from 'react';
import { Logo } from '@/components/ui/icon';

type AuthFrameProps = { title: string; lead?: ReactNode; children: ReactNode; below?: ReactNode };

/** The page of somebody who is not signed in: one form, nothing else. */
export function AuthFrame({ title, lead, children, below }: AuthFrameProps) {
  return (
    <main className="grid min-h-dvh place-items-center bg-bg px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-2 text-14 font-semibold tracking-[-0.01em]">
          <Logo size={22} />
          Sallyport
        </div>
        <div className="rounded-4 border border-line bg-surface p-6 shadow-1">
          <h1 className="text-18 font-semibold tracking-[-0.01em]">{title}</h1>
          {lead && <p className="mt-1 text-13 text-ink-2">{lead}</p>}
          <div className="mt-5">{children}</div>
        </div>
        {below && <div className="mt-4 px-6 text-12 text-ink-3">{below}</div>}
      </div>
    </main>
  );
}
