import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/card';
import { PageHead } from '@/components/ui/page-head';

export default function NotFound() {
  return (
    <>
      <PageHead title="Not found" />
      <EmptyState
        icon="search"
        title="There is nothing at this address."
        action={<ButtonLink href="/servers">Go to the servers</ButtonLink>}
      >
        It may have been deleted, or it belongs to another organisation.
      </EmptyState>
    </>
  );
}
