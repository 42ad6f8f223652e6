import { RiskOverview, riskLead } from '@/components/catalogue';
import { classShares, indexSize } from '@/lib/registry';
import { head } from '../head';

export function generateMetadata() {
  return head({
    title: 'Risk classes of MCP tools',
    description: riskLead,
    path: '/risk',
    markdown: '/risk.md',
  });
}

export default async function RiskPage() {
  const [shares, size] = await Promise.all([classShares(), indexSize()]);
  return <RiskOverview shares={shares} size={size} />;
}
