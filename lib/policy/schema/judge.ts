/** An interpreter of JSON Schema: no generated code, RE2 for patterns, a budget of steps. */

import { isObject, type Json, type JsonObject, own } from '@/lib/json';
import { type Base, CannotJudge, type Dialect, type Judging, schemas } from './keyword';
import { judgeList } from './list-keywords';
import { judgeObject } from './object-keywords';
import { dialectOf, resolve } from './reference';
import { judgeScalar } from './scalar-keywords';

const deepest = 400;

/** What a satisfied schema said about a member or an element: that it was looked at, and whether that declares its name. */
type Seen = { container: object; key: string | number; declares: boolean };

export class SchemaJudge implements Judging {
  readonly dialect: Dialect;
  private trail: Seen[] = [];
  private depth = 0;

  constructor(
    private readonly root: Json,
    private steps: number,
  ) {
    this.dialect = dialectOf(root);
  }

  accepts(value: Json): boolean {
    return this.judge(this.root, value, isObject(this.root) ? this.root : {});
  }

  /** Names by object; meaningful after `accepts` said true. */
  declared(): Map<object, Set<string>> {
    const names = new Map<object, Set<string>>();
    for (const { container, key, declares } of this.trail) {
      if (!declares || typeof key !== 'string') continue;
      const known = names.get(container);
      if (known === undefined) names.set(container, new Set([key]));
      else known.add(key);
    }
    return names;
  }

  /** INVARIANT: where this says false, nothing that was seen below it stays on the trail. */
  judge(schema: Json, value: Json, base: Base): boolean {
    this.spend(1);
    if (schema === true) return true;
    if (schema === false) return false;
    if (!isObject(schema)) throw new CannotJudge();
    if (++this.depth > deepest) throw new CannotJudge();
    const mark = this.trail.length;
    const holds = this.judgeKeywords(schema, value, this.baseOf(schema, base), mark);
    if (!holds) this.trail.length = mark;
    this.depth--;
    return holds;
  }

  /** Judges, and forgets what was seen. */
  probe(schema: Json, value: Json, base: Base): boolean {
    const mark = this.trail.length;
    const holds = this.judge(schema, value, base);
    this.trail.length = mark;
    return holds;
  }

  see(container: object, key: string | number, declares: boolean): void {
    this.spend(1);
    this.trail.push({ container, key, declares });
  }

  /** What schemas on this container have looked at since `mark`. */
  seenSince(mark: number, container: object): Set<string | number> {
    const seen = new Set<string | number>();
    this.spend(this.trail.length - mark);
    for (let i = mark; i < this.trail.length; i++) {
      const one = this.trail[i] as Seen;
      if (one.container === container) seen.add(one.key);
    }
    return seen;
  }

  spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) throw new CannotJudge();
  }

  private judgeKeywords(schema: JsonObject, value: Json, base: Base, mark: number): boolean {
    const ref = own(schema, '$ref') ?? own(schema, '$dynamicRef');
    if (Object.hasOwn(schema, '$recursiveRef')) throw new CannotJudge();
    if (ref !== undefined) {
      const target = resolve(ref, base, this.root);
      if (!this.judge(target.schema, value, target.base)) return false;
      // Draft-07 ignores everything beside a reference.
      if (this.dialect === 'draft-07') return true;
    }
    return (
      judgeScalar(this, schema, value) &&
      this.judgeInPlace(schema, value, base) &&
      (!Array.isArray(value) || judgeList(this, schema, value, base, mark)) &&
      (!isObject(value) || judgeObject(this, schema, value, base, mark))
    );
  }

  private judgeInPlace(schema: JsonObject, value: Json, base: Base): boolean {
    const allOf = schemas(schema, 'allOf');
    if (allOf !== null && !allOf.every((one) => this.judge(one, value, base))) return false;
    const anyOf = schemas(schema, 'anyOf');
    // All branches are judged: each that holds declares names.
    if (anyOf !== null && anyOf.filter((one) => this.judge(one, value, base)).length === 0) return false;
    const oneOf = schemas(schema, 'oneOf');
    if (oneOf !== null && oneOf.filter((one) => this.judge(one, value, base)).length !== 1) return false;
    const not = own(schema, 'not');
    if (not !== undefined && this.probe(not, value, base)) return false;
    const condition = own(schema, 'if');
    if (condition === undefined) return true;
    const branch = own(schema, this.judge(condition, value, base) ? 'then' : 'else');
    return branch === undefined || this.judge(branch, value, base);
  }

  /** A schema with an `$id` of its own starts a document: its references are resolved inside it. */
  private baseOf(schema: JsonObject, base: Base): Base {
    if (schema === this.root) return base;
    const dialect = own(schema, '$schema');
    if (dialect !== undefined && dialectOf(schema) !== this.dialect) throw new CannotJudge();
    const id = own(schema, '$id');
    return typeof id === 'string' && !id.startsWith('#') ? schema : base;
  }
}
