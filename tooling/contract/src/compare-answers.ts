import { compareShapes } from './compare-shapes.js';
import type { Deviation } from './deviation.js';
import type { Operation } from './facts.js';
import type { Attribute, Attributes, Shape } from './shape.js';

/** The response of an operation, as declared and as documented. */
export interface AnsweredOperation {
  readonly name: string;
  readonly operation: Operation;
  /** One for each overload of the method. */
  readonly declared: readonly Shape[];
}

/** A declared interface and the documented responses of the operations that return it. */
interface Entity {
  readonly attributes: Attributes;
  readonly operations: Set<string>;
  readonly documented: Map<string, { operation: string; shape: Attribute }[]>;
}

/**
 * Compares the declared responses with the documented ones, interface by interface: the operations that share one document
 * different halves of it.
 */
export function compareAnswers(answers: readonly AnsweredOperation[]): Deviation[] {
  const found: Deviation[] = [];
  const entities = new Map<string, Entity>();

  for (const { name, operation, declared } of answers) {
    for (const [status, content] of Object.entries(operation.answers)) {
      const ours = closest(declared, content);
      for (const { kind, detail } of compareShapes(ours, content, 'answer')) {
        found.push({ where: name, name: `answer ${status}`, kind, detail });
      }
      collect(name, ours, content);
    }
  }
  for (const [name, entity] of entities) found.push(...compareEntity(name, entity));
  return found;

  function collect(operation: string, declared: Shape, documented: Shape): void {
    // Of a union by kind, the documents describe all kinds at once, as its general member does.
    const general = declared.alternatives?.find(({ name }) => name?.startsWith('Other'));
    if (general) collect(operation, general, documented);
    if (declared.items && documented.items) collect(operation, declared.items, documented.items);
    if (!declared.attributes || !documented.attributes || declared.name === undefined) return;
    const entity = entities.get(declared.name) ?? {
      attributes: declared.attributes,
      operations: new Set(),
      documented: new Map(),
    };
    entities.set(declared.name, entity);
    entity.operations.add(operation);
    for (const [name, shape] of Object.entries(documented.attributes)) {
      entity.documented.set(name, [...(entity.documented.get(name) ?? []), { operation, shape }]);
      const ours = declared.attributes[name];
      if (ours) collect(operation, ours, shape);
    }
  }
}

/** Returns the most specific declared response of the documented type. */
function closest(declared: readonly Shape[], documented: Shape): Shape {
  const size = ({ attributes = {} }: Shape) => Object.keys(attributes).length;
  const alike = declared.filter(({ type }) => type === documented.type);
  const [most] = (alike.length > 0 ? alike : declared).toSorted((one, other) => size(other) - size(one));
  return most ?? { type: 'nothing' };
}

function compareEntity(where: string, { attributes, operations, documented }: Entity): Deviation[] {
  const found: Deviation[] = [];
  for (const [name, shapes] of documented) {
    const ours = attributes[name];
    const all = shapes.map(({ operation }) => operation);
    if (ours === undefined) {
      found.push({ where, name, kind: 'attribute missing', detail: 'documented', operations: all });
      continue;
    }
    const mistyped = new Map<string, string[]>();
    for (const { operation, shape } of shapes) {
      for (const { kind, detail } of compareShapes(ours, shape, 'answer')) {
        if (kind === 'type') mistyped.set(detail, [...(mistyped.get(detail) ?? []), operation]);
      }
    }
    for (const [detail, operations] of mistyped)
      found.push({ where, name, kind: 'type', detail, operations });
    if (mistyped.size > 0) continue;
    for (const { kind, detail } of compareShapes(ours, union(shapes.map(({ shape }) => shape)), 'answer')) {
      found.push({ where, name, kind, detail, operations: all });
    }
  }
  for (const name of Object.keys(attributes)) {
    if (documented.has(name)) continue;
    found.push({
      where,
      name,
      kind: 'attribute extra',
      detail: 'not documented',
      operations: [...operations],
    });
  }
  return found;
}

/** Merges what all operations document: some name only some of the values. */
function union(shapes: readonly Shape[]): Shape {
  const values = shapes.flatMap((shape) => (shape.items ?? shape).values ?? []);
  const [first = { type: 'unknown' as const }] = shapes;
  return first.items ? { ...first, items: { ...first.items, values } } : { ...first, values };
}
