/** Which published package a configured command starts, told from the command line alone. */

export type StartedPackage = { type: 'npm' | 'pypi' | 'oci'; identifier: string };

type Runner = { type: StartedPackage['type']; words: string[]; from: string[]; valued: string[] };

/** `words` follow the command; `from` are options that name the package; `valued` are others that take a value. */
const runners: Record<string, Runner[]> = {
  npx: [npm()],
  pnpx: [npm()],
  bunx: [npm()],
  npm: [npm('exec'), npm('x')],
  pnpm: [npm('dlx'), npm('exec')],
  yarn: [npm('dlx')],
  bun: [npm('x')],
  uvx: [pypi()],
  uv: [pypi('tool', 'run'), pypi('x')],
  pipx: [pypi('run')],
  docker: [oci('run'), oci('container', 'run')],
  podman: [oci('run')],
  nerdctl: [oci('run')],
};
/** Of a container's start: every other option takes a value. */
const switches =
  /^(-[ditq]+|--(rm|init|interactive|tty|detach|privileged|read-only|no-healthcheck|quiet|publish-all|sig-proxy))$/;

/** undefined where it cannot be told: a program of the machine's own, or a shell. */
export function packageOf(command: string, args: readonly string[]): StartedPackage | undefined {
  const program = programOf(command);
  if (program === 'cmd' && /^\/[ck]$/i.test(args[0] ?? '')) return packageOf(args[1] ?? '', args.slice(2));
  if (['node', 'deno', 'bun', 'tsx'].includes(program)) {
    const installed = args.map(installedPackage).find((name) => name !== undefined);
    if (installed !== undefined) return { type: 'npm', identifier: installed };
  }
  for (const runner of runners[program] ?? []) {
    if (!runner.words.every((word, at) => args[at] === word)) continue;
    const found = firstOf(runner, args.slice(runner.words.length));
    const identifier = found === undefined ? undefined : identifierOf(runner.type, found);
    if (identifier !== undefined) return { type: runner.type, identifier };
  }
  return undefined;
}

function firstOf(runner: Runner, args: readonly string[]): string | undefined {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] as string;
    const [option = '', value] = arg.split(/=(.*)/s, 2);
    if (runner.from.includes(option)) return value ?? args[at + 1];
    if (arg === '--') return args[at + 1];
    if (!arg.startsWith('-')) return arg;
    const takesValue = runner.type === 'oci' ? !switches.test(arg) : runner.valued.includes(arg);
    if (takesValue && value === undefined) at += 1;
  }
  return undefined;
}

function identifierOf(type: StartedPackage['type'], text: string): string | undefined {
  if (text.includes('${') || text.length > 300) return undefined;
  switch (type) {
    case 'npm':
      return /^(@[\w.~-]+\/)?[\w.~-]+(@[^/]*)?$/.test(text) ? text.replace(/(?<=.)@[^@/]*$/, '') : undefined;
    case 'pypi':
      return /^[A-Za-z0-9][\w.-]*/.exec(text.replace(/^git\+.*|.*:\/\/.*/s, ''))?.[0];
    case 'oci':
      return /^[\w.:/@-]+$/.test(text) ? text : undefined;
    default:
      return type satisfies never;
  }
}

function installedPackage(path: string): string | undefined {
  return /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/s.exec(path)?.[1]?.replace('\\', '/');
}

function programOf(command: string): string {
  const last = command.trim().split(/[\\/]/).at(-1) ?? '';
  return last.toLowerCase().replace(/\.(exe|cmd|bat)$/, '');
}

function npm(...words: string[]): Runner {
  return {
    type: 'npm',
    words,
    from: ['-p', '--package'],
    valued: ['-c', '--call', '--registry', '--prefix'],
  };
}

function pypi(...words: string[]): Runner {
  const valued = [
    '--with',
    '--python',
    '-p',
    '--index-url',
    '--extra-index-url',
    '--index',
    '--pip-args',
    '--directory',
  ];
  return { type: 'pypi', words, from: ['--from', '--spec'], valued };
}

function oci(...words: string[]): Runner {
  return { type: 'oci', words, from: [], valued: [] };
}
