/** Monaco with JSON and the features that a policy needs, all of it from the app's own files. Only ever imported lazily. */

import * as monaco from 'monaco-editor/editor/editor.api';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
// INVARIANT: before the first editor is made. The JSON mode brings parts with it, later, that ask for these two.
import 'monaco-editor/editor/contrib/codelens/browser/codeLensCache';
import 'monaco-editor/editor/common/services/treeViewsDndService';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/wordOperations/register';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import type { Json } from '@/lib/json';

export { monaco };

self.MonacoEnvironment = {
  getWorker(_moduleId: string, label: string) {
    return label === 'json'
      ? new Worker(new URL('./json.worker.ts', import.meta.url), { type: 'module', name: 'json' })
      : new Worker(new URL('./text.worker.ts', import.meta.url), { type: 'module', name: 'text' });
  },
};

/** Completion and hovers from our schema; the verdict on the text is our own, so Monaco's validation is off. */
export function useSchema(schema: Json | null): void {
  jsonDefaults.setDiagnosticsOptions({
    validate: false,
    enableSchemaRequest: false,
    schemas: schema === null ? [] : [{ uri: 'inmemory://schema/policy.json', fileMatch: ['*'], schema }],
  });
}
