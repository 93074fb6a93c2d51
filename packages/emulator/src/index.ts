export type { Fault } from './faults/faults.js';
export type { Scan } from './faults/scans.js';
export type { LoggedRequest } from './http/request-log.js';
export type {
  GuestIssuerAccount,
  Integration,
  IssuedTokens,
  ServiceApp,
  TokenLifetimes,
} from './oauth/tokens.js';
export type { EmulatorUser, EmulatorUsers } from './seed.js';
export { type Emulator, type EmulatorOptions, startEmulator } from './start-emulator.js';
export type { Log } from './store/log.js';
export type { LoggedDelivery } from './webhooks/deliver.js';
