/** The same symbol in every copy of this package. */
const ours = Symbol.for('@wxt/core/WebexError');

/** Lets other copies of this package recognize an error as one of this SDK's. */
export function markAsOurs(error: Error): void {
  Object.defineProperty(error, ours, { value: true });
}

/**
 * Whether a value is an instance of a class of errors, or of the class that has its place in another copy of this
 * package: ours have their name on their prototype. A subclass that a user wrote has one copy only.
 */
export function isInstance(value: unknown, ErrorClass: abstract new (...args: never) => Error): boolean {
  if (Function.prototype[Symbol.hasInstance].call(ErrorClass, value)) return true;
  const name = ownName(ErrorClass.prototype);
  return name !== undefined && isOurs(value) && prototypesOf(value).some((one) => ownName(one) === name);
}

function isOurs(value: unknown): value is object {
  return typeof value === 'object' && value !== null && ours in value;
}

function ownName(prototype: object): unknown {
  return Object.hasOwn(prototype, 'name') ? Reflect.get(prototype, 'name') : undefined;
}

function prototypesOf(value: object): object[] {
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null ? [] : [prototype, ...prototypesOf(prototype)];
}
