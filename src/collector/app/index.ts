export { apiDocs } from './api-docs.ts';
export { agentDownloads } from './downloads.ts';
export type { Hub } from './hub.ts';
export { localServerId, startLocalAgent } from './local-agent.ts';
export { type OpenHub, openHub } from './open-hub.ts';
export { buildServer, closeServer, type NodeHandler, peerOf } from './serve.ts';
