import { RiskOverview, riskLead } from '@/components/catalogue';
import { classShares, indexSize } from '@/lib/registry';
import { head } from '../head';
import { Structured } from '../structured';

const title = 'Risk classes of MCP tools';

export function generateMetadata() {
  return head({
    title,
    description: riskLead,
    path: '/risk',
    markdown: '/risk.md',
  });
}

export default async function RiskPage() {
  const [shares, size] = await Promise.all([classShares(), indexSize()]);
  return (
    <>
      <RiskOverview shares={shares} size={size} />
      <Structured
        kind="CollectionPage"
        title={title}
        description={riskLead}
        crumbs={[{ href: '/risk', label: 'Risk' }]}
      />
    </>
  );
}
