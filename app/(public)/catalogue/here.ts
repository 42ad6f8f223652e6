import { notFound } from 'next/navigation';
import { cache } from 'react';
import { type IndexedServer, type IndexedTool, readSlug, serverOf, toolOf } from '@/lib/registry';

/** The server that an address names, looked up once a request; the page of what is not there otherwise. */
export const serverHere = cache(async (segment: string): Promise<IndexedServer> => {
  const name = readSlug(segment);
  return (name === null ? null : await serverOf(name)) ?? notFound();
});

export const toolHere = cache(async (server: string, tool: string): Promise<IndexedTool> => {
  const [ofServer, name] = [readSlug(server), readSlug(tool)];
  return (ofServer === null || name === null ? null : await toolOf(ofServer, name)) ?? notFound();
});
