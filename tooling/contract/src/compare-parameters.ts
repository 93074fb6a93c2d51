import { compareShapes } from './compare-shapes.js';
import type { Deviation, DeviationKind } from './deviation.js';
import type { Operation } from './facts.js';
import type { RecordedRequest } from './recording-server.js';
import type { Attributes, Shape } from './shape.js';

/** Compares the parameters a method sent and declares with those its operation documents. */
export function compareParameters(
  where: string,
  operation: Operation,
  declared: Attributes,
  requests: readonly RecordedRequest[],
): Deviation[] {
  const found: Deviation[] = [];
  const bodies = requests.map((request) => request.body).filter((body) => body !== undefined);
  const queryFields = new Set(requests.flatMap((request) => [...request.query.keys()]));
  const inBody = new Set(bodies.flatMap((body) => Object.keys(attributesIn(body))));

  compareNames('query.', 'query', operation.query, only(declared, queryFields), queryFields);
  compareNames('body.', 'body', operation.body?.attributes ?? {}, only(declared, inBody), inBody);
  compareItems('body.', operation.body?.attributes ?? {}, only(declared, inBody), bodies);
  for (const name of Object.keys(declared)) {
    if (!queryFields.has(name) && !inBody.has(name))
      report(name, 'parameter unsent', 'declared, and not sent');
  }
  return found;

  function report(name: string, kind: DeviationKind, detail: string): void {
    found.push({ where, name, kind, detail });
  }

  /** Compares one level of names. */
  function compareNames(
    prefix: string,
    place: 'query' | 'body',
    documented: Attributes,
    taken: Attributes,
    sent: ReadonlySet<string>,
  ): void {
    for (const [name, theirs] of Object.entries(documented)) {
      const ours = taken[name];
      if (!sent.has(name)) report(prefix + name, 'parameter missing', 'documented, and not taken');
      if (!sent.has(name) || ours === undefined) continue;
      if ((ours.required ?? false) !== (theirs.required ?? false)) {
        const detail = theirs.required ? 'documented as required' : 'documented as optional';
        report(prefix + name, 'required', detail);
      }
      for (const { kind, detail } of compareShapes(ours, theirs, place)) report(prefix + name, kind, detail);
    }
    for (const name of sent) {
      if (!(name in documented)) report(prefix + name, 'parameter unknown', 'sent, and not documented');
    }
  }

  /** Compares nested attributes of a body, if both sides describe them. */
  function compareItems(
    prefix: string,
    documented: Attributes,
    taken: Attributes,
    bodies: readonly unknown[],
  ): void {
    for (const [name, theirs] of Object.entries(documented)) {
      const ours = taken[name];
      if (ours === undefined) continue;
      const [theirAttributes, ourAttributes] = [attributesOf(theirs), attributesOf(ours)];
      if (theirAttributes === undefined || ourAttributes === undefined) continue;
      const values = bodies.map((body) => attributesIn(body)[name]).filter((value) => value !== undefined);
      const objects = values.flat();
      const sent = new Set(objects.flatMap((value) => Object.keys(attributesIn(value))));
      const deeper = `${prefix}${name}${theirs.type === 'array' ? '[]' : ''}.`;
      compareNames(deeper, 'body', theirAttributes, ourAttributes, sent);
      compareItems(deeper, theirAttributes, ourAttributes, objects);
    }
  }
}

/** Returns the attributes with these names. */
function only(attributes: Attributes, names: ReadonlySet<string>): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => names.has(name)));
}

/** Returns the attributes of an object, or of the objects in an array. */
function attributesOf(shape: Shape): Attributes | undefined {
  return shape.items ? attributesOf(shape.items) : shape.attributes;
}

function attributesIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
