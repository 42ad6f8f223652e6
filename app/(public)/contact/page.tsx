import { ContactForm } from '@/components/contact/contact-form';
import { Hero, PageFrame } from '@/components/public/page-frame';
import { PublicShell } from '@/components/public/public-shell';
import { head } from '../head';
import { sendMessageAction } from './actions';

const lead =
  'A question, a mistake in the catalogue, a pattern that is missing: write to whoever runs this Sallyport.';

export function generateMetadata() {
  return head({ title: 'Get in touch', description: lead, path: '/contact' });
}

export default function ContactPage() {
  return (
    <PublicShell here="/contact">
      <PageFrame className="pt-8 pb-16 sm:pt-12">
        <main id="content" tabIndex={-1} className="max-w-lg outline-none">
          <Hero title="Get in touch" lead={lead} />
          <div className="mt-8">
            <ContactForm send={sendMessageAction} />
          </div>
        </main>
      </PageFrame>
    </PublicShell>
  );
}
