'use client';

import { useState } from 'react';
import { Skeleton, Tag } from '@/components/ui/badges';
import { Button, buttonLook } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Card, CardHeader } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code-block';
import { Sheet } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { Ago } from '@/components/ui/time';
import { TroubleNotice } from '@/components/ui/trouble-notice';
import { type Ask, useAction } from '@/components/ui/use-action';

export type VersionRow = {
  number: number;
  digest: string;
  message: string;
  author: string;
  at: string;
  bytes: number;
};

type VersionListProps = {
  policyId: string;
  versions: VersionRow[];
  now: number;
  getVersion: Ask<{ policyId: string; number: number }, { number: number; text: string }>;
};

/** Every version that was saved, newest first: who, when, why, and the bytes. */
export function VersionList({ policyId, versions, now, getVersion }: VersionListProps) {
  const [open, setOpen] = useState<VersionRow | null>(null);
  const [text, setText] = useState<string | null>(null);
  const { run, trouble } = useAction(getVersion, (version) => setText(version.text));
  function show(version: VersionRow) {
    setText(null);
    setOpen(version);
    run({ policyId, number: version.number });
  }
  return (
    <Card>
      <CardHeader title={`${versions.length} ${versions.length === 1 ? 'version' : 'versions'}`}>
        <ButtonLink href={`/policies/${policyId}`} size="sm">
          Open in the builder
        </ButtonLink>
      </CardHeader>
      <ol>
        {versions.map((version, index) => (
          <li
            key={version.number}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-4 py-2.5"
          >
            <span className="min-w-0 flex-1 basis-64">
              <span className="flex items-center gap-2">
                <span className="font-medium">Version {version.number}</span>
                {index === 0 && <Tag>Newest</Tag>}
              </span>
              {version.message && <bdi className="block break-words text-ink-2">{version.message}</bdi>}
              <span className="block text-12 text-ink-3">
                <bdi>{version.author}</bdi>, <Ago at={version.at} now={now} />, {size(version.bytes)}, digest{' '}
                <code className="text-11">{version.digest.replace(/^sha256:/, '').slice(0, 12)}</code>
              </span>
            </span>
            <span className="flex gap-2">
              <Button size="sm" onClick={() => show(version)}>
                Look<span className="sr-only"> at version {version.number}</span>
              </Button>
              <a
                className={buttonLook({ size: 'sm' })}
                href={`/policies/${policyId}/download?version=${version.number}`}
                download
              >
                <Icon name="download" size={14} />
                Download<span className="sr-only"> version {version.number}</span>
              </a>
            </span>
          </li>
        ))}
      </ol>
      <Sheet
        open={open !== null}
        onOpenChange={(isOpen) => !isOpen && setOpen(null)}
        width="max-w-2xl"
        title={open ? `Version ${open.number}` : ''}
        description={open?.message}
      >
        <div className="px-5 pb-6">
          <TroubleNotice trouble={trouble} />
          {text === null ? (
            !trouble && <Skeleton className="h-64" />
          ) : (
            <CodeBlock text={text} label={`Version ${open?.number}`} maxHeight="max-h-none" />
          )}
        </div>
      </Sheet>
    </Card>
  );
}

function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KiB`;
}
