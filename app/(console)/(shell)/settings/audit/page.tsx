import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Audit } from '@/components/audit/audit-page';
import { PageHead } from '@/components/ui/page-head';
import { auditActions } from '@/lib/audit';
import { ListTrail, listTrail, listTrailAuthors } from '@/lib/control';
import { may } from '@/lib/rights';
import { hereOr404 } from '../../../here';
import { signedIn } from '../../../signed-in';

export const metadata: Metadata = { title: 'Audit' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  const actor = await signedIn();
  if (!may(actor, 'audit.read')) notFound();
  const given = Object.entries(await searchParams).filter(([, value]) => value !== '');
  const { input, page, authors } = await hereOr404(ListTrail, Object.fromEntries(given), async (asked) => ({
    input: asked,
    page: await listTrail(actor, asked),
    authors: await listTrailAuthors(actor),
  }));
  const { by, kind, action, subjectId, before } = input;
  return (
    <>
      <PageHead
        title="Audit"
        back={{ href: '/settings', label: 'Settings' }}
        below={<p className="text-13 text-ink-2">Who changed what in {actor.organisationName}.</p>}
      />
      <Audit
        at="/settings/audit"
        filter={{ by, kind, action, subjectId }}
        authors={authors}
        actions={auditActions}
        rows={page.events}
        before={before}
        next={page.next}
        now={Date.now()}
      />
    </>
  );
}
