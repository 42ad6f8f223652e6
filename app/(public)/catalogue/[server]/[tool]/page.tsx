import { questionsOf, saidPlainly, ToolPage } from '@/components/catalogue';
import { crumbsData, JsonLd } from '@/components/public/json-ld';
import { plainly } from '@/components/ui/foreign-text';
import { explain, parse } from '@/lib/policy';
import { indexSize, relatedTools, siblings } from '@/lib/registry';
import { head, originHere } from '../../../head';
import { serverHere, toolHere } from '../../here';
import { toolPolicy } from '../../starter';

type Props = { params: Promise<{ server: string; tool: string }> };

export async function generateMetadata({ params }: Props) {
  const { server, tool } = await params;
  const found = await toolHere(server, tool);
  const name = plainly(found.name);
  const of = plainly(found.serverTitle ?? found.server);
  return head({
    title: `${name} of ${of}: risk and policy`,
    description: `${name} of ${of} is ${found.class}, ${found.severity} risk. ${plainly(found.judgement.rationale)}`,
    path: found.path,
    markdown: `${found.path}.md`,
  });
}

export default async function CatalogueToolPage({ params }: Props) {
  const { server: ofServer, tool: named } = await params;
  const [server, tool] = await Promise.all([serverHere(ofServer), toolHere(ofServer, named)]);
  const [size, beside, related] = await Promise.all([
    indexSize(),
    siblings(server.name, tool.name),
    relatedTools(server.name, tool.name),
  ]);
  const text = toolPolicy(tool);
  const parsed = text === null ? null : parse(text);
  const policy = text && parsed?.ok ? { text, sentences: explain(parsed.policy) } : null;
  const origin = await originHere();
  const crumbs = [
    { href: '/catalogue', label: 'Catalogue' },
    { href: server.path, label: server.title ?? server.name },
    { href: tool.path, label: tool.name },
  ];
  const questions = questionsOf({ tool, server, judgement: tool.judgement, size });
  return (
    <>
      <ToolPage
        tool={tool}
        server={server}
        size={size}
        siblings={beside}
        related={related}
        policy={policy}
        gateway={`${origin}/mcp/`}
      />
      <JsonLd
        data={{
          '@type': 'FAQPage',
          mainEntity: questions.map(({ ask, answer }) => ({
            '@type': 'Question',
            name: saidPlainly(ask),
            acceptedAnswer: { '@type': 'Answer', text: answer.map(saidPlainly).join(' ') },
          })),
        }}
      />
      <JsonLd data={crumbsData(origin, crumbs)} />
    </>
  );
}
