import { metadataOf, PageOf } from '../page-of';

export function generateMetadata() {
  return metadataOf('/guide/oauth');
}

export default function OAuthPage() {
  return <PageOf path="/guide/oauth" />;
}
