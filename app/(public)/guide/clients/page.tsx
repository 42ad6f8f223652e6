import { metadataOf, PageOf } from '../page-of';

export function generateMetadata() {
  return metadataOf('/guide/clients');
}

export default function ClientsPage() {
  return <PageOf path="/guide/clients" />;
}
