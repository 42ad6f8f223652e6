/** How clients reach a server: a package or an address, in one spelling, so that a configuration can be matched. */

export type Reach = { kind: string; key: string };

const longestKey = 500;

/** null where it cannot be matched: empty, too long, or with variables in it. */
export function packageReach(type: string, identifier: string): Reach | null {
  const kind = type.toLowerCase() === 'docker' ? 'oci' : type.toLowerCase();
  const key = keyOf(kind, identifier.trim());
  return key === '' || key.length > longestKey || key.includes('{') ? null : { kind, key };
}

/** Host in small letters, no query, no fragment, no slash at the end; http and https alone. */
export function urlReach(text: string): Reach | null {
  if (text.length > longestKey || text.includes('{') || text.includes('$') || !URL.canParse(text))
    return null;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return { kind: 'url', key: `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}` };
}

function keyOf(kind: string, identifier: string): string {
  switch (kind) {
    case 'npm':
      return identifier.toLowerCase().replace(/(?<=.)@[^@/]*$/, '');
    case 'pypi':
      // PEP 503.
      return identifier.toLowerCase().replace(/[-_.]+/g, '-');
    case 'oci':
      return identifier
        .toLowerCase()
        .replace(/@sha\d+:[0-9a-f]+$/, '')
        .replace(/:[^/:]*$/, '')
        .replace(/^(docker\.io|index\.docker\.io)\//, '')
        .replace(/^library\//, '');
    default:
      return identifier.toLowerCase();
  }
}
