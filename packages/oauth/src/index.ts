export type { Integration } from './integration.js';
export { type KeepingOptions, KeptTokens, type ObtainTokens } from './kept-tokens.js';
export { type OAuthCode, type OAuthRefresh, type OAuthStored, oauthTokens } from './oauth-tokens.js';
export type { TokenSet } from './token-set.js';
export type { TokenLock, TokenStore } from './token-store.js';
