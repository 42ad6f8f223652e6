import type { Served } from './proposal';

type Own = { id: string; name: string; address: string };

/** The server of one's own that is most likely meant, as the form names it: the same address, package or name. */
export function nearest(own: readonly Own[], served: Served | null): string | null {
  if (served === null) return null;
  const fits: ((server: Own) => boolean)[] = [
    ({ address }) => address === served.address,
    ({ address }) => served.packages.some((name) => startsPackage(address, name)),
    ({ name }) => name.toLowerCase() === served.title.toLowerCase(),
  ];
  const same = fits.map((fit) => own.find(fit)).find((server) => server !== undefined);
  return same ? `server:${same.id}` : null;
}

/** Whether a command, or the name of a sample, names the package: with or without a version. */
function startsPackage(command: string, name: string): boolean {
  return command.split(/\s+/).some((word) => word === name || word.startsWith(`${name}@`));
}
