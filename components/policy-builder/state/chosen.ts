import type { BuilderState, Chosen, Given } from './state';

export function chosenAtStart(given: Given, name: string | undefined): Chosen | null {
  if (name !== undefined && given.tools.some((tool) => tool.name === name)) {
    return { kind: 'tool', name };
  }
  const [first] = given.tools;
  return first ? { kind: 'tool', name: first.name } : { kind: 'shared', pointer: '/all_tools' };
}

/** What a place in the document belongs to: a tool of the server, else the rule set that is shared. */
export function chosenBy(pointer: string, tool: string | undefined, given?: Given): Chosen | null {
  if (tool !== undefined && (!given || given.tools.some((candidate) => candidate.name === tool))) {
    return { kind: 'tool', name: tool };
  }
  const [, first, second] = pointer.split('/');
  if (first === 'all_tools') return { kind: 'shared', pointer: '/all_tools' };
  if ((first === 'classes' || first === 'tools') && second !== undefined) {
    return { kind: 'shared', pointer: `/${first}/${second}` };
  }
  return wholeDocument.has(first ?? '') ? { kind: 'shared', pointer: '' } : null;
}

const wholeDocument = new Set(['description', 'hide']);

export function sameChosen(a: Chosen | null, b: Chosen | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'tool') return b.kind === 'tool' && a.name === b.name;
  return b.kind === 'shared' && a.pointer === b.pointer;
}

export function spanOf(state: Pick<BuilderState, 'spans'>, chosen: Chosen) {
  return chosen.kind === 'tool'
    ? state.spans.find((span) => span.tool === chosen.name)
    : state.spans.find((span) => span.pointer === chosen.pointer);
}
