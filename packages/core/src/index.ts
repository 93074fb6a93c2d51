export type { Proxies } from './agents.js';
export type { AccessTokenSource, TokenSource } from './auth.js';
export type { Download, FileInfo } from './download.js';
export * from './errors.js';
export type {
  Hooks,
  RequestErrorEvent,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  WaitEvent,
} from './events.js';
export { type FileOnDisk, type FileSource, fileFromPath, type NamedFile } from './file-source.js';
export { Paginator } from './paginator.js';
export type { ParameterRules } from './parameter-rules.js';
export { Session } from './session.js';
export type { SessionOptions } from './session-options.js';
export type {
  ApiObject,
  Logger,
  OpenEnum,
  Page,
  Path,
  Progress,
  RequestOptions,
  SessionListRequest,
  SessionRequest,
  TransferOptions,
} from './types.js';
