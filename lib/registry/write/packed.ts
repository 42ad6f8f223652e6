/** Records side by side as one text: thousands of values reach the database without being escaped one by one. */

import type { ToolRecord } from './tool-record';

/** `text` is UTF-8 and holds the records in the order of `heads`. */
export type Packed = { heads: Head[]; text: Uint8Array };
export type Head = { server: string; name: string };

const [unit, row] = ['\x1f', '\x1e'];

/**
 * INVARIANT: no member holds a separator. Names, which may, are not among them; titles and summaries are plain lines; all
 * others are codes, words, or JSON texts, in which control characters are escaped.
 */
const members = [
  'title',
  'summary',
  'class',
  'severity',
  'category',
  'signals',
  'hasFindings',
  'digest',
  'words',
  'definition',
  'judgement',
  'findings',
] as const;

export function pack(records: readonly ToolRecord[]): Packed {
  const rows = records.map((record) => members.map((member) => textOf(record[member])).join(unit));
  return {
    heads: records.map(({ server, name }) => ({ server, name })),
    text: new TextEncoder().encode(rows.join(row)),
  };
}

/**
 * SQL: rows of the packed text in `$1`, beside `columns`, SQL arrays of as many values by the names of their columns. Rows
 * whose `serverId` is null are left out. The subscripts are of a subquery that is computed once.
 */
export function unpackedSql(columns: { [column: string]: string }): string {
  const beside = Object.keys(columns).map((column) => `"${column}"`);
  const values = members.map((member, at) => `${readers[member] ?? plainly}`.replace('?', `r[${at + 1}]`));
  return `SELECT ${beside.join(', ')}, ${members.map((member, at) => `${values[at]} AS "${member}"`).join(', ')} FROM (
  SELECT ${beside.join(', ')}, string_to_array("row", E'\\x1f') AS r
  FROM unnest(string_to_array($1::text, E'\\x1e'), ${Object.values(columns).join(', ')}) AS packed("row", ${beside.join(', ')})
  WHERE "serverId" IS NOT NULL OFFSET 0) AS rows`;
}

const plainly = '?';
const readers: { [member in (typeof members)[number]]?: string } = {
  title: `nullif(?, '')`,
  signals: `string_to_array(?, ' ')`,
  hasFindings: '?::bool',
  words: '?::tsvector',
};

function textOf(value: ToolRecord[keyof ToolRecord]): string {
  if (value === null) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
