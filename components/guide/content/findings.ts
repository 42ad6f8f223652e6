import { findingPath } from '@/components/risk/finding-guide';
import { type FindingLevel, type FindingPage, findingPages, print } from '@/lib/policy';
import type { Block, GuidePage } from '../model';

const levels: { readonly [level in FindingLevel]: { title: string; text: string } } = {
  error: {
    title: 'Errors',
    text: 'The policy cannot do what it says: a name, an argument or a value that does not exist, or a test that fails.',
  },
  security: { title: 'Security', text: 'A call gets through that the policy reads as if it stopped.' },
  warning: { title: 'Warnings', text: 'Something decides nothing, or not what it seems to.' },
  suggestion: { title: 'Suggestions', text: 'It works, and could be tighter or easier to keep.' },
};

export const findingsPage: GuidePage = {
  path: '/guide/findings',
  title: 'Findings',
  description: `The ${findingPages.length} findings about a policy, by level: what each means, why it matters and how to mend it.`,
  lead: 'A policy that parses may still not do what was meant. The builder, the editor and the command line look for the same findings; many come with a fix that can be applied.',
  blocks: (Object.keys(levels) as FindingLevel[]).flatMap((level): Block[] => [
    { kind: 'heading', id: level, text: levels[level].title },
    { kind: 'text', text: levels[level].text },
    {
      kind: 'findings',
      level,
      links: findingPages
        .filter((page) => page.level === level)
        .map(({ code, title }) => ({ code, title, href: findingPath(code) })),
    },
  ]),
};

/** One page a code, from the registry that the findings themselves come from. */
export const findingGuidePages: readonly GuidePage[] = findingPages.map(pageOf);

function pageOf({ code, level, title, what, why, mend, example }: FindingPage): GuidePage {
  return {
    path: findingPath(code),
    title: code,
    mono: true,
    description: `${title}: ${what}`,
    lead: title,
    level,
    blocks: [
      { kind: 'heading', id: 'what', text: 'What was found' },
      { kind: 'text', text: withCode(what) },
      { kind: 'heading', id: 'why', text: 'Why it matters' },
      { kind: 'text', text: withCode(why) },
      { kind: 'heading', id: 'mend', text: 'How to mend it' },
      { kind: 'text', text: withCode(mend) },
      { kind: 'heading', id: 'example', text: 'Example' },
      { kind: 'code', label: 'A policy with this finding', text: print(example.before).trimEnd() },
      { kind: 'code', label: 'The same policy, mended', text: print(example.after).trimEnd() },
      {
        kind: 'code',
        label: example.tools.length === 1 ? 'The tool of the example' : 'The tools of the example',
        text: JSON.stringify(example.tools.length === 1 ? example.tools[0] : example.tools, null, 2),
      },
    ],
  };
}

/** What stands in quotes in these texts is a word or a value of the document. */
function withCode(text: string): string {
  return text.replace(/"[^"]*"(?:: (?:"[^"]*"|true|\[\]))?/g, (found) => `\`${found}\``);
}
