import { guidePage } from '@/components/guide';
import { attackPattern } from '@/lib/attacks';
import { readSlug, serverOf, toolOf } from '@/lib/registry';
import { severityOf } from '@/lib/risk';
import { readClass } from '../(public)/risk/read-class';

/** What stands on the picture that a link preview shows. */
export type Picture = { title: string; below: string; class?: string };

const home: Picture = {
  title: 'Decide what agents may do with your tools',
  below: 'Open source and self-hosted',
};

/**
 * The picture of a page, by its path; null where there is no such page. INVARIANT: an address carries no text, so that
 * nobody can have this site draw a sentence of theirs.
 */
export async function pictureOf(path: string): Promise<Picture | null> {
  const [, section = '', first = '', second, ...more] = path.split('/');
  if (path === '/' || path === '/contact') return home;
  if (more.length > 0 || !path.startsWith('/')) return null;
  switch (section) {
    case 'guide': {
      const page = guidePage(path);
      return page ? { title: page.title, below: 'Guide' } : null;
    }
    case 'attacks': {
      if (first === '') return { title: 'Attacks on agents and their tools', below: 'Documented patterns' };
      const pattern = attackPattern(first);
      return pattern ? { title: pattern.title, below: 'Attack pattern' } : null;
    }
    case 'risk': {
      if (first === '') return { title: 'What a tool can do', below: 'Risk classes' };
      const riskClass = readClass(first);
      return riskClass
        ? { title: `${riskClass} tools`, below: `${severityOf(riskClass)} severity`, class: riskClass }
        : null;
    }
    case 'catalogue':
      return first === ''
        ? { title: 'Catalogue of MCP tools', below: 'Risk and policy' }
        : indexed(first, second);
    default:
      return null;
  }
}

async function indexed(first: string, second: string | undefined): Promise<Picture | null> {
  const server = readSlug(first);
  if (server === null) return null;
  if (second === undefined) {
    const found = await serverOf(server);
    if (found === null) return null;
    return {
      title: found.title ?? found.name,
      below: 'MCP server',
      ...(found.worst && { class: found.worst }),
    };
  }
  const name = readSlug(second);
  const tool = name === null ? null : await toolOf(server, name);
  return tool && { title: tool.name, below: `${tool.class}, ${tool.severity} risk`, class: tool.class };
}
