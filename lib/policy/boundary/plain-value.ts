import type { Json } from '@/lib/json';
import type { JsonType } from '../schema';

/** The plainest value of a type, a text of the format that is named. Nothing else of a schema is asked. */
export function plainValue(type: JsonType, format?: Json): Json {
  switch (type) {
    case 'string':
      return (typeof format === 'string' && Object.hasOwn(formats, format) && formats[format]) || 'text';
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'object':
      return {};
    case 'null':
      return null;
    default:
      return type satisfies never;
  }
}

const formats: Record<string, string> = {
  uri: 'https://example.com/',
  url: 'https://example.com/',
  email: 'ada@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  date: '2026-01-31',
  time: '12:00:00Z',
  'date-time': '2026-01-31T12:00:00Z',
  uuid: '00000000-0000-4000-8000-000000000000',
};
