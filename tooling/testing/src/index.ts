export { type Conformance, type ConformanceRow, conformance, type InvalidCall } from './conformance.js';
export { createIdentity } from './create-identity.js';
export {
  type FaultServer,
  startFaultServer,
  type WireAnswer,
  type WireRequest,
  type WireScript,
} from './fault-server.js';
export { freePort } from './free-port.js';
export { type ProxyServer, startProxyServer } from './proxy-server.js';
export {
  type Answer,
  type Identity,
  type ReceivedRequest,
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from './scripted-server.js';
export { hasRedis, type RestartableRedis, startRedis, startRestartableRedis } from './start-redis.js';
export { type CreateTransport, transportContract } from './transport-contract.js';
