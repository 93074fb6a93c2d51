import { Session, type SessionOptions } from '@wxt/core';
import { derive, type Free, type Resources, type ResourceTable } from './extension.js';
import { resources } from './resources.js';

/**
 * The connection object: every resource of Webex on one session.
 *
 * ```ts
 * const api = new WebexTeamsAPI();
 * const me = await api.people.me();
 * ```
 *
 * @see https://developer.webex.com/docs/api/getting-started
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor makes every resource of the table.
export class WebexTeamsAPI {
  /** What all resources share; it reaches endpoints that no resource covers. */
  readonly session: Session;

  /** Throws an AccessTokenError where neither the options nor the environment hold a token. */
  constructor(options: SessionOptions = {}) {
    this.session = new Session(options);
    Object.assign(this, instantiate(resources, this.session));
  }

  /** Where the API is; ends in a slash. */
  get baseUrl(): string {
    return this.session.baseUrl;
  }

  /**
   * Adds resources of your own, each a class that is made with the session. Answers with a new object; this one stays as
   * it is. Throws a TypeError for a name that is taken.
   */
  extend<Table extends ResourceTable>(table: Table & Free<Table, this>): this & Resources<Table> {
    return derive(this, () => instantiate<ResourceTable>(table, this.session)) as this & Resources<Table>;
  }

  /**
   * Adds methods of your own, whose `this` is the new object. Answers with that; this one stays as it is. Throws a
   * TypeError for a name that is taken.
   */
  bind<Methods extends object>(
    methods: Methods & ThisType<this & Methods> & Free<Methods, this>,
  ): this & Readonly<Methods> {
    return derive(this, (derived) => bindAll(methods, derived)) as this & Readonly<Methods>;
  }
}

export interface WebexTeamsAPI extends Resources<typeof resources> {}

function instantiate<Table extends ResourceTable>(table: Table, session: Session): Record<string, object> {
  return Object.fromEntries(Object.entries(table).map(([name, Resource]) => [name, new Resource(session)]));
}

/** Bound, so that a method keeps its object when it is passed on by itself. */
function bindAll(methods: object, derived: object): Record<string, unknown> {
  const bind = (name: string, method: unknown) => {
    if (typeof method !== 'function') throw new TypeError(`"${name}" is not a function.`);
    return [name, method.bind(derived)];
  };
  return Object.fromEntries(Object.entries(methods).map(([name, method]) => bind(name, method)));
}
