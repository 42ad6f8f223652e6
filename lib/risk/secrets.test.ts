import { describe, expect, test } from 'vitest';
import { classify } from '.';

const given = (name: string, description = '') => {
  const { class: riskClass, severity, signals, evidence } = classify({ name, description });
  return { riskClass, severity, code: signals[0]?.code, quote: evidence[0]?.quote };
};

describe('a tool that reads and gives out what opens other doors', () => {
  test.each([
    ['get-env', 'Returns all environment variables, helpful for debugging', 'env'],
    ['get_secret', 'Gets a secret.', 'secret'],
    ['show_api_keys', 'Shows the keys of the account.', 'api_keys'],
    ['fetch_login', 'Fetches the password of an entry.', 'password'],
    ['get_connection_string', 'Gets what a client connects with.', 'connection_string'],
  ])('is Read and High: %s', (name, description, quote) => {
    expect(given(name, description)).toEqual({
      riskClass: 'Read',
      severity: 'High',
      code: 'gives-secrets',
      quote,
    });
  });

  test.each([
    ['get_secret_policy', 'Gets the rules that secrets must keep.'],
    ['list_secrets', 'Lists the names of secrets.'],
    ['get_environments', 'Gets the environments that a project deploys to.'],
    ['get_user', 'Gets a user by an access token hint.'],
    ['search_docs', 'Searches the documentation about credentials.'],
    ['get_pipeline', 'Gets a pipeline with its steps, environment variables and owner.'],
    ['get_public_keys', 'Gets the public keys of an account.'],
    ['get_usage', 'Gets the API key usage of a month.'],
  ])('is not one that only speaks of it: %s', (name, description) => {
    expect(given(name, description)).toMatchObject({ riskClass: 'Read', severity: 'Low' });
  });

  test('says so in its rationale', () => {
    expect(classify({ name: 'get-env', description: 'Returns all environment variables.' }).rationale).toBe(
      'It changes nothing, but gives out what opens other doors: its name says "env".',
    );
  });
});
