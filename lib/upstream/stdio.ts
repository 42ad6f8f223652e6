/** JSON-RPC over a process's input and output, a message a line. Source: specification, basic/transports, stdio. */

import type { JsonObject } from '@/lib/mcp';
import type { ByteBudget, Deadline } from './bounds';
import { Child } from './child';
import { readLines } from './event-stream';
import { Broken, crashed, notMcp } from './failures';
import { Pending } from './pending';
import { messagesIn } from './streamable';
import type { StdioTarget } from './target';
import { type Answer, type Ask, answerOf, parseJson, replyTo, type Wire } from './wire';

export class StdioWire implements Wire {
  readonly transport = 'stdio';
  /** Whether it ever sent a message. */
  heard = false;
  private strayLines = 0;
  private nextId = 1;
  private readonly pending = new Pending<Answer>();

  private constructor(
    private readonly child: Child,
    private readonly deadline: Deadline,
    private readonly budget: ByteBudget,
  ) {}

  static async open(target: StdioTarget, deadline: Deadline, budget: ByteBudget): Promise<StdioWire> {
    const wire = new StdioWire(await Child.start(target), deadline, budget);
    void wire.listen();
    return wire;
  }

  get stderr(): string {
    return this.child.stderr;
  }

  async ask({ method, params }: Ask): Promise<Answer> {
    const id = this.nextId++;
    const answered = this.pending.wait(id);
    this.write({ jsonrpc: '2.0', id, method, params });
    try {
      return await this.deadline.race(answered);
    } catch (cause) {
      const failure = this.deadline.failure();
      if (failure?.kind !== 'timeout' || this.heard || this.strayLines === 0) throw cause;
      throw new Broken({
        ...notMcp('The program runs, but what it writes to its output is not MCP.'),
        hint: 'Check the arguments: many servers need one, such as stdio, and must log to the error output.',
        stderr: this.stderr,
      });
    }
  }

  async tell(method: string): Promise<void> {
    this.write({ jsonrpc: '2.0', method });
  }

  async close(): Promise<void> {
    await this.child.stop(this.deadline.failure() !== undefined);
  }

  private write(message: JsonObject): void {
    if (this.child.process.stdin.writable) this.child.process.stdin.write(`${JSON.stringify(message)}\n`);
  }

  private async listen(): Promise<void> {
    try {
      for await (const line of readLines(this.counted())) this.take(line);
      const how = await this.child.ended;
      this.pending.fail(new Broken(crashed(`The program ${how} before it had answered.`, this.stderr)));
    } catch (cause) {
      const broken =
        cause instanceof Broken ? cause : new Broken(crashed('The program broke off.', this.stderr));
      this.pending.fail(broken);
    }
  }

  private async *counted(): AsyncGenerator<Buffer> {
    for await (const chunk of this.child.process.stdout) {
      this.budget.spend((chunk as Buffer).length);
      yield chunk as Buffer;
    }
  }

  private take(line: string): void {
    if (line.trim() === '') return;
    const messages = messagesIn(parseJson(line));
    if (messages.length === 0) this.strayLines += 1;
    for (const message of messages) {
      this.heard = true;
      if (message.kind === 'request') this.write(replyTo(message));
      else if (message.kind !== 'notification' && message.id !== null) {
        this.pending.settle(message.id, answerOf(message));
      }
    }
  }
}
