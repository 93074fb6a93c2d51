export type { Emulator, EmulatorOptions } from './emulator.js';
export type { Fault } from './faults/faults.js';
export type { Scan } from './faults/scans.js';
export type { RateLimit } from './http/rate-limit.js';
export type { LoggedRequest } from './http/request-log.js';
export type {
  GuestIssuerAccount,
  Integration,
  IssuedTokens,
  ServiceApp,
  TokenLifetimes,
} from './oauth/tokens.js';
export type {
  Scene,
  SceneAction,
  SceneFile,
  SceneLink,
  SceneMember,
  SceneMessage,
  ScenePerson,
  SceneRoom,
  SceneTeam,
  SceneWebhook,
} from './seed/scene.js';
export type { EmulatorUser, EmulatorUsers } from './seed/users.js';
export { startEmulator } from './start-emulator.js';
export type { Log } from './store/log.js';
export type { LoggedDelivery } from './webhooks/deliver.js';
