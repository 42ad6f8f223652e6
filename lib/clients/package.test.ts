// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of configuration files
import { expect, it } from 'vitest';
import { packageOf } from './package';

const npm = (identifier: string) => ({ type: 'npm', identifier });
const pypi = (identifier: string) => ({ type: 'pypi', identifier });
const oci = (identifier: string) => ({ type: 'oci', identifier });

it.each([
  ['npx -y @scope/server-files@1.2.3 /tmp', npm('@scope/server-files')],
  ['/usr/local/bin/npx.cmd --yes --package=@scope/tools server', npm('@scope/tools')],
  ['npx -p tools@latest -- run-it', npm('tools')],
  ['cmd /c npx -y plain', npm('plain')],
  ['pnpm dlx plain@next', npm('plain')],
  ['npm exec -- plain', npm('plain')],
  ['bun x plain', npm('plain')],
  ['node /home/me/node_modules/@scope/server/dist/index.js', npm('@scope/server')],
  ['uvx mcp-server-git==1.0 --repository .', pypi('mcp-server-git')],
  ['uvx --python 3.12 --from some_server[cli]@2.0 run', pypi('some_server')],
  ['uv tool run my.server', pypi('my.server')],
  ['pipx run --spec my-server x', pypi('my-server')],
  [
    'docker run -i --rm -e TOKEN --mount type=bind,src=/a,dst=/b mcp/github:latest stdio',
    oci('mcp/github:latest'),
  ],
  ['podman run --env=A=B -it ghcr.io/x/y', oci('ghcr.io/x/y')],
])('%s starts a published package', (line, found) => {
  const [command = '', ...args] = line.split(' ');
  expect(packageOf(command, args)).toEqual(found);
});

it.each([
  '/opt/own/server --stdio',
  'sh -c npx',
  'npx',
  'npx ./local.js',
  'npx ${PACKAGE}',
  'uvx git+https://example.com/x',
  'docker ps',
  'python -m mine',
])('%s cannot be told', (line) => {
  const [command = '', ...args] = line.split(' ');
  expect(packageOf(command, args)).toBeUndefined();
});
