export type { Fault } from './faults.js';
export type { Scan } from './parse-scan.js';
export type { EmulatorUser, EmulatorUsers } from './seed.js';
export { type Emulator, type EmulatorOptions, startEmulator } from './start-emulator.js';
export type {
  GuestIssuerAccount,
  Integration,
  IssuedTokens,
  ServiceApp,
  TokenLifetimes,
} from './state/tokens.js';
