import { ResetPassword, resetPassword } from '@/lib/accounts';
import { oneOf, readArguments, required } from '../arguments';
import { onInstallation, read } from '../installation';
import { type Io, printable } from '../io';
import { readSecret } from '../secret';

const help = `sallyport user reset --email <address>

Sets a new password and ends every session of that person. The password is read from standard input:

  printf '%s' "$PASSWORD" | sallyport user reset --email ada@example.com
`;

export async function run(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = readArguments(argv, { email: { type: 'string' } }, 1);
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  oneOf('what', ['reset'], required(positionals[0], "What to do ('reset')"));
  const email = required(values.email, '--email');
  const input = read(ResetPassword, { email, password: await readSecret('New password', io) });
  const { ended } = await onInstallation(io, () => resetPassword(input));
  io.stdout.write(`The password of ${printable(input.email)} is set; sessions ended: ${ended}.\n`);
  return 0;
}
