'use client';

import type { ReactNode } from 'react';
import { AttackFindings } from '@/components/risk/attack-findings';
import { CodeBlock } from '@/components/ui/code-block';
import { ForeignText, visibleJson } from '@/components/ui/foreign-text';
import { Icon } from '@/components/ui/icon';
import { Message } from '@/components/ui/message';
import type { Ask } from '@/components/ui/use-action';
import type { RiskClass } from '@/lib/policy';
import type { ToolFacts } from '../shapes';
import { ClassChooser } from './class-chooser';
import { DefinitionDiff } from './definition-diff';
import { EvidenceList, MarkedText } from './evidence';
import { Parameters } from './parameters';

type ToolFactsViewProps = {
  tool: ToolFacts;
  now: number;
  setClass: Ask<{ serverId: string; toolId: string; class: RiskClass | null }, unknown>;
  onChanged: () => void;
};

/** Why a tool has its class, and what its server says of it. Every text of a server is text, never markup. */
export function ToolFactsView({ tool, now, setClass, onChanged }: ToolFactsViewProps) {
  const { judgement, reviewed } = tool;
  const spoken = judgement?.evidence.filter((item) => item.where === 'description') ?? [];
  return (
    <div className="grid gap-5 px-5 pb-8">
      {tool.problem !== null ? (
        <Part title="Malformed">
          <Said icon="warning">{tool.problem}</Said>
          <p className="mt-1 text-12 text-ink-2">
            {tool.name
              ? 'A policy can still decide it by its name. '
              : 'Without a name no policy can decide it. '}
            It is denied until its server sends a definition that can be read.
          </p>
        </Part>
      ) : (
        <ClassChooser tool={tool} now={now} setClass={setClass} onChanged={onChanged} />
      )}
      {tool.findings.length > 0 && (
        <Part title="Attacks in the definition">
          <AttackFindings findings={tool.findings} />
        </Part>
      )}
      {reviewed && (
        <Part title={tool.review === 'removed' ? 'No longer offered' : 'Changed since it was confirmed'}>
          <DefinitionDiff
            before={reviewed.definition}
            after={tool.review === 'removed' ? '' : tool.definition}
          />
        </Part>
      )}
      {judgement && (
        <Part title="Why">
          <p className="text-13">{judgement.rationale}</p>
          {judgement.whyNot && <p className="mt-1 text-13 text-ink-2">{judgement.whyNot}</p>}
          {judgement.evidence.length > 0 && (
            <div className="mt-3 border-l-2 border-line-2 pl-3">
              <EvidenceList tool={tool} evidence={judgement.evidence} />
            </div>
          )}
          <p className="mt-3 text-12 text-ink-3">{sureness(judgement.confidence)}</p>
        </Part>
      )}
      {judgement && judgement.signals.length > 0 && (
        <Part title="Worth knowing">
          <ul className="grid gap-1">
            {judgement.signals.map((signal) => (
              <li key={`${signal.code} ${signal.pointer}`} className="flex gap-1.5 text-13">
                <Icon name="info" size={14} className="mt-0.75 text-ink-3" />
                <span className="min-w-0 break-words">
                  <Message text={sentence(signal.says)} />
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="Description">
        {tool.title && (
          <p className="mb-1 text-13 font-medium break-words">
            <ForeignText text={tool.title} />
          </p>
        )}
        {tool.description ? (
          <p className="text-13 break-words whitespace-pre-wrap">
            <bdi>
              <MarkedText text={tool.description} evidence={spoken} />
            </bdi>
          </p>
        ) : (
          <p className="text-13 text-ink-2">The server sent none.</p>
        )}
      </Part>
      {tool.problem === null && (
        <Part title="Parameters">
          <Parameters schema={tool.inputSchema} />
        </Part>
      )}
      <Annotations annotations={tool.annotations} />
      {tool.outputSchema !== null && (
        <Part title="Output schema">
          <CodeBlock text={visibleJson(tool.outputSchema)} label="Output schema" />
        </Part>
      )}
      {tool.notes.length > 0 && (
        <Part title="Odd about it">
          <ul className="grid gap-1">
            {tool.notes.map((note) => (
              <li key={note}>
                <Said icon="warning">{note}</Said>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <details className="group">
        <summary className="flex h-7 items-center gap-1 rounded-1 text-13 font-semibold">
          <Icon name="chevron-right" size={14} className="text-ink-3 group-open:rotate-90" />
          Definition as it was sent
        </summary>
        <CodeBlock text={indented(tool.definition)} label="Definition" className="mt-2" />
        <p className="mt-2 text-12 break-all text-ink-3">
          Digest <code>{tool.digest}</code>
        </p>
      </details>
    </div>
  );
}

const hints: Record<string, string> = {
  readOnlyHint: 'changes nothing',
  destructiveHint: 'may destroy',
  idempotentHint: 'does the same when called again',
  openWorldHint: 'reaches beyond the server',
};

/** A server's claims: they may raise a class and never lower it. */
function Annotations({ annotations }: { annotations: unknown }) {
  if (typeof annotations !== 'object' || annotations === null) return null;
  const entries = Object.entries(annotations);
  if (entries.length === 0) return null;
  return (
    <Part title="Annotations">
      <dl className="grid gap-1 text-13">
        {entries.map(([name, value]) => (
          <div key={name} className="flex flex-wrap gap-x-2">
            <dt className="font-mono text-12/5 break-all">
              <ForeignText text={name} />
            </dt>
            <dd className="min-w-0 font-mono text-12/5 break-all text-ink-2">
              <ForeignText text={JSON.stringify(value)} />
            </dd>
            {Object.hasOwn(hints, name) && <dd className="text-12/5 text-ink-3">{hints[name]}</dd>}
          </div>
        ))}
      </dl>
      <p className="mt-1.5 text-12 text-ink-3">
        The server’s own claims: they may raise a class, and never lower it.
      </p>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-13 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Said({ icon, children }: { icon: 'warning'; children: ReactNode }) {
  return (
    <span className="flex gap-1.5 text-13">
      <Icon name={icon} size={14} className="mt-0.75 text-f-warning" />
      <span className="min-w-0 break-words">{children}</span>
    </span>
  );
}

/** The classifier's remarks begin small, as the end of a sentence does. */
function sentence(says: string): string {
  return `${says.charAt(0).toUpperCase()}${says.slice(1)}${/[.!?]$/.test(says) ? '' : '.'}`;
}

function sureness(confidence: number): string {
  const percent = Math.round(confidence * 100);
  const word =
    confidence >= 0.9 ? 'Sure' : confidence >= 0.7 ? 'Fairly sure' : confidence >= 0.5 ? 'Unsure' : 'A guess';
  return `${word}: ${percent} of 100.`;
}

function indented(definition: string): string {
  try {
    return visibleJson(JSON.parse(definition));
  } catch {
    return definition;
  }
}
