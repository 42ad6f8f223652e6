import { describe, expect, it } from 'vitest';
import { registryEntry } from '../testing/samples';
import { currentSchema, inCurrentShape } from './current-shape';

const shaped = (entry: object, version = '1.0.0') =>
  JSON.parse(inCurrentShape(JSON.stringify(entry), version)) as Record<string, unknown>;

describe('an entry of a registry in the shape of today', () => {
  it('is left byte for byte as it came where it has that shape already', () => {
    const entry = {
      ...registryEntry('com.made/now').server,
      $schema: 'https://static.modelcontextprotocol.io/schemas/2025-09-29/server.schema.json',
      _meta: { 'com.made/notes': { version_detail: 1, registry_type: 'x' } },
      is_odd: { website_url: 1 },
      remotes: [
        {
          type: 'sse',
          url: 'https://{is_secret}.example.com',
          variables: { is_secret: { description: 'x', isSecret: true } },
        },
      ],
    };
    const text = JSON.stringify(entry);
    expect(inCurrentShape(text, '1.0.0')).toBe(text);
    const bare = '{"name":"com.made/bare","version":"1","packages":7,"remotes":[null,"x"]}';
    expect(inCurrentShape(bare, '1')).toBe(bare);
  });

  it('is written anew from the shape with `version_detail`', () => {
    const old = {
      id: 'a-uuid',
      name: 'com.made/older',
      description: 'From before',
      repository: { url: 'https://github.com/made/older', source: 'github', id: '7' },
      version_detail: { version: '0.3.1', release_date: '2025-06-01T00:00:00Z', is_latest: true },
      website_url: 'https://example.com',
      packages: [
        {
          registry_name: 'docker',
          name: 'made/older',
          version: '0.3.1',
          runtime_hint: 'docker',
          runtime_arguments: [
            { type: 'named', name: '-e', is_required: true, value_hint: 'A=b', is_repeated: true },
          ],
          package_arguments: [{ type: 'positional', value_hint: 'path', default: '/' }],
          environment_variables: [
            {
              name: 'is_secret',
              is_secret: true,
              value: '{is_required}',
              variables: { is_required: { is_required: true, description: 'x' } },
            },
          ],
        },
      ],
      remotes: [
        {
          transport_type: 'streamable',
          url: 'https://older.example.com/mcp',
          headers: [{ name: 'X-Key', is_secret: true }],
        },
      ],
    };
    expect(shaped(old, '0.3.1')).toEqual({
      $schema: currentSchema,
      name: 'com.made/older',
      description: 'From before',
      repository: old.repository,
      version: '0.3.1',
      websiteUrl: 'https://example.com',
      packages: [
        {
          registryType: 'oci',
          identifier: 'made/older:0.3.1',
          runtimeHint: 'docker',
          runtimeArguments: [
            { type: 'named', name: '-e', isRequired: true, valueHint: 'A=b', isRepeated: true },
          ],
          packageArguments: [{ type: 'positional', valueHint: 'path', default: '/' }],
          environmentVariables: [
            {
              name: 'is_secret',
              isSecret: true,
              value: '{is_required}',
              variables: { is_required: { isRequired: true, description: 'x' } },
            },
          ],
          transport: { type: 'stdio' },
        },
      ],
      remotes: [
        {
          type: 'streamable-http',
          url: 'https://older.example.com/mcp',
          headers: [{ name: 'X-Key', isSecret: true }],
        },
      ],
    });
  });

  it('is written anew from the shape in snake case, and keeps what it does not know', () => {
    const old = {
      $schema: 'https://static.modelcontextprotocol.io/schemas/2025-07-09/server.schema.json',
      name: 'com.made/between',
      description: 'x',
      status: 'active',
      version: '1.0.0',
      packages: [
        {
          registry_type: 'npm',
          registry_base_url: 'https://registry.npmjs.org',
          identifier: '@made/between',
          version: '1.0.0',
          file_sha256: 'ab',
          transport: { type: 'sse', url: 'http://localhost/sse' },
          own_key: 1,
        },
      ],
      _meta: { 'com.made/notes': { registry_type: 'x' } },
    };
    expect(shaped(old)).toEqual({
      $schema: currentSchema,
      name: 'com.made/between',
      description: 'x',
      version: '1.0.0',
      packages: [
        {
          registryType: 'npm',
          registryBaseUrl: 'https://registry.npmjs.org',
          identifier: '@made/between',
          version: '1.0.0',
          fileSha256: 'ab',
          transport: { type: 'sse', url: 'http://localhost/sse' },
          own_key: 1,
        },
      ],
      _meta: old._meta,
    });
  });

  it('names an image by its whole reference: its registry, and its version as tag or digest', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const image = (given: object) => {
      const entry = { name: 'com.made/image', version: '1', packages: [{ registryType: 'oci', ...given }] };
      const [{ registryType: _type, transport: _transport, ...rest } = {}] = shaped(entry).packages as {
        registryType?: string;
        transport?: object;
      }[];
      return rest;
    };
    const docker = 'https://docker.io';
    for (const [given, identifier] of [
      [{ identifier: 'made/app', version: '1.0.2', registryBaseUrl: docker }, 'docker.io/made/app:1.0.2'],
      [{ identifier: 'made/app', version: '1.0.2' }, 'made/app:1.0.2'],
      [
        { identifier: 'ghcr.io/made/app', version: 'v1', registryBaseUrl: 'https://ghcr.io/' },
        'ghcr.io/made/app:v1',
      ],
      [{ identifier: 'made.example:5000/app', version: 'v1' }, 'made.example:5000/app:v1'],
      [{ identifier: 'made/app', version: digest }, `made/app@${digest}`],
      [{ identifier: 'made/app:2', version: '1', registryBaseUrl: docker }, 'docker.io/made/app:2'],
      [{ identifier: `made/app@${digest}`, version: '1' }, `made/app@${digest}`],
      [{ identifier: 'made/app', registryBaseUrl: docker }, 'docker.io/made/app'],
    ] as const)
      expect(image(given)).toEqual({ identifier });
    for (const odd of [
      { identifier: 'made/app', version: 'no tag' },
      { identifier: 7, version: '1' },
      { identifier: 'a/b', version: 7 },
    ])
      expect(image(odd)).toEqual(odd);
    const whole = {
      name: 'com.made/image',
      version: '1',
      packages: [{ registryType: 'oci', identifier: 'ghcr.io/made/app:1', transport: { type: 'stdio' } }],
    };
    expect(inCurrentShape(JSON.stringify(whole), '1')).toBe(JSON.stringify(whole));
    const npm = {
      identifier: '@made/app',
      version: '1',
      registryType: 'npm',
      registryBaseUrl: 'https://registry.npmjs.org',
    };
    expect(image(npm)).toMatchObject({ identifier: '@made/app', version: '1' });
  });

  it('counts the new spelling where both are there, and survives what is no object', () => {
    const odd = {
      name: 'com.made/odd',
      version: 7,
      versionDetail: 'x',
      website_url: 'https://old.example',
      websiteUrl: 'https://new.example',
      repository: 7,
      packages: [
        null,
        'x',
        { registryName: 'npm', name: 'a', transport_type: 'stdio' },
        { runtime_arguments: 'x' },
      ],
      remotes: {},
    };
    expect(shaped(odd, '2')).toEqual({
      $schema: currentSchema,
      name: 'com.made/odd',
      version: '2',
      websiteUrl: 'https://new.example',
      repository: 7,
      packages: [
        null,
        'x',
        { registryType: 'npm', identifier: 'a', transport: { type: 'stdio' } },
        { runtimeArguments: 'x', transport: { type: 'stdio' } },
      ],
      remotes: {},
    });
  });
});
