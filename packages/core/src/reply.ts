/** What came back for one request, whatever its status. */
export interface Reply {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  /** Names in lower case; values that came several times are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text. */
  readonly body: string;
}
