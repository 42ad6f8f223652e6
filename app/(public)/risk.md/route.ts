import { classPath, classTexts, inPercent, many, riskLead } from '@/components/catalogue';
import { asMarkdown } from '@/components/guide';
import { riskClasses } from '@/lib/policy';
import { classShares, indexSize } from '@/lib/registry';
import { severityOf } from '@/lib/risk';
import { markdownAnswer } from '../head';

// The index is read when it is asked for: no database runs while the product is built.
export const dynamic = 'force-dynamic';

export async function GET() {
  const [shares, size] = await Promise.all([classShares(), indexSize()]);
  return markdownAnswer(
    asMarkdown({
      title: 'Risk classes of MCP tools',
      lead: riskLead,
      blocks: [
        {
          kind: 'text',
          text: `${many(size.tools, 'tool')} of ${many(size.servers, 'server')} in the index of this Sallyport.`,
        },
        {
          kind: 'table',
          caption: 'The classes',
          head: ['Class', 'Severity', 'What it is', 'Recommended rule', 'Share of the index'],
          rows: riskClasses.map((riskClass) => [
            `[${riskClass}](${classPath(riskClass)})`,
            severityOf(riskClass),
            `It ${classTexts[riskClass].is}`,
            `It ${classTexts[riskClass].rule}.`,
            inPercent(shares.find((share) => share.class === riskClass)?.share ?? 0),
          ]),
        },
      ],
    }),
  );
}
