/** What the verbs that reach out of the database are told about this installation. Made by wiring. */

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressPolicy } from '@/lib/upstream';

export type Outside = {
  /** Where connections may go. */
  addresses: AddressPolicy;
  /** Whether servers may be registered by command here. The samples' fixed commands always run. */
  stdio: boolean;
  /** The data folder, absolute. */
  data: string;
  /** The product's own folder, absolute: its node_modules hold the samples. */
  root: string;
};

const plainId = /^[A-Za-z0-9-]{1,64}$/;

/** The working folder of one server's process, made where it is missing. Nobody else's files are in it. */
export async function workingFolder(outside: Outside, serverId: string): Promise<string> {
  const folder = folderOf(outside, serverId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export async function removeWorkingFolder(outside: Outside, serverId: string): Promise<void> {
  await rm(folderOf(outside, serverId), { recursive: true, force: true });
}

function folderOf(outside: Outside, serverId: string): string {
  if (!plainId.test(serverId)) throw new Error('A server id is letters, digits and hyphens.');
  return join(outside.data, 'servers', serverId);
}
