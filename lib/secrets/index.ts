/** Encryption at rest and token hashes. It stores nothing but the installation's own key file, and never logs a value. */

export { checkSecret, type FingerprintStore, type SecretCheck } from './fingerprint';
export { keyFileName } from './key-file';
export { derive, fingerprint, type Use } from './root';
export { type Place, seal, unseal } from './seal';
export { hashToken, makeCode, makeToken, readCode, tokenMatches } from './tokens';
