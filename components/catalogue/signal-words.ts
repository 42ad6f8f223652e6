import type { SignalCode } from '@/lib/risk';

/** Signals as filters and marks, in a few words. */
export const signalWords: { readonly [code in SignalCode]: string } = {
  'free-sql': 'Free SQL',
  'free-shell': 'Free shell command',
  'free-code': 'Free code',
  'free-arguments': 'Free arguments',
  url: 'Takes an address',
  'file-path': 'Takes a file path',
  'raw-html': 'Raw HTML',
  secret: 'Takes a secret',
  'gives-secrets': 'Gives out secrets',
  recipient: 'Names a recipient',
  amount: 'Names an amount',
  force: 'Can be forced',
  'dry-run': 'Has a dry run',
  confirmation: 'Asks to confirm',
  bulk: 'Acts on many',
  'many-parameters': 'Many parameters',
  'mixed-actions': 'Several actions',
  idempotent: 'Repeats harmlessly',
  'not-idempotent': 'Acts again when repeated',
  'open-world': 'Reaches outside',
  'no-description': 'No description',
  'no-schema': 'No input schema',
};
