import { PassThrough, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { main } from '@/bin/main';

/** Standard output of one call. */
async function said(...argv: string[]): Promise<string> {
  let text = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  expect(await main(argv, { stdin: new PassThrough(), stdout, stderr: stdout })).toBe(0);
  return text;
}

// Where the help of a verb has changed, `npx vitest run components/guide -u` brings the guide up to it.
it('the guide shows every verb with the help that the command line prints', async () => {
  const usage = await said('--help');
  const listed = [...usage.matchAll(/^ {2}([a-z]+) +(.*)$/gm)];
  expect(listed.length).toBeGreaterThan(5);
  const verbs = [];
  for (const [, verb = '', summary = ''] of listed) {
    verbs.push({ verb, summary, help: await said(verb, '--help') });
  }
  await expect(`${JSON.stringify({ verbs }, null, 2)}\n`).toMatchFileSnapshot('./content/command-help.json');
}, 60_000);
