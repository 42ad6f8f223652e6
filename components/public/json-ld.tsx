import type { Json } from '@/lib/json';

/** Structured data for search engines. A data block: the browser runs nothing of it. */
export function JsonLd({ data }: { data: { [name: string]: Json } }) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: INVARIANT: `scriptSafe` leaves no sign that could end the element
      dangerouslySetInnerHTML={{ __html: scriptSafe({ '@context': 'https://schema.org', ...data }) }}
    />
  );
}

/** JSON that can stand in a script element whatever strangers wrote into it: no `<`, `>`, `&` or line separator is left. */
export function scriptSafe(data: Json): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `origin` is where the site stands. */
export function crumbsData(
  origin: string,
  crumbs: readonly { href: string; label: string }[],
): { [name: string]: Json } {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ href, label }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: label,
      item: `${origin}${href}`,
    })),
  };
}
