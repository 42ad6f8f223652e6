import type { Block } from '../model';

/**
 * The help of one verb, as the command line prints it, as blocks of a page: what is called, what it says, its options. The parts of
 * such a text are separated by blank lines; options begin with two blanks and a dash.
 */
export function readHelp(verb: string, help: string): Block[] {
  return help
    .trimEnd()
    .split('\n\n')
    .map((part): Block => {
      const lines = part.split('\n');
      const [first = ''] = lines;
      if (first.startsWith('Usage: ') || first.startsWith('sallyport ')) {
        return {
          kind: 'code',
          label: `How ${verb} is called`,
          text: part.replace(/^Usage: | {7}(?=sallyport )/gm, ''),
        };
      }
      if (first.startsWith('  -')) return optionTable(verb, lines);
      if (first.startsWith('  '))
        return { kind: 'code', label: `An example of ${verb}`, text: part.replace(/^ {2}/gm, '') };
      return { kind: 'text', text: withCode(lines.map((line) => line.trim()).join(' ')) };
    });
}

function optionTable(verb: string, lines: readonly string[]): Block {
  const rows: [string, string][] = [];
  for (const line of lines) {
    const [, name, text] = /^ {2}(-\S+(?: [A-Z]+)?) {2,}(.*)$/.exec(line) ?? [];
    const last = rows.at(-1);
    if (name !== undefined && text !== undefined) rows.push([name, text]);
    else if (last) last[1] += ` ${line.trim()}`;
  }
  return {
    kind: 'table',
    caption: `The options of ${verb}`,
    head: ['Option', 'What it does'],
    rows: rows.map(([name, text]) => [`\`${name}\``, withCode(text)]),
  };
}

/** Shapes, options and quoted words are set as what can be pasted. */
function withCode(text: string): string {
  return text.replace(/\{ [^}]*\}|--[a-z]+(?:-[a-z]+)*|"[A-Za-z]+"(?:: [a-z]+)?/g, (found) => `\`${found}\``);
}
