import type { Metadata } from 'next';
import {
  OrganisationCard,
  PasswordCard,
  ProfileCard,
  SessionsCard,
} from '@/components/accounts/settings-cards';
import { PageHead } from '@/components/ui/page-head';
import { shortestPassword } from '@/lib/accounts';
import { changePasswordAction, renameMeAction, signOutEverywhereAction } from '../../actions';
import { signedIn } from '../../signed-in';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const { name, email, organisationName, role } = await signedIn();
  return (
    <>
      <PageHead title="Settings" />
      <div className="grid max-w-2xl gap-4">
        <ProfileCard name={name} email={email} rename={renameMeAction} />
        <PasswordCard email={email} shortestPassword={shortestPassword} change={changePasswordAction} />
        <SessionsCard signOutEverywhere={signOutEverywhereAction} />
        <OrganisationCard name={organisationName} role={role} />
      </div>
    </>
  );
}
