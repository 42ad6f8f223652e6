/** What was found about a configuration's servers, in the formats of the other verbs. */

import { type RiskClass, riskClasses } from '@/lib/policy';
import { printable } from '../io';
import { githubAnnotations } from '../output/github';
import type { Format, Problem } from '../output/problem';
import { type RuleText, sarifLog } from '../output/sarif';
import { type CheckedServer, countsOf, worstOf } from './servers';

export type Placed = { server: CheckedServer; line: number; column: number };

const shownTools = 5;
const canDo: Record<RiskClass, string> = {
  Read: 'reads',
  Write: 'changes things',
  Execute: 'runs or sends things',
  Destructive: 'deletes or overwrites for good',
  Financial: 'moves money',
};

const rules: Record<string, RuleText> = Object.fromEntries(
  (
    [
      [
        'server-deleted',
        'A deleted server',
        'The registry has deleted this server, as it does with malware. Take it out of the configuration.',
      ],
      [
        'server-suspicious',
        'Suspicious definitions',
        'Definitions of this server hold instructions to the model, hidden characters or payloads. Read them before an agent does.',
      ],
      ['server-unknown', 'An unknown server', 'Nothing is known about what this server can do.'],
      ...riskClasses.map((name) => [
        `server-${name.toLowerCase()}`,
        `A server with ${name} tools`,
        `The gravest of its tools ${canDo[name]}. A policy says which calls may pass.`,
      ]),
    ] as [string, string, string][]
  ).map(([code, title, explanation]) => [code, { code, title, explanation }]),
);

export function reportOf(placed: readonly Placed[], file: string, format: Format): string {
  switch (format) {
    case 'text':
      return placed.length === 0
        ? 'There are no servers in it.\n'
        : placed.map(({ server }) => linesOf(server)).join('\n');
    case 'json':
      return `${JSON.stringify({ servers: placed.map(({ server }) => jsonOf(server)) }, undefined, 2)}\n`;
    case 'github':
      return githubAnnotations(placed.map((one) => problemOf(one, file)));
    case 'sarif':
      return sarifLog(
        placed.map((one) => problemOf(one, file)),
        (code) => rules[code],
      );
    default:
      return format satisfies never;
  }
}

function jsonOf(server: CheckedServer) {
  return { ...server, worst: worstOf(server), byClass: countsOf(server) };
}

function linesOf(server: CheckedServer): string {
  const known =
    server.source === 'index' ? `in the index as ${printable(server.indexed ?? '')}` : 'as it says itself';
  const off = server.isDisabled ? ', turned off in the file' : '';
  const head = `${printable(server.name)}  (${printable(server.means)}${off})\n`;
  if (server.problem !== null) {
    const word = server.isDeleted ? 'DELETED' : 'unknown';
    return `${head}  ${word}: ${printable(server.problem)}\n`;
  }
  const counts = Object.entries(countsOf(server))
    .filter(([, count]) => count > 0)
    .reverse()
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
  const tools = server.tools
    .slice(0, shownTools)
    .map((tool) => {
      const mark = tool.isSuspicious ? '  SUSPICIOUS DEFINITION' : '';
      return `    ${tool.class.padEnd(11)} ${printable(tool.name)}  ${printable(tool.summary).slice(0, 100)}${mark}\n`;
    })
    .join('');
  const more = server.tools.length > shownTools ? `    and ${server.tools.length - shownTools} more\n` : '';
  return `${head}  ${counts === '' ? 'no tools' : counts}; ${known}\n${tools}${more}`;
}

function problemOf({ server, line, column }: Placed, file: string): Problem {
  return { ...saidOf(server), pointer: `/${server.name}`, file, line, column };
}

function saidOf(server: CheckedServer): Pick<Problem, 'code' | 'level' | 'message'> {
  const { name, problem, tools } = server;
  if (server.isDeleted) return { code: 'server-deleted', level: 'error', message: `${name}: ${problem}` };
  const suspicious = tools.filter(({ isSuspicious }) => isSuspicious);
  if (suspicious.length > 0) {
    const named = suspicious.slice(0, 3).map((tool) => tool.name);
    return {
      code: 'server-suspicious',
      level: 'security',
      message: `${name} has suspicious definitions: ${named.join(', ')}`,
    };
  }
  const worst = worstOf(server);
  if (worst === null) {
    const message =
      problem === null ? `${name} offers no tools` : `What ${name} can do is unknown: ${problem}`;
    return { code: 'server-unknown', level: 'warning', message };
  }
  const gravest = tools.filter((tool) => tool.class === worst).slice(0, 3);
  return {
    code: `server-${worst.toLowerCase()}`,
    level: levels[worst],
    message: `${name} ${canDo[worst]}: ${gravest.map((tool) => tool.name).join(', ')} (${tools.length} ${tools.length === 1 ? 'tool' : 'tools'})`,
  };
}

const levels: Record<RiskClass, Problem['level']> = {
  Read: 'suggestion',
  Write: 'suggestion',
  Execute: 'warning',
  Destructive: 'security',
  Financial: 'security',
};
