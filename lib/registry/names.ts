/** How servers and tools of the index are named in addresses: any name, no two alike. */

const mostUnits = 4_096;

/**
 * One segment of a path for a name. It holds letters, digits and `.-_~!` alone, so that percent-encoding changes nothing:
 * `/` becomes `~`, and every other sign its number, as `!40!`. Names of dots alone are escaped: browsers resolve those away.
 */
export function slugOf(name: string): string {
  const foreign = /^\.+$/.test(name) ? /[^\w-]/gu : /[^\w.-]/gu;
  return (
    name
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(foreign, (sign: string) =>
        sign === '/' ? '~' : `!${(sign.codePointAt(0) as number).toString(16)}!`,
      )
      // `.md` behind an address is the Markdown of what stands before it.
      .replace(/\.(?=md$)/i, '!2e!')
  );
}

/** The name that a segment of a path stands for, percent-encoded or not; null where it is nobody's slug. */
export function readSlug(segment: string): string | null {
  if (segment.length > mostUnits) return null;
  let slug: string;
  try {
    slug = decodeURIComponent(segment);
  } catch {
    return null;
  }
  let name: string;
  try {
    name = slug
      .replaceAll('~', '/')
      .replace(/!([0-9a-f]{1,6})!/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  } catch {
    // A number above the last sign.
    return null;
  }
  // Each name has one address only.
  return name !== '' && !name.includes('\0') && slugOf(name) === slug ? name : null;
}

export function serverPath(server: string): string {
  return `/catalogue/${slugOf(server)}`;
}

export function toolPath(server: string, tool: string): string {
  return `${serverPath(server)}/${slugOf(tool)}`;
}
