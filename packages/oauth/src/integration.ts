/** What Webex gave an integration when it was registered. */
export interface Integration {
  readonly clientId: string;
  /** Never sent anywhere but to the session's own address. */
  readonly clientSecret: string;
}
