import { Session, type SessionOptions } from '@wxt/core';
import { type OAuthCode, type OAuthRefresh, oauthTokens, type TokenManager } from '@wxt/oauth';
import { derive, type Free, type Resources, type ResourceTable } from './extension.js';
import { resources } from './resources.js';
import { toSessionOptions, type WebexTeamsOptions } from './webex-teams-options.js';

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

  /**
   * Takes the access token from `accessToken`, else from the exchange of `oauthCode`, else from the environment. Throws
   * an AccessTokenError where there is none, a TypeError for options that are wrong or lack something.
   */
  constructor(options: WebexTeamsOptions = {}) {
    this.session = new Session(toSessionOptions(options));
    Object.assign(this, instantiate(resources, this.session));
  }

  /**
   * Exchanges the code of a login at once, and connects with tokens that renew themselves. Rejects with an
   * AccessTokenError where the service refuses the code.
   */
  static async fromOAuthCode(login: OAuthCode, options: Connection = {}): Promise<WebexTeamsAPI> {
    return connect(oauthTokens(login), options);
  }

  /**
   * Refreshes an access token at once, save where the store holds one, and connects with tokens that renew themselves.
   * Rejects with an AccessTokenError where the service refuses the refresh token.
   */
  static async fromOAuthRefresh(grant: OAuthRefresh, options: Connection = {}): Promise<WebexTeamsAPI> {
    return connect(oauthTokens(grant), options);
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

/** The options that say nothing of tokens. */
type Connection = Omit<SessionOptions, 'accessToken'>;

export interface WebexTeamsAPI extends Resources<typeof resources> {}

/** Asks for the first token at once, so that what is wrong with it shows here. */
async function connect(accessToken: TokenManager, options: Connection): Promise<WebexTeamsAPI> {
  const api = new WebexTeamsAPI({ ...options, accessToken });
  await accessToken.getAccessToken(api.session);
  return api;
}

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
