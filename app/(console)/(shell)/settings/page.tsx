import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { AuditCard } from '@/components/accounts/audit-card';
import { SessionsCard } from '@/components/accounts/sessions-card';
import { OrganisationCard, PasswordCard, ProfileCard } from '@/components/accounts/settings-cards';
import { PageHead } from '@/components/ui/page-head';
import { listSessions, shortestPassword } from '@/lib/accounts';
import { may } from '@/lib/rights';
import {
  changePasswordAction,
  endSessionAction,
  renameMeAction,
  renameOrganisationAction,
  signOutEverywhereAction,
} from '../../actions';
import { signedIn } from '../../signed-in';
import { ApiTokens } from './api-tokens';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const actor = await signedIn();
  const { name, email, organisationName, role } = actor;
  const sessions = await listSessions(actor, { headers: await headers() });
  return (
    <>
      <PageHead title="Settings" />
      <div className="grid max-w-2xl gap-4">
        <ProfileCard name={name} email={email} rename={renameMeAction} />
        <PasswordCard email={email} shortestPassword={shortestPassword} change={changePasswordAction} />
        <SessionsCard
          sessions={sessions}
          now={Date.now()}
          end={endSessionAction}
          signOutEverywhere={signOutEverywhereAction}
        />
        <OrganisationCard
          name={organisationName}
          role={role}
          rename={may(actor, 'organisation.edit') ? renameOrganisationAction : null}
        />
        <ApiTokens actor={actor} />
        {may(actor, 'audit.read') && <AuditCard />}
      </div>
    </>
  );
}
