import Link from 'next/link';
import type { ReactNode } from 'react';
import { RiskBadge } from '@/components/risk/risk-badge';
import { Chip } from '@/components/ui/badges';
import { Card, CardHeader } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { cx } from '@/components/ui/cx';
import { Ago } from '@/components/ui/time';
import { type ActivityRow, outcomeWord } from './activity-list';
import { type DecisionStepShown, DecisionSteps } from './decision-steps';
import { Verdict, type VerdictWord, verdictGround, verdictWords } from './verdict';

type Version = { id: string; name: string; number: number };

export type DecisionFactsProps = {
  decision: ActivityRow & {
    requestId: string;
    argumentKeys: string[];
    retryAfterSeconds: number | null;
    candidate: { verdict: VerdictWord; rule: string } | null;
    policy: Version | null;
    candidatePolicy: Version | null;
    approvalId: string | null;
    arguments: { kind: 'kept'; text: string } | { kind: 'not-kept' } | { kind: 'not-yours' };
    steps: DecisionStepShown[];
    outcome: {
      status: string;
      httpStatus: number | null;
      latencyMs: number;
      requestBytes: number;
      responseBytes: number;
      error: string | null;
    } | null;
  };
  now: number;
};

/** One decision: what, by which rule, and how it came about. */
export function DecisionFacts({ decision, now }: DecisionFactsProps) {
  const { verdict, policy } = decision;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="grid gap-4">
        <section
          aria-label="Verdict"
          data-edge=""
          className={cx('grid gap-1 rounded-3 p-4', verdictGround(verdict))}
        >
          <p>
            <Verdict verdict={verdict} className="text-15 font-semibold" />
          </p>
          {verdict !== 'allow' && (
            <p className="break-words">
              <bdi>{decision.reason}</bdi>
            </p>
          )}
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12">
            <code className="break-all">{decision.rule}</code>
            {policy && decision.tool && (
              <Link
                href={`/policies/${policy.id}?tool=${encodeURIComponent(decision.tool)}`}
                className="link font-medium"
              >
                Open in the builder
              </Link>
            )}
          </p>
        </section>
        <DecisionSteps steps={decision.steps} />
      </div>
      <div className="grid gap-4">
        <Card>
          <CardHeader title="The call" />
          <CallFacts decision={decision} now={now} />
        </Card>
        <Told decision={decision} />
      </div>
    </div>
  );
}

const reviews: Record<string, string> = {
  reviewed: 'As it was reviewed',
  unreviewed: 'Nobody had reviewed it',
  drifted: 'Changed since it was reviewed',
};

function CallFacts({ decision, now }: DecisionFactsProps) {
  const { outcome, policy, candidate, candidatePolicy, server, grant, verdict } = decision;
  return (
    <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 border-t border-line p-4 text-13">
      <Fact name="Decided">
        <Ago at={decision.at} now={now} />
        <span className="ml-2 font-mono text-12 text-ink-3">{decision.at.replace('T', ' ')}</span>
      </Fact>
      <Fact name="Server">
        {server.name === null ? (
          'One that is gone'
        ) : (
          <Link href={`/servers/${server.id}`} className="link">
            <bdi>{server.name}</bdi>
          </Link>
        )}
      </Fact>
      <Fact name="Grant">
        {grant.label === null ? (
          'One that is gone'
        ) : (
          <Link href={`/servers/${server.id}/grants`} className="link">
            <bdi>{grant.label}</bdi>
          </Link>
        )}
      </Fact>
      <Fact name="Method">
        <code className="text-12">{decision.method}</code>
      </Fact>
      {decision.tool !== null && (
        <>
          <Fact name="Class">
            <RiskBadge riskClass={decision.class} size="sm" />
          </Fact>
          <Fact name="Definition">{reviews[decision.review ?? ''] ?? 'Not asked for'}</Fact>
        </>
      )}
      <Fact name="Policy">{policy ? <VersionLink version={policy} /> : 'None that still exists'}</Fact>
      {candidate && (
        <Fact name="Candidate">
          {candidatePolicy && (
            <>
              <VersionLink version={candidatePolicy} />:{' '}
            </>
          )}
          {verdictWords[candidate.verdict].toLowerCase()} by{' '}
          <code className="text-12 break-all">{candidate.rule}</code>
          <span className="block text-12 text-ink-3">Recorded, not enforced.</span>
        </Fact>
      )}
      {decision.retryAfterSeconds !== null && (
        <Fact name="Room again">{decision.retryAfterSeconds} s after the call</Fact>
      )}
      {decision.approvalId && (
        <Fact name="Approval">
          <Link href={`/approvals/${decision.approvalId}`} className="link">
            {verdict === 'approve' ? 'See whether it is answered' : 'See who answered it'}
          </Link>
        </Fact>
      )}
      {outcome === null && verdict === 'allow' && (
        <Fact name="Answer">
          Not known
          <span className="block text-12 text-ink-3">
            The call is under way, or the gateway ended before it was answered.
          </span>
        </Fact>
      )}
      {outcome && (
        <Fact name="Answer">
          {capital(outcomeWord(outcome.status))}
          {outcome.httpStatus !== null && `, HTTP ${outcome.httpStatus}`}, after{' '}
          {`${outcome.latencyMs}\u00a0ms`}
          <span className="block text-12 text-ink-3">
            {outcome.requestBytes.toLocaleString('en-GB')} bytes sent,{' '}
            {outcome.responseBytes.toLocaleString('en-GB')} received
          </span>
          {outcome.error && <span className="block text-ink-2">{outcome.error}</span>}
        </Fact>
      )}
      <Fact name="Request id">
        <code className="text-12 break-all">{decision.requestId}</code>
      </Fact>
      <Fact name="Arguments">
        <Arguments decision={decision} />
      </Fact>
    </dl>
  );
}

function Arguments({ decision: { arguments: given, argumentKeys } }: Pick<DecisionFactsProps, 'decision'>) {
  if (given.kind === 'kept') return <CodeBlock text={pretty(given.text)} label="Arguments" copy={false} />;
  if (argumentKeys.length === 0) return 'None';
  return (
    <>
      <span className="flex flex-wrap gap-1">
        {argumentKeys.map((key) => (
          <Chip key={key}>{key}</Chip>
        ))}
      </span>
      <span className="mt-1 block text-12 text-ink-3">
        {given.kind === 'not-kept'
          ? 'Their values were not recorded.'
          : 'Your role may not see their values.'}
      </span>
    </>
  );
}

/** What the agent was answered, as section 4 of the policy language has it. */
function Told({ decision: { verdict, reason, tool } }: Pick<DecisionFactsProps, 'decision'>) {
  if (tool === null || verdict === 'allow') return null;
  const said = {
    deny: `[POLICY DENIED] ${reason}`,
    approve: `[APPROVAL REQUIRED] ${reason}`,
    hidden: `Unknown tool: ${tool}`,
  }[verdict];
  return (
    <Card>
      <CardHeader title="What the agent was told" />
      <p className="border-t border-line p-4 font-mono text-12/5 break-words">
        <bdi>{said}</bdi>
      </p>
    </Card>
  );
}

function VersionLink({ version }: { version: Version }) {
  return (
    <Link href={`/policies/${version.id}`} className="link underline decoration-line-2 underline-offset-3">
      <bdi>{version.name}</bdi>, version {version.number}
    </Link>
  );
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** What was kept is JSON of ours. */
function pretty(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
