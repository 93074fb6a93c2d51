import type { Session } from '@wxt/core';
import { checkStrings } from '../check-options.js';
import { checkKeeping, type KeepingOptions } from '../keeping-options.js';
import { requestTokens } from '../token-endpoint.js';
import type { TokenManager } from '../token-manager.js';
import type { Integration } from '../token-set.js';
import { keepLogin } from './oauth.js';

/** A service app that an administrator has authorized for an organization; id and secret are the app's. */
export interface ServiceApp extends Integration, KeepingOptions {
  readonly applicationId: string;
  /** The organization to act for. */
  readonly targetOrgId: string;
}

/**
 * Gets tokens of a service app, which are renewed from then on. The session's own token needs the scope
 * `spark:applications_token`. Rejects with the service's error if it refuses.
 *
 * @see https://developer.webex.com/docs/service-apps
 */
export async function serviceAppTokens(session: Session, app: ServiceApp): Promise<TokenManager> {
  const { applicationId, clientId, clientSecret, targetOrgId } = app;
  checkStrings({ applicationId, clientId, clientSecret, targetOrgId });
  checkKeeping(app);
  const tokens = await requestTokens(session, ['applications', applicationId, 'token'], {
    body: { clientId, clientSecret, targetOrgId },
    accessToken: undefined,
  });
  return keepLogin(app, tokens);
}
