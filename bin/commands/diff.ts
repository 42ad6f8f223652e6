import { diff, type FindingLevel, type Relation, type ToolDiff, type Witness } from '@/lib/policy';
import { required } from '../arguments';
import { type Io, printable, write } from '../io';
import { readJudging } from '../judging';
import { isAtLeast, type Problem } from '../output/problem';
import { reportOf } from '../output/report';
import { placesIn, readPolicy } from '../policies';
import { readTools } from '../tools';

const help = `Usage: sallyport diff BEFORE AFTER [--tools TOOLS] [--format F] [--fail-on LEVEL]

What changes for which tool between two policies, looser first, each with a call that
shows it. '-' is standard input.

  --tools FILE     a tools/list answer or the catalogue's export; without it the names
                   that stand in the policies are compared, and 'x…' for a pattern 'x*'
  --format F       text (when left out), json, github, sarif
  --fail-on LEVEL  error (when left out: never), security: something is looser;
                   warning: or could not be decided; suggestion: or is stricter

'same' is said only where it is proven. Exit code 0, 1 as --fail-on says, 2: no valid policy.
`;

const levels: { [relation in Exclude<Relation, 'same'>]: FindingLevel } = {
  looser: 'security',
  incomparable: 'security',
  'cannot decide': 'warning',
  stricter: 'suggestion',
};

export async function run(argv: string[], io: Io): Promise<number> {
  const asked = readJudging(argv, 2);
  if (asked.help) {
    io.stdout.write(help);
    return 0;
  }
  const { format, bar, positionals } = asked;
  const before = await readPolicy(required(positionals[0], 'The policy before'), io);
  const after = await readPolicy(required(positionals[1], 'The policy after'), io);
  const tools = asked.tools === undefined ? undefined : await readTools(asked.tools, io);
  const diffs = diff(before.policy, after.policy, tools);
  const placeOf = placesIn(after.text);
  const problems = diffs.flatMap((one): Problem[] => {
    if (one.relation === 'same') return [];
    const { relation, tool } = one;
    const pointer = pointerOf(one);
    const place = { file: after.file, ...placeOf(pointer) };
    return [
      {
        code: relation.replace(' ', '-'),
        level: levelOf(one.witnesses, relation),
        message: sentence(one),
        pointer,
        tool,
        ...place,
      },
    ];
  });
  if (format === 'text') await write(io.stdout, textOf(diffs));
  else if (format === 'json') await write(io.stdout, `${JSON.stringify({ tools: diffs }, undefined, 2)}\n`);
  else await write(io.stdout, reportOf(problems, format, ''));
  return problems.some(({ level }) => isAtLeast(level, bar)) ? 1 : 0;
}

/** A call that is shown to be answered more loosely is grave, whatever could not be settled beside it. */
function levelOf(witnesses: readonly Witness[], relation: Exclude<Relation, 'same'>): FindingLevel {
  return witnesses.some(({ direction }) => direction === 'looser') ? levels.looser : levels[relation];
}

function textOf(diffs: readonly ToolDiff[]): string {
  const changed = diffs.filter(({ relation }) => relation !== 'same');
  const noted = diffs.filter(({ relation, why }) => relation === 'same' && why !== undefined);
  const lines = [...changed, ...noted].flatMap((one) => [
    `${one.relation.padEnd(13)}  ${printable(nameOf(one))}`,
    ...one.witnesses.map((witness) => `    ${printable(shown(witness))}`),
    ...(one.why === undefined ? [] : [`    ${printable(one.why)}`]),
  ]);
  const same = diffs.length - changed.length;
  const rest = same === 1 ? '1 tool is the same' : `${same} tools are the same`;
  return `${lines.map((line) => `${line}\n`).join('')}${changed.length === 0 ? 'Nothing changes: ' : ''}${rest}.\n`;
}

function nameOf({ tool, isAnyOther }: ToolDiff): string {
  return isAnyOther ? 'every tool that neither policy names' : tool;
}

/** The call, and what became of it. */
function shown({ call, context, number, before, after }: Witness): string {
  const times = number === 1 ? '' : `, equal call number ${number}`;
  const approved = context.approved ? ', approved' : '';
  const change = `${before.verdict} by ${before.rule} -> ${after.verdict} by ${after.rule}`;
  return `${call.tool} ${JSON.stringify(call.arguments ?? {})}${times}${approved}: ${change}`;
}

function sentence(one: ToolDiff): string {
  const told = one.witnesses.map((witness) => shown(witness)).join('; ');
  return [`${nameOf(one)}: ${one.relation}.`, told, one.why]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}

/** What decides now, where a witness names it. */
function pointerOf({ witnesses }: ToolDiff): string {
  const rule = witnesses[0]?.after.rule;
  return rule?.startsWith('/') ? rule : '/default';
}
