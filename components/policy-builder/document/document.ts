/**
 * One document, two views. The truth is the text and the last valid policy read from it; form and editor share one
 * history of text edits. Pure: every function takes a document and returns the next one. What a text says is found out
 * elsewhere (`engine.ts`, in a worker) and taken in here.
 */

import { editBetween } from '@/components/text-edits';
import { applyEdits, type Fault, invertEdits, type Policy, type TextEdit } from '@/lib/policy';
import type { Verdict } from './reading';
import { share } from './share';
import { type Succession, succeed } from './succession';

/** One undo step. `policyBefore` and `policyAfter` are there when those texts were known to be valid. */
export type Step = {
  label: string;
  source: 'form' | 'editor';
  forward: TextEdit[];
  backward: TextEdit[];
  policyBefore: Policy | null;
  policyAfter: Policy | null;
  /** Steps of one group are one step: in the form until the field is left, in the editor while they follow each other closely. */
  group?: string;
  atMs: number;
};

export type BuilderDocument = {
  text: string;
  /** Grows with every change of the text. */
  revision: number;
  /** The last valid policy, and the very text that it was read from; null where there never was one. */
  valid: { text: string; policy: Policy } | null;
  /** What is wrong with `text`: null while nobody has read it yet. */
  faults: Fault[] | null;
  past: Step[];
  future: Step[];
};

export type Change =
  | { ok: true; document: BuilderDocument; edits: TextEdit[] }
  | { ok: false; message: string };
type Meta = { label: string; atMs: number; group?: string };

const typingMs = 1_500;
const stepsKept = 1_000;

/** `faults` are what `parse` finds in the text: none where it is a policy. */
export function openDocument(text: string, faults: Fault[]): BuilderDocument {
  return {
    text,
    revision: 0,
    valid: faults.length === 0 ? { text, policy: policyIn(text) } : null,
    faults,
    past: [],
    future: [],
  };
}

/** What the form may do: 'valid' everything, 'pending' the text is being read, 'broken' nothing but read. */
export function stateOf(document: BuilderDocument): 'valid' | 'pending' | 'broken' {
  if (document.faults === null) return 'pending';
  return document.faults.length === 0 ? 'valid' : 'broken';
}

/**
 * Form → text: takes in the smallest edits that do it. INVARIANT: they were made of the present text, and lead to a policy,
 * to which `succession` leads from that of the present text.
 */
export function take(
  document: BuilderDocument,
  edits: TextEdit[],
  meta: Meta,
  succession: Succession,
): Change & { ok: true } {
  if (edits.length === 0) return { ok: true, document, edits };
  const text = applyEdits(document.text, edits);
  const known = policyOf(document);
  const policy = known ? succeed(known, succession) : share(document.valid?.policy, policyIn(text));
  return push(document, text, edits, { ...meta, source: 'form' }, policy);
}

/** Editor → text: what was typed, as edits of the present text. Read later, by `settle`. */
export function type(document: BuilderDocument, edits: TextEdit[], atMs: number): BuilderDocument {
  const text = applyEdits(document.text, edits);
  if (text === document.text) return document;
  const meta = { label: 'Typing', source: 'editor' as const, atMs, group: typingGroup(document, edits) };
  const change = push(document, text, edits, meta, null);
  return change.document;
}

/** Another text in one undo step: a starting point, an import, the way back to the last valid policy. */
export function replaceText(document: BuilderDocument, text: string, meta: Meta): Change & { ok: true } {
  const edits = editBetween(document.text, text);
  if (edits.length === 0) return { ok: true, document, edits };
  return push(document, text, edits, { ...meta, source: 'form' }, null);
}

export function undo(document: BuilderDocument): Change {
  const step = document.past.at(-1);
  if (!step) return { ok: false, message: 'Nothing to undo.' };
  const past = document.past.slice(0, -1);
  return travel(document, step.backward, step.policyBefore, past, [...document.future, step]);
}

export function redo(document: BuilderDocument): Change {
  const step = document.future.at(-1);
  if (!step) return { ok: false, message: 'Nothing to redo.' };
  const future = document.future.slice(0, -1);
  return travel(document, step.forward, step.policyAfter, [...document.past, step], future);
}

