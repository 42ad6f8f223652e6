import { metadataOf, PageOf } from '../page-of';

export function generateMetadata() {
  return metadataOf('/guide/command-line');
}

export default function CommandLinePage() {
  return <PageOf path="/guide/command-line" />;
}
