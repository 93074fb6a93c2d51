/** The kinds of differences between packages and documents. */
export type DeviationKind =
  /** An operation of the document that no method sends. */
  | 'operation missing'
  /** A request that no document describes. */
  | 'operation unknown'
  /** A parameter of the document that is not sent. */
  | 'parameter missing'
  /** A parameter that is sent and not documented. */
  | 'parameter unknown'
  /** A declared parameter that is never sent under its name. */
  | 'parameter unsent'
  /** An attribute of the document that the entity lacks. */
  | 'attribute missing'
  /** An attribute of the entity that no operation returning it documents. */
  | 'attribute extra'
  /** Required on one side, optional on the other. */
  | 'required'
  | 'type'
  /** Other allowed values; or an answer's enumeration that is closed, a parameter's that is open. */
  | 'values'
  /** A method that could not be called. */
  | 'undriven';

export interface Deviation {
  /** An operation, `GET /rooms`; for attributes of answers, the interface; for what was not sent, the method. */
  readonly where: string;
  /** The parameter with its place, `query.max` or `body.files[]`; the attribute; or nothing. */
  readonly name: string;
  readonly kind: DeviationKind;
  /** What each side declares. */
  readonly detail: string;
  /** The operations an interface differs from. */
  readonly operations?: readonly string[];
}

/** A deviation that is accepted, and why. Matches exactly, so that a different one in its place is reported. */
export interface AcceptedDeviation extends Omit<Deviation, 'operations'> {
  readonly reason: string;
}

/** Splits deviations into accepted and unaccepted ones; `stale` are accepted ones that no longer exist. */
export function holdAgainst<Found extends Deviation>(
  found: readonly Found[],
  accepted: readonly AcceptedDeviation[],
): { unexplained: Found[]; explained: Found[]; stale: AcceptedDeviation[] } {
  const isExplained = (deviation: Deviation) => accepted.some((entry) => same(entry, deviation));
  return {
    unexplained: found.filter((deviation) => !isExplained(deviation)),
    explained: found.filter(isExplained),
    stale: accepted.filter((entry) => !found.some((deviation) => same(entry, deviation))),
  };
}

function same(one: AcceptedDeviation, other: Deviation): boolean {
  return (
    one.where === other.where &&
    one.name === other.name &&
    one.kind === other.kind &&
    one.detail === other.detail
  );
}
