export type { AccessTokenSource, TokenSource } from './client/auth.js';
export * from './errors/errors.js';
export type {
  Hooks,
  RequestErrorEvent,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  WaitEvent,
} from './events.js';
export type { Download, FileInfo } from './files/download.js';
export type { Proxies } from './http/node/agents.js';
export { Paginator } from './pagination/paginator.js';
export { type FileOnDisk, type FileSource, fileFromPath, type NamedFile } from './request/file-source.js';
export type { ParameterRules } from './request/parameter-rules.js';
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
