import { metadataOf, PageOf } from '../page-of';

export function generateMetadata() {
  return metadataOf('/guide/findings');
}

export default function FindingsPage() {
  return <PageOf path="/guide/findings" />;
}
