import { expect, test } from 'vitest';
import { nounOf } from './noun';

test.each([
  ['start_security_scan', 'scan'],
  ['delete_objects', 'object'],
  ['listBuckets', 'bucket'],
  ['get-user-by-id', 'user'],
  ['create_policies', 'policy'],
  ['HTTPRequest', 'request'],
  ['get_status', 'status'],
  ['search', 'search'],
  ['s3.list_buckets_v2', 'bucket'],
  ['', ''],
])('%s is about %s', (name, noun) => {
  expect(nounOf(name)).toBe(noun);
});
