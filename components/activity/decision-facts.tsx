import Link from 'next/link';
import type { ReactNode } from 'react';
import { Chip } from '@/components/ui/badges';
import { Card, CardHeader } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import { Ago } from '@/components/ui/time';
import { type ActivityRow, outcomeWord } from './activity-list';
import { Verdict, type VerdictWord, verdictWords } from './verdict';

export type DecisionFactsProps = {
  decision: ActivityRow & {
    class: string | null;
    review: string | null;
    requestId: string;
    argumentKeys: string[];
    retryAfterSeconds: number | null;
    candidate: { verdict: VerdictWord; rule: string } | null;
    policy: { id: string; name: string; number: number } | null;
    approvalId: string | null;
    arguments: { kind: 'kept'; text: string } | { kind: 'not-kept' } | { kind: 'not-yours' };
    steps: { title: string; outcome: 'passed' | 'stopped' | 'skipped'; says: string }[];
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
  const { outcome, policy } = decision;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Card>
        <CardHeader title="Step by step" />
        <ol>
          {decision.steps.map((step) => (
            <li
              key={step.title}
              className={cx(
                'flex gap-2.5 border-t border-line px-4 py-2',
                step.outcome === 'skipped' && 'text-ink-3',
              )}
            >
              <Icon
                name={step.outcome === 'passed' ? 'check' : step.outcome === 'stopped' ? 'deny' : 'minus'}
                className="mt-0.5"
              />
              <span className="min-w-0">
                {step.title}
                <span className="sr-only">: {stepWords[step.outcome]}</span>
                {step.says && <bdi className="block text-12 break-words text-ink-2">{step.says}</bdi>}
              </span>
            </li>
          ))}
        </ol>
      </Card>
      <Card>
        <CardHeader title="The call" />
        <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 border-t border-line p-4 text-13">
          <Fact name="Verdict">
            <Verdict verdict={decision.verdict} />
          </Fact>
          <Fact name="Rule">
            <code className="text-12 break-all">{decision.rule}</code>
          </Fact>
          <Fact name="Reason">
            <bdi>{decision.reason}</bdi>
          </Fact>
          <Fact name="Decided">
            <Ago at={decision.at} now={now} />
          </Fact>
          <Fact name="Server">
            <bdi>{decision.server.name ?? 'gone'}</bdi>
          </Fact>
          <Fact name="Grant">
            <bdi>{decision.grant.label ?? 'gone'}</bdi>
          </Fact>
          <Fact name="Method">{decision.method}</Fact>
          <Fact name="Class">{decision.class ?? 'none'}</Fact>
          <Fact name="Definition">{decision.review ?? 'not asked'}</Fact>
          <Fact name="Policy">
            {policy ? (
              <Link href={`/policies/${policy.id}`}>
                <bdi>{policy.name}</bdi>, version {policy.number}
              </Link>
            ) : (
              'none'
            )}
          </Fact>
          {decision.candidate && (
            <Fact name="Candidate">
              {verdictWords[decision.candidate.verdict]} by {decision.candidate.rule}
            </Fact>
          )}
          {decision.retryAfterSeconds !== null && (
            <Fact name="Room again in">{decision.retryAfterSeconds} s</Fact>
          )}
          {decision.approvalId && (
            <Fact name="Approval">
              <Link href={`/approvals/${decision.approvalId}`}>See it</Link>
            </Fact>
          )}
          <Fact name="Request id">
            <code className="text-12 break-all">{decision.requestId}</code>
          </Fact>
          {outcome && (
            <Fact name="Came to">
              {outcomeWord(outcome.status)}
              {outcome.httpStatus !== null && `, HTTP ${outcome.httpStatus}`}, {outcome.latencyMs} ms,{' '}
              {outcome.requestBytes} bytes sent, {outcome.responseBytes} received
              {outcome.error && <span className="block text-ink-2">{outcome.error}</span>}
            </Fact>
          )}
          <Fact name="Arguments">
            {decision.arguments.kind === 'kept' ? (
              <CodeBlock text={decision.arguments.text} label="Arguments" copy={false} />
            ) : (
              <span className="flex flex-wrap gap-1">
                {decision.argumentKeys.length === 0
                  ? 'none'
                  : decision.argumentKeys.map((key) => <Chip key={key}>{key}</Chip>)}
              </span>
            )}
          </Fact>
        </dl>
      </Card>
    </div>
  );
}

const stepWords = { passed: 'passed', stopped: 'stopped the call', skipped: 'not asked' };

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
