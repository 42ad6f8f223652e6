import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import * as z from 'zod';

/** The environment, parsed once. Every bad value is one plain sentence that names the variable. */

const flag = (name: string, ...words: [string, ...string[]]) =>
  z.enum(words, { error: `${name} must be ${words.map((word) => `\`${word}\``).join(' or ')}.` }).optional();

const sentences = {
  PORT: 'PORT must be a number from 0 to 65535.',
  SALLYPORT_URL: 'SALLYPORT_URL must be the public address, such as `https://sallyport.example.com`.',
  DATABASE_URL: 'DATABASE_URL must start with `postgres://` or `postgresql://`.',
  SALLYPORT_SECRET: 'SALLYPORT_SECRET must have at least 32 characters.',
  SALLYPORT_ALLOW_NETS:
    'SALLYPORT_ALLOW_NETS must be ranges separated by commas, such as `10.0.0.0/8, fd00::/8`.',
  SALLYPORT_CONTACT_WEBHOOK:
    'SALLYPORT_CONTACT_WEBHOOK must be an address such as `https://hooks.example.com/sallyport`.',
  SALLYPORT_SMTP:
    'SALLYPORT_SMTP must be a mail server such as `smtps://user:password@mail.example.com:465`.',
  SALLYPORT_CONTACT_TO: 'SALLYPORT_CONTACT_TO must be an email address.',
};

/** `text` as an origin without path, user or query; undefined where it is anything else. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const plain = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  return plain && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}

/** True for a URL of such a scheme that names a host. */
function isOf(text: string, scheme: RegExp): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return scheme.test(protocol) && hostname !== '';
}

/** True for `address/bits`, with bits inside what the family has. */
function isRange(text: string): boolean {
  const [address = '', bits = '', rest] = text.split('/');
  const family = isIP(address);
  if (rest !== undefined || family === 0 || !/^\d{1,3}$/.test(bits)) return false;
  return Number(bits) <= (family === 4 ? 32 : 128);
}

const Source = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, sentences.PORT)
    .transform(Number)
    .refine((port) => port <= 65_535, sentences.PORT)
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]{1,253}$/, 'HOST must be an address or a host name, such as `127.0.0.1`.')
    .default('127.0.0.1'),
  SALLYPORT_URL: z
    .string()
    .refine((text) => originOf(text) !== undefined, sentences.SALLYPORT_URL)
    .transform((text) => originOf(text) ?? text)
    .optional(),
  SALLYPORT_DATA: z.string().default('.data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, sentences.DATABASE_URL)
    .optional(),
  SALLYPORT_SIGNUP: flag('SALLYPORT_SIGNUP', 'open', 'closed'),
  SALLYPORT_STDIO: flag('SALLYPORT_STDIO', 'on', 'off'),
  SALLYPORT_ALLOW_NETS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((range) => range.trim())
        .filter(Boolean),
    )
    .refine((ranges) => ranges.every(isRange), sentences.SALLYPORT_ALLOW_NETS)
    .default([]),
  SALLYPORT_SECRET: z.string().min(32, sentences.SALLYPORT_SECRET).optional(),
  SALLYPORT_CONTACT_WEBHOOK: z
    .string()
    .refine((text) => isOf(text, /^https?:$/), sentences.SALLYPORT_CONTACT_WEBHOOK)
    .optional(),
  SALLYPORT_SMTP: z
    .string()
    .refine((text) => isOf(text, /^smtps?:$/), sentences.SALLYPORT_SMTP)
    .optional(),
  SALLYPORT_CONTACT_TO: z.email(sentences.SALLYPORT_CONTACT_TO).optional(),
  SALLYPORT_ROOT: z.string().optional(),
});

export type Env = {
  /** Port to serve on; 0 lets the system choose. */
  port: number;
  /** Address to bind to. */
  host: string;
  /** True where `host` can be reached from this machine alone. */
  loopback: boolean;
  /** SALLYPORT_URL's origin, without a slash at the end; undefined where it is not set. */
  publicUrl: string | undefined;
  /** The address that links and redirects are made with: `publicUrl`, else the one that is served on. */
  baseUrl: string;
  /** The data folder, absolute. */
  data: string;
  /** The operator's own Postgres; undefined: the embedded one. */
  databaseUrl: string | undefined;
  signup: 'open' | 'closed';
  /** Whether servers may be registered by command. Off as soon as others can reach the product. */
  stdio: boolean;
  /** Ranges (`address/bits`) that connections out may reach although they are private. */
  allowNets: readonly string[];
  secret: string | undefined;
  /** Where messages of the contact form are sent on to. Both ways are tried where both are set; kept they are always. */
  contact: {
    webhook: string | undefined;
    /** The mail server's URL, with its password: never logged. */
    smtp: string | undefined;
    to: string | undefined;
  };
  /** The folder of the product: where prisma/ and dist/ are. Absolute. */
  root: string;
};

export type EnvResult = { ok: true; value: Env } | { ok: false; problems: string[] };

/** Reads an environment. An empty variable counts as not set. */
export function readEnv(source: Record<string, string | undefined>): EnvResult {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Source.safeParse(given);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map((issue) => issue.message) };
  const value = parsed.data;
  const root = resolve(/* turbopackIgnore: true */ value.SALLYPORT_ROOT ?? '.');
  const loopback = isLoopbackHost(value.HOST);
  const publicUrl = value.SALLYPORT_URL;
  const forThisMachine = loopback && (!publicUrl || isLoopbackHost(new URL(publicUrl).hostname));
  const shown = value.HOST.includes(':') ? `[${value.HOST}]` : value.HOST;
  return {
    ok: true,
    value: {
      port: value.PORT,
      host: value.HOST,
      loopback,
      publicUrl,
      baseUrl: publicUrl ?? `http://${shown}:${value.PORT}`,
      data: resolve(/* turbopackIgnore: true */ root, value.SALLYPORT_DATA),
      databaseUrl: value.DATABASE_URL,
      signup: value.SALLYPORT_SIGNUP === 'open' ? 'open' : 'closed',
      stdio: value.SALLYPORT_STDIO ? value.SALLYPORT_STDIO === 'on' : forThisMachine,
      allowNets: value.SALLYPORT_ALLOW_NETS,
      secret: value.SALLYPORT_SECRET,
      contact: {
        webhook: value.SALLYPORT_CONTACT_WEBHOOK,
        smtp: value.SALLYPORT_SMTP,
        to: value.SALLYPORT_CONTACT_TO,
      },
      root,
    },
  };
}

/** True for an origin of ours: `publicUrl`, or the very address of this machine that `host` names. */
export function isOwnOrigin(
  origin: string,
  host: string | undefined,
  publicUrl: string | undefined,
): boolean {
  if (origin === publicUrl) return true;
  return (
    host !== undefined &&
    origin === `http://${host}` &&
    URL.canParse(origin) &&
    isLoopbackHost(new URL(origin).hostname)
  );
}

let current: Env | undefined;

/** The environment of this process. Throws one plain sentence for a bad value. */
export function env(): Env {
  if (current) return current;
  const result = readEnv(process.env);
  if (!result.ok) throw new Error(result.problems.join(' '));
  current = result.value;
  return current;
}

const loopbackNets = new BlockList();
loopbackNets.addSubnet('127.0.0.0', 8, 'ipv4');
loopbackNets.addAddress('::1', 'ipv6');

/** True for `localhost`, names under it, 127.0.0.0/8 and ::1 (with or without brackets). */
export function isLoopbackHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  const family = isIP(name);
  return family !== 0 && loopbackNets.check(name, family === 4 ? 'ipv4' : 'ipv6');
}
