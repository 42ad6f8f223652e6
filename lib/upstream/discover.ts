/** From a target to what its server says of itself and its tools. */

import { type DiscoveredTool, errorCodes, type Json, type JsonObject, readTools } from '@/lib/mcp';
import { ByteBudget, Deadline } from './bounds';
import { Broken } from './failures';
import { LegacySseWire } from './legacy-sse';
import { failureOf, type Handshake, initialize, modernParams, negotiate } from './negotiate';
import { Outbound } from './outbound';
import { StdioWire } from './stdio';
import { StreamableWire } from './streamable';
import type {
  Discovered,
  DiscoveryFailure,
  DiscoveryOptions,
  DiscoveryProgress,
  HttpTarget,
  StdioTarget,
  UpstreamTarget,
} from './target';
import type { Wire } from './wire';

export const defaultTimeoutMs = 30_000;
export const defaultMaxBytes = 20 * 1024 * 1024;
const maxPages = 1000;
const maxTools = 10_000;

/**
 * Connects, finds out which generation the server speaks, and reads every page of its tools/list. Never throws for
 * what a server does: each way to fail is a value with a message and a way on. When it settles, the connection is
 * closed or the process ended.
 */
export async function discover(
  target: UpstreamTarget,
  options: DiscoveryOptions,
): Promise<Discovered | DiscoveryFailure> {
  using deadline = new Deadline(options.timeoutMs ?? defaultTimeoutMs, options.signal);
  // Awaited here: the deadline is disposed when this function returns.
  return await new Discovery(target, options, deadline).run();
}

type Connected = { wire: Wire; handshake: Handshake };

class Discovery {
  private readonly startedMs = performance.now();
  private readonly budget: ByteBudget;
  private readonly seen = new Map<string, number>();
  private readonly tools: DiscoveredTool[] = [];
  private readonly problems: string[] = [];
  private pages = 0;
  private handshake: Handshake | undefined;
  private outbound: Outbound | undefined;
  private wire: Wire | undefined;

  constructor(
    private readonly target: UpstreamTarget,
    private readonly options: DiscoveryOptions,
    private readonly deadline: Deadline,
  ) {
    this.budget = new ByteBudget(options.maxBytes ?? defaultMaxBytes);
  }

  async run(): Promise<Discovered | DiscoveryFailure> {
    try {
      this.deadline.throwIfEnded();
      this.progress('connecting', 'Connecting to the server.');
      const { target } = this;
      const connected = target.type === 'http' ? await this.overHttp(target) : await this.overStdio(target);
      this.handshake = connected.handshake;
      await this.readPages(connected);
      this.progress('done', `${count(this.tools.length)} read.`);
      return this.discovered(connected);
    } catch (cause) {
      if (!(cause instanceof Broken)) throw cause;
      return this.withWhatWasGot(cause.failure);
    } finally {
      await this.wire?.close();
      await this.outbound?.close();
    }
  }

  private async overHttp(target: HttpTarget): Promise<Connected> {
    const out = Outbound.open(target, this.options, this.deadline, this.budget);
    this.outbound = out;
    const streamable = new StreamableWire(out);
    this.wire = streamable;
    this.progress('initialising', 'Asking which version of MCP it speaks.');
    const negotiated = await negotiate(streamable, this.patienceMs());
    if (negotiated.ok) return { wire: streamable, handshake: negotiated.handshake };

    const failure = failureOf(negotiated.answer, 'initialize', out.sendsHeaders);
    if (failure.kind !== 'not-mcp') throw new Broken(failure);
    this.progress('initialising', 'Trying the older HTTP+SSE transport.');
    const sse = await LegacySseWire.open(out);
    if (sse === undefined) throw new Broken(failure);
    this.wire = sse;
    const older = await initialize(sse);
    if (!older.ok) throw new Broken(failureOf(older.answer, 'initialize', out.sendsHeaders));
    return { wire: sse, handshake: older.handshake };
  }

  private async overStdio(target: StdioTarget): Promise<Connected> {
    const wire = await this.startProcess(target);
    this.progress('initialising', 'Asking which version of MCP it speaks.');
    try {
      const negotiated = await negotiate(wire, this.patienceMs());
      if (!negotiated.ok) throw new Broken(failureOf(negotiated.answer, 'initialize', false));
      return { wire, handshake: negotiated.handshake };
    } catch (cause) {
      // Some older servers end at a first message that is not `initialize`. Only after that, never beside it, is the
      // program started once more and opened the old way.
      const died = cause instanceof Broken && cause.failure.kind === 'crashed' && !wire.heard;
      if (!died) throw cause;
      await wire.close();
      return this.openOldWay(target);
    }
  }

