/** Commands to text edits: every byte that no command speaks about stays. */

import { type JsonNode, readJson } from '@/lib/json';
import { maxJsonDepth } from '../bounds';
import type { Command, Edited } from '../language';
import { decideTools } from './decide-tools';
import { Document, mustBeJson, mustBeText, Refusal, segmentsOf } from './document';
import { styleOf } from './layout';
import { Renderer } from './render';
import { applyEdits } from './text-edits';
import { unread } from './tree';

/**
 * Does all commands in order, each on what the one before left, or none. Pointers are read against the document as it then
 * stands. The text must be strict JSON; whether the result is a valid policy is `parse`'s to say. Never throws.
 */
export function edit(text: string, commands: readonly Command[]): Edited {
  const read = readJson(text, { maxDepth: maxJsonDepth });
  const fault = read.faults[0];
  if (read.root === null || fault !== undefined)
    return { ok: false, message: `The text cannot be edited as it is. ${fault?.message ?? ''}`.trim() };
  return editTree(text, read.root, commands);
}

/** The same on a text that was read already: `read` is the tree of this very text, without a fault, and stays as it is. */
export function editTree(text: string, read: JsonNode, commands: readonly Command[]): Edited {
  const root = {
    key: '',
    tree: unread(read),
    from: { key: null, value: { start: read.start, end: read.end }, key0: '' },
    moved: false,
  };
  try {
    const document = new Document(root);
    for (const command of commands) run(document, command);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message };
    throw error;
  }
  const edits = new Renderer(text, styleOf(text, read)).document(root);
  return { ok: true, text: applyEdits(text, edits), edits };
}

function run(document: Document, command: Command): undefined {
  switch (command.kind) {
    case 'set':
      mustBeJson(command.value);
      return document.set(keys(command.pointer), command.value);
    case 'insert':
      mustBeJson(command.value);
      return document.insert(keys(command.pointer), command.index, command.value);
    case 'remove':
      return document.remove(segmentsOf(command.pointer));
    case 'rename':
      mustBeText(command.key);
      return document.rename(segmentsOf(command.pointer), command.key);
    case 'move':
      return document.move(segmentsOf(command.pointer), command.to);
    case 'decide':
      return decideTools(document, command);
    default:
      command satisfies never;
  }
}

/** Segments that may become keys of the document. */
function keys(pointer: string): string[] {
  const segments = segmentsOf(pointer);
  for (const segment of segments) mustBeText(segment);
  return segments;
}
