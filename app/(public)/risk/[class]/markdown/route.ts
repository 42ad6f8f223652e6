import { classBlocks, classLead, inPercent, many } from '@/components/catalogue';
import { asMarkdown } from '@/components/guide';
import { attacksOn } from '@/lib/attacks';
import { classShares, largestSurfaces } from '@/lib/registry';
import { severityOf } from '@/lib/risk';
import { markdownAnswer, nothingHere } from '../../../head';
import { plainMarkdown } from '../../../plain-markdown';
import { readClass } from '../../read-class';

/** Told anew each time: a build knows neither the index nor the settings. */
export const dynamic = 'force-dynamic';

/** Asked for as `/risk/<class>.md`: next.config.js leads here. */
export async function GET(_request: Request, { params }: { params: Promise<{ class: string }> }) {
  const riskClass = readClass((await params).class);
  if (!riskClass) return nothingHere();
  const [shares, largest] = await Promise.all([classShares(), largestSurfaces(riskClass)]);
  const share = shares.find((one) => one.class === riskClass);
  const counted = share
    ? ` ${many(share.tools, 'tool')} in the index, ${inPercent(share.share)} of all, on ${many(share.servers, 'server')}.`
    : '';
  return markdownAnswer(
    asMarkdown({
      title: `${riskClass} tools`,
      lead: `${classLead(riskClass)} Severity: ${severityOf(riskClass)}.${counted}`,
      blocks: [
        ...classBlocks(riskClass),
        { kind: 'heading', id: 'surfaces', text: 'Largest surfaces' },
        {
          kind: 'list',
          items: largest.map(
            ({ name, path, ofClass, toolCount }) =>
              `[${plainMarkdown(name)}](${path}): ${ofClass} of ${many(toolCount, 'tool')}`,
          ),
        },
        { kind: 'heading', id: 'attacks', text: 'Attacks that abuse it' },
        {
          kind: 'list',
          items: attacksOn(riskClass).map(
            ({ slug, title, summary }) => `[${title}](/attacks/${slug}): ${summary}`,
          ),
        },
      ],
    }),
  );
}
