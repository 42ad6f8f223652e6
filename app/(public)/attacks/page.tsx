import { AttackList } from '@/components/attacks';
import { Hero, PageFrame } from '@/components/public/page-frame';
import { attackPatterns } from '@/lib/attacks';
import { head } from '../head';
import { Structured } from '../structured';
import { attacksLead, attacksTitle } from './texts';

export function generateMetadata() {
  return head({ title: attacksTitle, description: attacksLead, path: '/attacks', markdown: '/attacks.md' });
}

export default function AttacksPage() {
  return (
    <PageFrame className="pt-8 pb-16 sm:pt-12">
      <main id="content" tabIndex={-1} className="outline-none">
        <Hero title={attacksTitle} lead={attacksLead} />
        <div className="mt-8">
          <AttackList patterns={attackPatterns} />
        </div>
        <Structured
          kind="CollectionPage"
          title={attacksTitle}
          description={attacksLead}
          crumbs={[{ href: '/attacks', label: 'Attacks' }]}
        />
      </main>
    </PageFrame>
  );
}
