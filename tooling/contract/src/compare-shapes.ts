import type { Shape } from './shape.js';

/** How a declared and a documented shape can differ. */
interface Difference {
  readonly kind: 'type' | 'values';
  readonly detail: string;
}

/**
 * How a declared shape differs from the documented one: not what objects hold, but what they are. In a query, an array
 * and its comma-joined items are the same thing. Parameters take the documented values alone; an answer's enumeration
 * names them and stays open.
 */
export function compareShapes(
  declared: Shape,
  documented: Shape,
  place: 'query' | 'body' | 'answer',
): Difference[] {
  if (!conforms(declared, documented, place === 'query')) {
    return [{ kind: 'type', detail: `documented ${print(documented)}, declared ${print(declared)}` }];
  }
  const ours = enumeration(declared);
  const theirs = enumeration(documented);
  if (ours.values.join() !== theirs.values.join()) {
    const missing = theirs.values.filter((value) => !ours.values.includes(value));
    const extra = ours.values.filter((value) => !theirs.values.includes(value));
    const parts = [
      ...(missing.length > 0 ? [`not declared: ${missing.join(', ')}`] : []),
      ...(extra.length > 0 ? [`not documented: ${extra.join(', ')}`] : []),
    ];
    return [{ kind: 'values', detail: parts.join('; ') }];
  }
  if (theirs.values.length === 0 || ours.open === (place === 'answer')) return [];
  return [{ kind: 'values', detail: `the enumeration is ${ours.open ? 'open' : 'closed'}` }];
}

function conforms(declared: Shape, documented: Shape, joins: boolean): boolean {
  if (declared.type === 'union') {
    return (declared.alternatives ?? []).every((alternative) => conforms(alternative, documented, joins));
  }
  if (documented.type === 'unknown') return true;
  if (declared.type === 'array' && declared.items) {
    if (documented.type === 'array')
      return !documented.items || conforms(declared.items, documented.items, joins);
    return joins && conforms(declared.items, documented, joins);
  }
  if (joins && documented.type === 'array' && documented.items) {
    return conforms(declared, documented.items, joins);
  }
  // An object that the document doesn't describe may hold anything.
  const described = Object.keys(documented.attributes ?? {}).length > 0;
  if (declared.type === 'object' && described && !declared.attributes) return false;
  return declared.type === (documented.type === 'integer' ? 'number' : documented.type);
}

/** Returns the allowed values of a shape or of its items, sorted. */
function enumeration(shape: Shape): { values: readonly string[]; open: boolean } {
  if (shape.items) return enumeration(shape.items);
  if (shape.alternatives?.[0]) return enumeration(shape.alternatives[0]);
  return { values: [...new Set(shape.values)].sort(), open: shape.open ?? false };
}

function print({ type, items, attributes, alternatives }: Shape): string {
  if (alternatives) return alternatives.map(print).join(' | ');
  if (type === 'array') return items ? `array of ${print(items)}` : 'array';
  if (type !== 'object') return type;
  return attributes ? `object of ${Object.keys(attributes).join(', ')}` : 'object of anything';
}
