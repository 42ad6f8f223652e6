/**
 * Between agent and server: parse → decide → record → forward or refuse. It knows no database and no page; it takes
 * ports. It never lets a call reach a server without a recorded allow, whatever fails.
 */
export { ownCodes } from './answer';
export { createGateway, type Gateway, type GatewayOptions } from './gateway';
export { type MemoryApproval, type MemoryGrant, type MemoryPorts, memoryPorts } from './memory-ports';
export * from './ports';
export { writeLast } from './relay';
