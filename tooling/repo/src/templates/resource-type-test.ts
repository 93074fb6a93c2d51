import { className } from '../naming.js';
import { singular } from './singular.js';

/** The type tests of a new resource. */
export function resourceTypeTest(name: string): string {
  const Class = className(name);
  const Entity = className(singular(name));
  return `import { expectTypeOf, test } from 'vitest';
import type { ${[Class, Entity, 'Paginator'].sort().join(', ')} } from '../src/index.js';

declare const resource: ${Class};
declare const entity: ${Entity};

test('an entity is open for what comes tomorrow', () => {
  expectTypeOf(entity.name).toEqualTypeOf<string>();
  expectTypeOf(entity.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  resource.list({ maximum: 2 });
  // @ts-expect-error the name is missing
  resource.create({});
});

test('methods answer with what they say', () => {
  expectTypeOf(resource.list()).toEqualTypeOf<Paginator<${Entity}>>();
  expectTypeOf(resource.get('ID')).toEqualTypeOf<Promise<${Entity}>>();
});
`;
}