  private async openOldWay(target: StdioTarget): Promise<Connected> {
    const wire = await this.startProcess(target);
    const opened = await initialize(wire);
    if (!opened.ok) throw new Broken(failureOf(opened.answer, 'initialize', false));
    return { wire, handshake: opened.handshake };
  }

  private async startProcess(target: StdioTarget): Promise<StdioWire> {
    const wire = await StdioWire.open(target, this.deadline, this.budget);
    this.wire = wire;
    return wire;
  }

  private async readPages({ wire, handshake }: Connected): Promise<void> {
    const cursors = new Set<string>();
    let cursor: string | undefined;
    do {
      this.progress(
        'listing',
        this.pages === 0 ? 'Reading its tools.' : `${count(this.tools.length)} so far.`,
      );
      cursor = await this.readPage(wire, handshake, cursor);
      if (cursor === undefined) return;
      if (cursors.has(cursor)) {
        this.problems.push('The server names the same next page twice; reading stopped there.');
        return;
      }
      cursors.add(cursor);
    } while (this.withinBounds());
  }

  /** Returns the cursor of the next page. */
  private async readPage(
    wire: Wire,
    handshake: Handshake,
    cursor: string | undefined,
  ): Promise<string | undefined> {
    const plain: JsonObject = cursor === undefined ? {} : { cursor };
    const params = handshake.generation === 'modern' ? modernParams(plain) : plain;
    const answer = await wire.ask({ method: 'tools/list', params, version: handshake.version });
    if (!answer.ok) {
      const offersNone = !Object.hasOwn(handshake.capabilities as object, 'tools');
      if (answer.code === errorCodes.methodNotFound && offersNone && this.pages === 0) return undefined;
      throw new Broken(failureOf(answer, 'tools/list', this.outbound?.sendsHeaders ?? false));
    }
    this.pages += 1;
    const { tools, nextCursor } = answer.result;
    this.take(tools);
    if (nextCursor === undefined || nextCursor === null || nextCursor === '') return undefined;
    if (typeof nextCursor === 'string') return nextCursor;
    this.problems.push(`Page ${this.pages} names a next page in a way that cannot be asked for.`);
    return undefined;
  }

  private take(entries: Json | undefined): void {
    if (!Array.isArray(entries)) {
      this.problems.push(`Page ${this.pages} holds no list of tools.`);
      return;
    }
    const room = Math.max(0, maxTools - this.tools.length);
    for (const tool of readTools(entries.slice(0, room), this.tools.length, this.seen)) this.tools.push(tool);
    if (entries.length > room)
      this.problems.push(`Only the first ${maxTools.toLocaleString('en')} tools were read.`);
  }

  private withinBounds(): boolean {
    if (this.tools.length >= maxTools) {
      this.problems.push(`Only the first ${maxTools.toLocaleString('en')} tools were read.`);
      return false;
    }
    if (this.pages < maxPages) return true;
    this.problems.push(`Only the first ${maxPages.toLocaleString('en')} pages were read.`);
    return false;
  }

  private discovered({ wire, handshake }: Connected): Discovered {
    const { generation, version, serverInfo, instructions, capabilities } = handshake;
    return {
      ok: true,
      generation,
      protocolVersion: version,
      transport: wire.transport,
      serverInfo,
      ...(instructions === undefined ? {} : { instructions }),
      capabilities,
      tools: this.tools,
      pages: this.pages,
      problems: [...new Set(this.problems)],
      durationMs: Math.round(performance.now() - this.startedMs),
    };
  }

  private withWhatWasGot(failure: DiscoveryFailure): DiscoveryFailure {
    const stderr = this.wire instanceof StdioWire ? this.wire.stderr : undefined;
    const known = { ...failure, ...(stderr === undefined ? {} : { stderr }) };
    if (this.handshake === undefined) return known;
    const { tools, pages, handshake } = this;
    return { ...known, got: { tools, pages, serverInfo: handshake.serverInfo } };
  }

  // Long enough for a program to start, short enough to leave time for what follows.
  private patienceMs(): number {
    return Math.min(6000, this.deadline.milliseconds / 4);
  }

  private progress(stage: DiscoveryProgress['stage'], message: string): void {
    this.options.onProgress?.({ stage, tools: this.tools.length, pages: this.pages, message });
  }
}

function count(tools: number): string {
  return tools === 1 ? '1 tool' : `${tools.toLocaleString('en')} tools`;
}
