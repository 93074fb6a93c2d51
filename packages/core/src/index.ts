export type { Proxies } from './agents.js';
export type { AccessTokenSource, TokenSource } from './auth.js';
export * from './errors.js';
export type {
  Hooks,
  RequestErrorEvent,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  WaitEvent,
} from './events.js';
export { Paginator } from './paginator.js';
export type { ParameterRules } from './parameter-rules.js';
export { Session } from './session.js';
export type { SessionOptions } from './session-options.js';
export type {
  ApiObject,
  Logger,
  Open,
  Page,
  Path,
  RequestOptions,
  SessionListRequest,
  SessionRequest,
} from './types.js';
