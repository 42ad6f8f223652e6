/** Servers that speak no Streamable HTTP (stdio, legacy SSE), as if they did. */
export { type Bridges, createBridges } from './bridges';