/**
 * Takes in what a reader found in a text. An answer about any other text than the present one is dropped. INVARIANT: what
 * `follows` tells leads from the policy of its text to that of this one; without it, or from another text, all is read.
 */
export function settle(document: BuilderDocument, { text, faults, follows }: Verdict): BuilderDocument {
  if (text !== document.text || document.faults !== null) return document;
  if (faults.length > 0) return { ...document, faults };
  const { valid } = document;
  const policy =
    valid && follows?.text === valid.text
      ? succeed(valid.policy, follows.succession)
      : share(valid?.policy, policyIn(text));
  const last = document.past.at(-1);
  const past = last ? [...document.past.slice(0, -1), { ...last, policyAfter: policy }] : document.past;
  return { ...document, valid: { text, policy }, faults: [], past };
}

/** Closes the running group: what comes next is an undo step of its own. */
export function seal(document: BuilderDocument): BuilderDocument {
  const last = document.past.at(-1);
  if (!last || last.group === undefined) return document;
  return { ...document, past: [...document.past.slice(0, -1), { ...last, group: undefined }] };
}

function push(
  document: BuilderDocument,
  text: string,
  edits: TextEdit[],
  meta: Meta & { source: Step['source'] },
  policy: Policy | null,
): Change & { ok: true } {
  const last = document.past.at(-1);
  const joins =
    last !== undefined &&
    meta.group !== undefined &&
    last.group === meta.group &&
    last.source === meta.source &&
    document.future.length === 0 &&
    (meta.source === 'form' || meta.atMs - last.atMs <= typingMs);
  const before = joins ? applyEdits(document.text, last.backward) : document.text;
  const forward = joins ? editBetween(before, text) : edits;
  const step: Step = {
    ...meta,
    label: joins ? last.label : meta.label,
    forward,
    backward: invertEdits(before, forward),
    policyBefore: joins ? last.policyBefore : policyOf(document),
    policyAfter: policy,
  };
  const kept = joins ? document.past.slice(0, -1) : document.past.slice(-(stepsKept - 1));
  // A group that came back to where it began is no step at all.
  const past = forward.length === 0 ? kept : [...kept, step];
  return { ok: true, edits, document: arrive(document, text, policy, past, []) };
}

function travel(
  document: BuilderDocument,
  edits: TextEdit[],
  policy: Policy | null,
  past: Step[],
  future: Step[],
): Change {
  return {
    ok: true,
    edits,
    document: arrive(document, applyEdits(document.text, edits), policy, past, future),
  };
}

function arrive(
  document: BuilderDocument,
  text: string,
  policy: Policy | null,
  past: Step[],
  future: Step[],
): BuilderDocument {
  const known = policy ?? (text === document.valid?.text ? document.valid.policy : null);
  const shared = known && share(document.valid?.policy, known);
  return {
    text,
    revision: document.revision + 1,
    valid: shared ? { text, policy: shared } : document.valid,
    faults: shared ? [] : null,
    past,
    future,
  };
}

/** INVARIANT: only of a text in which `parse` found no fault; the browser's own reader then reads the same, and faster. */
function policyIn(text: string): Policy {
  return JSON.parse(text) as Policy;
}

function policyOf(document: BuilderDocument): Policy | null {
  return document.valid && document.valid.text === document.text ? document.valid.policy : null;
}

/** Typing joins what was typed right before it, until the caret jumps or a line ends. */
function typingGroup(document: BuilderDocument, edits: TextEdit[]): string | undefined {
  const only = edits[0];
  if (edits.length !== 1 || !only || only.text.length > 1 || only.length > 1 || only.text === '\n')
    return undefined;
  const last = document.past.at(-1);
  const end = last?.forward.length === 1 ? last.forward[0] : undefined;
  const caret = end && end.offset + end.text.length;
  const follows = caret === only.offset || caret === only.offset + only.length;
  return last?.group?.startsWith('typing:') && follows ? last.group : `typing:${document.revision}`;
}
