/** A server's own process: clean surroundings, a group of its own, and a sure end. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { plainText } from '@/lib/mcp';
import { within } from './bounds';
import { Broken, crashed } from './failures';
import type { StdioTarget } from './target';

const keptStderr = 8 * 1024;
const running = new Set<Child>();

export class Child {
  readonly process: ChildProcessWithoutNullStreams;
  /** Resolves when it has ended, with a clause for a sentence: "ended with exit code 1". */
  readonly ended: Promise<string>;
  private said = Buffer.alloc(0);
  private gone = false;

  private constructor(process: ChildProcessWithoutNullStreams) {
    this.process = process;
    running.add(this);
    this.ended = new Promise((resolve) => {
      process.once('close', (code, signal) => {
        this.gone = true;
        running.delete(this);
        // What it started and left behind goes too.
        this.signalGroup('SIGKILL');
        resolve(signal === null ? `ended with exit code ${code ?? 0}` : `was ended by ${signal}`);
      });
      // `close` waits for the pipes, which a grandchild may hold open for ever.
      process.once('exit', () => this.signalGroup('SIGKILL'));
    });
    process.stderr.on('data', (chunk: Buffer) => {
      this.said = Buffer.concat([this.said, chunk]).subarray(-keptStderr);
    });
    process.stdin.on('error', () => {});
    process.stdout.on('error', () => {});
    process.stderr.on('error', () => {});
  }

  static async start(target: StdioTarget): Promise<Child> {
    checkFolder(target.cwd);
    const process = spawn(target.command, target.args, {
      cwd: target.cwd,
      env: environment(target),
      shell: false,
      detached: true,
      windowsHide: true,
      stdio: 'pipe',
    });
    await new Promise<void>((resolve, reject) => {
      process.once('spawn', resolve);
      process.once('error', (cause: NodeJS.ErrnoException) => reject(notStarted(target, cause)));
    });
    process.on('error', () => {});
    return new Child(process);
  }

  /** The last 8 kB of what it wrote there, without control characters. */
  get stderr(): string {
    return plainText(this.said.toString('utf8'), keptStderr).trim();
  }

  /** Closes its input, then asks, then kills. With `atOnce` it is asked straight away. Resolves when it has ended. */
  async stop(atOnce: boolean): Promise<void> {
    this.process.stdin.end();
    if (!atOnce && (await this.endsWithin(500))) return;
    this.signalGroup('SIGTERM');
    if (await this.endsWithin(1000)) return;
    this.signalGroup('SIGKILL');
    if (await this.endsWithin(1000)) return;
    for (const stream of [this.process.stdin, this.process.stdout, this.process.stderr]) stream.destroy();
  }

  /** For the end of this very process: nothing more can be awaited then. */
  kill(): void {
    this.signalGroup('SIGKILL');
  }

  private async endsWithin(milliseconds: number): Promise<boolean> {
    if (this.gone) return true;
    return (await within(this.ended, milliseconds)) !== undefined;
  }

  private signalGroup(signal: NodeJS.Signals): void {
    const { pid } = this.process;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // The whole group has ended already.
    }
  }
}

process.on('exit', () => {
  for (const child of running) child.kill();
});

// INVARIANT: nothing of this process's environment reaches a server but what is named here: no key, no DATABASE_URL.
function environment(target: StdioTarget): NodeJS.ProcessEnv {
  const { PATH, LANG } = process.env;
  const clean: Record<string, string> = { HOME: target.cwd, LANG: LANG ?? 'C.UTF-8', ...target.env };
  if (PATH !== undefined && clean.PATH === undefined) clean.PATH = PATH;
  // Frameworks declare variables of their own as always present; a clean environment has none of them.
  return clean as unknown as NodeJS.ProcessEnv;
}

function checkFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new Broken({
    ...crashed('The command could not be started: its working folder is gone.', ''),
    hint: 'Register the server again, or put the folder back.',
  });
}

function notStarted(target: StdioTarget, cause: NodeJS.ErrnoException): Broken {
  const command = plainText(target.command, 200);
  if (cause.code === 'ENOENT') {
    return new Broken({
      ...crashed(`There is no program called ${command} on this machine.`, ''),
      hint: 'Install it, or write the whole path of the program.',
    });
  }
  if (cause.code === 'EACCES') {
    return new Broken({
      ...crashed(`${command} cannot be run: it is no program, or not for this user.`, ''),
      hint: 'Check its path and its permissions.',
    });
  }
  return new Broken(crashed(`${command} could not be started (${cause.code ?? 'unknown error'}).`, ''));
}
