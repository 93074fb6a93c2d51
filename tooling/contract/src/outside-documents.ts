/** Methods whose operation no document describes: they are called, and only the operation is compared with this list. */
export const outsideDocuments: readonly OutsideMethod[] = [
  {
    method: 'AccessTokens.get',
    operation: 'POST /access_token',
    reason: 'Webex describes OAuth in its guide to integrations.',
  },
  {
    method: 'AccessTokens.refresh',
    operation: 'POST /access_token',
    reason: 'Webex describes OAuth in its guide to integrations.',
  },
  {
    method: 'GuestIssuer.create',
    operation: 'POST /jwt/login',
    reason: 'Webex describes guest issuers in a guide of their own, and steers people to service apps.',
  },
  {
    method: 'Licenses.create',
    operation: 'POST /licenses',
    reason: 'Other SDKs have it; the public cloud refuses it for ordinary tokens.',
  },
  {
    method: 'Messages.getFileInfo',
    operation: 'HEAD /contents/id-content',
    reason: 'Webex describes where files are, and how they are fetched, in its guide to messages.',
  },
  {
    method: 'Messages.download',
    operation: 'GET /contents/id-content',
    reason: 'Webex describes where files are, and how they are fetched, in its guide to messages.',
  },
  {
    method: 'Organizations.create',
    operation: 'POST /organizations',
    reason: 'Other SDKs have it; the public cloud refuses it for ordinary tokens.',
  },
  {
    method: 'Roles.create',
    operation: 'POST /roles',
    reason: 'Other SDKs have it; the public cloud refuses it for ordinary tokens.',
  },
];

interface OutsideMethod {
  /** Class and method. */
  readonly method: string;
  /** The operation it sends. */
  readonly operation: string;
  readonly reason: string;
}
