import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // The server compresses nothing: it serves loopback, or stands behind a proxy that does.
  compress: false,
  turbopack: { root },
  // What works on files beside itself stays in node_modules and is not bundled.
  serverExternalPackages: [
    'pg',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@modelcontextprotocol/client',
    'undici',
  ],
  // Types are checked by `npm run verify` and by the tests, with the same compiler and without Next's copy of it.
  typescript: { ignoreBuildErrors: true },
  // A dynamic segment cannot end in `.md`.
  rewrites: async () => [
    { source: '/guide/findings/:code.md', destination: '/guide/findings/:code/markdown' },
    { source: '/attacks/:slug.md', destination: '/attacks/:slug/markdown' },
    { source: '/risk/:class.md', destination: '/risk/:class/markdown' },
    { source: '/catalogue/:server.md', destination: '/catalogue.md/:server' },
    { source: '/catalogue/:server/:tool.md', destination: '/catalogue/:server/:tool/markdown' },
  ],
  experimental: { serverActions: { bodySizeLimit: '24mb' } },
  // Next would write the arguments of every action into the log while developing: passwords among them.
  logging: { serverFunctions: false },
};

export default config;
