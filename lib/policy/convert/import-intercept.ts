import type { Imported } from './imported';

/**
 * Reads the policy file of Intercept (YAML). What cannot be said alike is said more strictly, and told. Refused is what is no such file, or
 * what could only be said more loosely. The reader, with all that it takes to read YAML, is loaded when somebody imports.
 */
export async function importIntercept(yamlText: string): Promise<Imported> {
  const { readIntercept } = await import('./intercept');
  return readIntercept(yamlText);
}
