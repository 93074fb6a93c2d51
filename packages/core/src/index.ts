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
export type { SaveOptions } from './files/save-file.js';
export type { Proxies } from './http/node/proxy.js';
export {
  type Transport,
  type TransportBody,
  TransportError,
  type TransportExchange,
  type TransportLimits,
  type TransportRequest,
  type TransportResponse,
} from './http/transport.js';
export { Paginator } from './pagination/paginator.js';
export { type FileOnDisk, type FileSource, fileFromPath, type NamedFile } from './request/file-source.js';
export { type IdType, toId, toUuid } from './request/ids.js';
export type { ParameterRules } from './request/parameter-rules.js';
export type {
  Paging,
  Path,
  RequestOptions,
  SessionListRequest,
  SessionRequest,
  TransferOptions,
} from './request/request-options.js';
export { Session } from './session.js';
export type { SessionOptions } from './session-options.js';
export type { AccessTokenSource, TokenSource } from './session-types.js';
export type {
  ApiObject,
  ItemError,
  ItemErrors,
  Logger,
  OpenEnum,
  Page,
  Progress,
} from './types.js';
