import { exportPolicy, importIntercept, print } from '@/lib/policy';
import { oneOf, readArguments, required } from '../arguments';
import { type Io, nameOf, printable, readText, Unusable, write } from '../io';
import { placesIn, readPolicy } from '../policies';

const help = `Usage: sallyport convert POLICY --to policylayer
       sallyport convert INTERCEPT.yaml --from intercept

Writes the policy in the other dialect to standard output, and what was left out or
approximated to standard error. '-' is standard input.

Exit code 0: written; 1: something cannot be said there, and nothing is written;
2: unusable input.
`;

export async function run(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(
    argv,
    { to: { type: 'string' }, from: { type: 'string' } },
    1,
  );
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  const path = required(positionals[0], 'The file');
  if ((values.to === undefined) === (values.from === undefined)) {
    throw new Unusable('Say either --to policylayer or --from intercept.');
  }
  if (values.to !== undefined) return exported(path, oneOf('to', ['policylayer'], values.to), io);
  oneOf('from', ['intercept'], values.from);
  return imported(path, io);
}

async function exported(path: string, dialect: 'policylayer', io: Io): Promise<number> {
  const { file, text, policy } = await readPolicy(path, io);
  const result = exportPolicy(policy, dialect);
  const placeOf = placesIn(text);
  const lines = (result.ok ? result.notes : result.problems).map(({ pointer, message }) => {
    const { line, column } = placeOf(pointer);
    return `${printable(file)}:${line}:${column}  ${printable(message)}\n`;
  });
  await write(io.stderr, lines.join(''));
  if (!result.ok) return 1;
  await write(io.stdout, print(result.policy));
  return 0;
}

async function imported(path: string, io: Io): Promise<number> {
  const result = await importIntercept(await readText(path, io));
  const told = new Set(
    (result.ok ? result.notes : result.problems).map(({ where, message }) => {
      return `${nameOf(path)}: ${where === '' ? '' : `${printable(where)}: `}${printable(message)}\n`;
    }),
  );
  await write(io.stderr, [...told].join(''));
  if (!result.ok) return result.why === 'unreadable' ? 2 : 1;
  await write(io.stdout, print(result.policy));
  return 0;
}
