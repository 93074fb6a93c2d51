import { AccessTokenError } from '@wxt/core';

/**
 * There are no tokens to use, and only a new login gets some: nobody has logged in yet, somebody logged out, or the
 * service refused the code or the refresh token. Any other `AccessTokenError` may go away without a login.
 */
export class LoginRequiredError extends AccessTokenError {
  override get name() {
    return 'LoginRequiredError' as const;
  }
}
