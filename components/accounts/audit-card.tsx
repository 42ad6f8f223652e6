import { ButtonLink } from '@/components/ui/button-link';
import { Card, CardHeader } from '@/components/ui/card';

/** The way to the trail of changes. */
export function AuditCard() {
  return (
    <Card>
      <CardHeader title="Audit">
        <ButtonLink href="/settings/audit" size="sm" icon="history">
          Open the trail
        </ButtonLink>
      </CardHeader>
      <p className="border-t border-line p-4 text-13 text-ink-2">
        Who changed what: servers, reviews, policies, grants, approvals, tokens and accounts.
      </p>
    </Card>
  );
}
