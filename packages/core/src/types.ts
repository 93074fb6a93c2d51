/** The known values of an enumeration that Webex may add to: completion without closing the set. */
export type OpenEnum<Known extends string> = Known | (string & Record<never, never>);

/**
 * Any object that the service returns. Attributes the types don't know yet are readable as `unknown`; an optional attribute
 * that is absent is `undefined`.
 */
export interface ApiObject {
  readonly [attribute: string]: unknown;
}

/** Why the service left an attribute out, such as a title whose encryption key it couldn't fetch. */
export interface ItemError extends ApiObject {
  /** Such as `kms_failure`. */
  readonly code?: string;
  readonly reason?: string;
}

/** By the name of the attribute that is missing from an item. */
export type ItemErrors = Readonly<Record<string, ItemError>>;

/** One page of a list, as the service sent it: its items and any other attributes. */
export interface Page<Item> extends ApiObject {
  readonly items: readonly Item[];
}

/** The progress of a transfer. */
export interface Progress {
  /** Bytes of the file that have been sent or received in this attempt. */
  readonly transferred: number;
  /** Bytes in total; `undefined` if not known yet. At the end it equals `transferred`. */
  readonly total: number | undefined;
}

/**
 * Where the session writes one line of text for each attempt and each retry. `console` and loggers such as pino and
 * winston fit; attributes to log are in the events of `hooks`.
 */
export interface Logger {
  debug(message: string): void;
  warn(message: string): void;
}
