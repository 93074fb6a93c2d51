import type { Attributes, Shape } from './shape.js';

/** Returns a value of a shape with all its attributes; strings are the name of what they stand for. */
export function sample(shape: Shape, name: string): unknown {
  switch (shape.type) {
    case 'string':
      return shape.values?.[0] ?? name;
    case 'number':
    case 'integer':
      return 7;
    case 'boolean':
      return true;
    case 'array':
      return shape.items === undefined ? [] : [sample(shape.items, name)];
    case 'object':
      return sampleAttributes(shape.attributes ?? {});
    case 'union':
      return shape.alternatives?.[0] === undefined ? undefined : sample(shape.alternatives[0], name);
    case 'unknown':
      return {};
    case 'nothing':
      return undefined;
  }
}

/** Returns an object with a value for each attribute. */
export function sampleAttributes(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, sample(attribute, name)]),
  );
}
