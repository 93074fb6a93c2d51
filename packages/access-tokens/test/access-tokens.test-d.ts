import { expectTypeOf, test } from 'vitest';
import type { AccessToken, AccessTokens } from '../src/index.js';

declare const accessTokens: AccessTokens;
declare const accessToken: AccessToken;

test('an access token is open for what comes tomorrow', () => {
  expectTypeOf(accessToken.access_token).toEqualTypeOf<string>();
  expectTypeOf(accessToken.expires_in).toEqualTypeOf<number>();
  expectTypeOf(accessToken.scope).toEqualTypeOf<string | undefined>();
  expectTypeOf(accessToken.attributeOfTomorrow).toEqualTypeOf<unknown>();
});

test('parameters are closed', () => {
  const integration = { clientId: 'CLIENT', clientSecret: 'SECRET' };
  // @ts-expect-error misspelt
  accessTokens.get({ ...integration, code: 'CODE', redirectUrl: 'https://example.com' });
  // @ts-expect-error the redirect is missing
  accessTokens.get({ ...integration, code: 'CODE' });
  // @ts-expect-error the refresh token is missing
  accessTokens.refresh(integration);
  // @ts-expect-error the service's own name
  accessTokens.refresh({ ...integration, refresh_token: 'REFRESH' });
});

test('methods answer with what they say', () => {
  const refresh = { clientId: 'CLIENT', clientSecret: 'SECRET', refreshToken: 'REFRESH' };
  expectTypeOf(accessTokens.refresh(refresh)).toEqualTypeOf<Promise<AccessToken>>();
});
