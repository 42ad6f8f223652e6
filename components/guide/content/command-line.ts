import type { Block, GuidePage } from '../model';
import { verbs } from './command-help.json';
import { readHelp } from './read-help';

export const commandLinePage: GuidePage = {
  path: '/guide/command-line',
  title: 'The command line',
  description: `The verbs of sallyport with their exact usage, formats and exit codes: ${verbs.map(({ verb }) => verb).join(', ')}.`,
  lead: 'The same engine as in the builder, for a terminal and for your pipeline. It runs from the checkout and needs no server.',
  blocks: [
    { kind: 'heading', id: 'calling', text: 'How it is called' },
    { kind: 'code', label: 'Calling the command line', text: 'npx sallyport <verb> [arguments]' },
    {
      kind: 'table',
      caption: 'The verbs',
      head: ['Verb', 'What it does'],
      rows: verbs.map(({ verb, summary }) => [`[\`${verb}\`](#${verb})`, `${sentence(summary)}`]),
    },
    {
      kind: 'text',
      text: 'Files are read as given; `-` is standard input. What is asked for goes to standard output, what went wrong to standard error. `npx sallyport <verb> --help` says what stands below.',
    },
    { kind: 'heading', id: 'exit-codes', text: 'Exit codes', below: true },
    {
      kind: 'table',
      caption: 'Exit codes',
      head: ['Code', 'Means'],
      rows: [
        ['`0`', 'Fine.'],
        [
          '`1`',
          'Findings at or above `--fail-on`, a test that fails, or something that cannot be said in the other dialect.',
        ],
        ['`2`', 'Unusable input: one sentence on standard error says why.'],
      ],
    },
    { kind: 'heading', id: 'formats', text: 'Formats', below: true },
    {
      kind: 'table',
      caption: 'Formats of --format',
      head: ['Format', 'For'],
      rows: [
        ['`text`', 'People: `file:line:column`, level, sentence and code, with the fix below it.'],
        ['`json`', 'Programs: one object.'],
        ['`github`', 'GitHub Actions: annotations beside the lines of a pull request.'],
        ['`sarif`', 'Code scanning: a log in SARIF 2.1.0.'],
      ],
    },
    { kind: 'heading', id: 'pipeline', text: 'In a pipeline', below: true },
    {
      kind: 'code',
      label: 'A check that fails on security findings',
      text: 'npx sallyport validate policy.json --tools tools.json --fail-on security --format github',
    },
    {
      kind: 'text',
      text: '`tools.json` is the answer of a server to `tools/list`, or the catalogue’s export of one, with risk classes. What the codes mean stands under [findings](/guide/findings).',
    },
    ...verbs.flatMap(({ verb, summary, help }): Block[] => [
      { kind: 'heading', id: verb, text: `sallyport ${verb}` },
      { kind: 'text', text: sentence(summary) },
      ...readHelp(verb, help),
    ]),
  ],
};

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
