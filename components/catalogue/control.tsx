import type { ReactNode } from 'react';
import { Prose, Section } from '@/components/public/page-frame';
import { classTexts } from './class-texts';
import { PolicyFigure } from './policy-figure';
import { stepsOf } from './steps';
import type { ToolPageProps } from './tool-shapes';
import { Said, wordsOf } from './words';

/** The recommended rule, what it means, and the three steps to it. */
export function Control({ tool, server, policy, gateway, openPath }: ToolPageProps & { openPath: string }) {
  return (
    <>
      <Section id="control" title="How to control it">
        <div className="grid gap-4">
          <Prose>
            {`Recommended for ${tool.class} tools: this one ${classTexts[tool.class].rule}. ${classTexts[tool.class].further.replaceAll('`', '')}`}
          </Prose>
          {policy ? (
            <>
              <PolicyFigure
                text={policy.text}
                label={`The recommended policy for ${tool.name}`}
                downloadPath={`${tool.path}/policy.json`}
                openPath={openPath}
              />
              <p className="max-w-[68ch] text-15 [overflow-wrap:anywhere] text-ink-2">
                <b className="font-medium text-ink">In words.</b>{' '}
                {policy.sentences.map(({ pointer, text }) => (
                  <span key={`${pointer} ${text}`}>
                    <Said words={wordsOf(text)} />{' '}
                  </span>
                ))}
              </p>
            </>
          ) : (
            <Prose>
              No policy can name this tool without naming others: its name holds a <code>*</code>. Under
              “default: deny” it stays denied.
            </Prose>
          )}
        </div>
      </Section>
      <Section id="steps" title="Three steps">
        <ol className="grid gap-6 sm:grid-cols-3">
          {stepsOf(server, gateway).map(({ title, words }, at) => (
            <Step key={title} number={at + 1} title={title}>
              <Said words={words} />
            </Step>
          ))}
        </ol>
      </Section>
    </>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[24px_minmax(0,1fr)] content-start gap-x-3 gap-y-2 sm:grid-cols-1">
      <span
        aria-hidden="true"
        data-edge=""
        className="grid size-6 place-items-center rounded-full text-12 font-semibold inset-ring inset-ring-line-2"
      >
        {number}
      </span>
      <div className="min-w-0">
        <h3 className="text-14 font-semibold">{title}</h3>
        <p className="mt-0.5 text-13 text-ink-2">{children}</p>
      </div>
    </li>
  );
}
