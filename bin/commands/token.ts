import { CreateApiToken, createApiTokenAtTheMachine } from '@/lib/control';
import { oneOf, readArguments, required } from '../arguments';
import { onInstallation, read } from '../installation';
import type { Io } from '../io';

const help = `sallyport token create --name <name> --role <owner|admin|member|viewer>

Makes a token for /api/v1, in the organisation that owns this installation, and prints it. It is shown this once:

  TOKEN=$(sallyport token create --name ci --role admin)

Made here, an owner's or admin's may also register servers that a command starts, where those are on: whoever can run
this can start programs on this machine anyway.
`;

export async function run(argv: string[], io: Io): Promise<number> {
  const options = { name: { type: 'string' }, role: { type: 'string' } } as const;
  const { values, positionals } = readArguments(argv, options, 1);
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  oneOf('what', ['create'], required(positionals[0], "What to do ('create')"));
  const given = { name: required(values.name, '--name'), role: required(values.role, '--role') };
  const input = read(CreateApiToken, given);
  const { token } = await onInstallation(io, () => createApiTokenAtTheMachine(input));
  io.stdout.write(`${token}\n`);
  return 0;
}
