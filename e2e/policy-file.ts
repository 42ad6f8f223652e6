import { type APIRequestContext, expect } from '@playwright/test';
import { Ajv } from 'ajv';
import { type Policy, parse } from '@/lib/policy';

/** The file as the engine reads it, once it satisfies the schema that the product serves. */
export async function checkedPolicy(request: APIRequestContext, text: string): Promise<Policy> {
  const answer = await request.get('/policy.schema.json');
  expect(answer.status()).toBe(200);
  const ajv = new Ajv({ strict: false, allErrors: true });
  const fits = ajv.compile(await answer.json());
  expect(fits(JSON.parse(text)), ajv.errorsText(fits.errors)).toBe(true);
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => fault.message).join('\n'));
  return parsed.policy;
}
