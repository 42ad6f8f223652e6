/** A server as a client's configuration names it. INVARIANT: no secret that stood in the file is anywhere in an entry. */

import type { Json } from '@/lib/json';

/** A text in which `${…}` stands for what has to be given. Each names a need of the entry. */
export type Template = string;

export type ClientEntry = {
  ok: true;
  name: string;
  transport: 'http' | 'sse' | 'stdio';
  /** Of http and sse. */
  url?: Template;
  headers: Record<string, Template>;
  /** Of stdio. */
  command?: string;
  args: Template[];
  env: Record<string, Template>;
  /** What has to be asked for before it can be used. */
  needs: Need[];
  /** It was written as a command, but that command only reaches a URL. */
  wrapper?: 'mcp-remote';
  /** Turned off in the file. */
  disabled: boolean;
  problems: string[];
};
export type BadEntry = { ok: false; name: string; problem: string };

export type Need = {
  /** What stands between `${` and `}`: `VAR`, `env:VAR`, `input:x`, or `secret:1` for one that stood in the file. */
  id: string;
  kind: 'placeholder' | 'secret';
  /** For people: the variable's name, the input's description, or where the secret stood. */
  label: string;
  /** Typed without showing it. */
  password: boolean;
  /** Of a secret in the file: enough to recognise it by. */
  masked?: string;
  /** What the file gives for the case that nothing is said. Never of a secret. */
  fallback?: string;
  /** The only answers that the file allows. */
  choices?: string[];
};

/** What somebody said to a need: a value, or leave to take the one that stands in the file. */
export type NeedAnswer = { use: 'value'; value: string } | { use: 'file' };

export type ReadyTarget =
  | { type: 'http'; url: string; headers: Record<string, string> }
  | { type: 'stdio'; command: string; args: string[]; env: Record<string, string> };

/** Before secrets are taken out of it. Stays inside this module. */
export type RawEntry = Omit<ClientEntry, 'ok' | 'needs'>;

/** VS Code's `inputs`, by id. */
export type Inputs = Map<
  string,
  { description?: string; password: boolean; fallback?: string; choices?: string[] }
>;

export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
