import type { Readable } from 'node:stream';

/** What came back for one request, whatever its status, before its body. */
export interface ReplyHead {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  /** Names in lower case; values that came several times are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What came back for one request, whatever its status. */
export interface Reply extends ReplyHead {
  /** The body as text. */
  readonly body: string;
}

/** What came back for one request, its body still to be read. */
export interface OpenReply extends ReplyHead {
  readonly body: Readable;
}
