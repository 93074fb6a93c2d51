/** The same symbol in every copy of this package. */
const webexError = Symbol.for('@wxt/core/WebexError');

/** Lets other copies of this package recognize an error of this SDK. */
export function markAsWebexError(error: Error): void {
  Object.defineProperty(error, webexError, { value: true });
}

/**
 * Returns true if a value is an instance of an error class, or of the class that has its place in another copy of this
 * package: those classes have their name on their prototype. A user's own subclass has one copy only.
 */
export function isInstance(value: unknown, ErrorClass: abstract new (...args: never) => Error): boolean {
  if (Function.prototype[Symbol.hasInstance].call(ErrorClass, value)) return true;
  const name = ownName(ErrorClass.prototype);
  return (
    name !== undefined && isWebexError(value) && prototypesOf(value).some((one) => ownName(one) === name)
  );
}

/** Returns true for an error of this SDK, made by this or any other copy of this package. */
export function isWebexError(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && webexError in value;
}

function ownName(prototype: object): unknown {
  return Object.hasOwn(prototype, 'name') ? Reflect.get(prototype, 'name') : undefined;
}

function prototypesOf(value: object): object[] {
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null ? [] : [prototype, ...prototypesOf(prototype)];
}
