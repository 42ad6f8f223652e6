import { metadataOf, PageOf } from './page-of';

export function generateMetadata() {
  return metadataOf('/guide');
}

export default function GuidePage() {
  return <PageOf path="/guide" />;
}
