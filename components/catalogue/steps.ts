import type { ServerShown } from './shapes';
import type { Words } from './words';

/** From the page of a tool to its policy being enforced. `gateway` is where this installation's gateway is reached: `https://host/mcp/`. */
export function stepsOf(
  server: Pick<ServerShown, 'name' | 'title'>,
  gateway: string,
): { title: string; words: Words }[] {
  return [
    {
      title: 'Register the server',
      words: [
        'In the console, by its address, by command, or from your client’s configuration: ',
        { theirs: server.title ?? server.name },
        '.',
      ],
    },
    { title: 'Take this policy', words: ['Open it in the builder, try a call against it, and save it.'] },
    {
      title: 'Point your client at the gateway',
      words: ['Make a grant, and give your client its token and the address ', { code: `${gateway}…` }],
    },
  ];
}
