import { metadataOf, PageOf } from '../page-of';

export function generateMetadata() {
  return metadataOf('/guide/language');
}

export default function LanguagePage() {
  return <PageOf path="/guide/language" />;
}
