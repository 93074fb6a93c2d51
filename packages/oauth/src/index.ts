export { type Authorization, authorizationUrl, createCodeVerifier } from './authorization-url.js';
export { type BrowserLogin, loginWithBrowser } from './sources/browser-login.js';
export { customTokens, type ShortLivedToken } from './sources/custom.js';
export { type DeviceLogin, type DevicePrompt, loginWithDevice } from './sources/device-login.js';
export { type OAuthCode, type OAuthRefresh, type OAuthStored, oauthTokens } from './sources/oauth.js';
export { type ServiceApp, serviceAppTokens } from './sources/service-app.js';
export type { TokenLock, TokenStore } from './store/token-store.js';
export { type KeepingOptions, type ObtainTokens, TokenManager } from './token-manager.js';
export type { Integration, TokenSet } from './token-set.js';
