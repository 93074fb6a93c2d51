import type { Session } from '@wxt/core';

/** Resource classes by the names they get on the connection object. */
export type ResourceTable = Readonly<Record<string, new (session: Session) => object>>;

/** The resources that a table makes. */
export type Resources<Table extends ResourceTable> = {
  readonly [Name in keyof Table]: InstanceType<Table[Name]>;
};

/** A property named `then` would make a promise of the connection object; the others every object has. */
type Reserved = 'then' | keyof typeof Object.prototype;

/** A table whose names are still free: a name that is taken takes no value at all. */
export type Free<Table, Api> = {
  readonly [Name in keyof Table]: Name extends keyof Api | Reserved ? never : Table[Name];
};

/** Derives an object that has these properties too; throws a TypeError for a name that is taken. */
export function derive<Api extends object>(
  api: Api,
  properties: (derived: Api) => Readonly<Record<string, unknown>>,
): Api {
  const derived: Api = Object.create(api);
  for (const [name, value] of Object.entries(properties(derived))) {
    if (name in api || name === 'then') throw new TypeError(`The name "${name}" is taken: choose another.`);
    Object.defineProperty(derived, name, { value, enumerable: true });
  }
  return derived;
}
