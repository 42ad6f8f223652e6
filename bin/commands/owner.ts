import { createOwnerAtTheMachine, Newcomer } from '@/lib/accounts';
import { oneOf, readArguments, required } from '../arguments';
import { onInstallation, read } from '../installation';
import { type Io, printable } from '../io';
import { readSecret } from '../secret';

const help = `sallyport owner create --email <address> --name <name> [--organisation <name>]

Makes the first owner without a browser, once. The password is read from standard input:

  printf '%s' "$PASSWORD" | sallyport owner create --email ada@example.com --name Ada
`;

export async function run(argv: string[], io: Io): Promise<number> {
  const options = {
    email: { type: 'string' },
    name: { type: 'string' },
    organisation: { type: 'string' },
  } as const;
  const { values, positionals } = readArguments(argv, options, 1);
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  oneOf('what', ['create'], required(positionals[0], "What to do ('create')"));
  const given = {
    email: required(values.email, '--email'),
    name: required(values.name, '--name'),
    organisation: values.organisation,
  };
  const input = read(Newcomer, { ...given, password: await readSecret('Password', io) });
  await onInstallation(io, () => createOwnerAtTheMachine(input));
  io.stdout.write(`${printable(input.email)} owns this installation now.\n`);
  return 0;
}
