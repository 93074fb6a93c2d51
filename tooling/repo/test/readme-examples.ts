import type { Emulator } from '@wxt/emulator';

/** What the first example in a resource's README needs, and what it prints: see `packed.test.ts`. */
interface Example {
  /** Makes what it is about; gives the variables of the environment it reads. */
  readonly prepare?: ((world: World) => Promise<Record<string, string>>) | undefined;
  readonly prints: readonly (string | RegExp)[];
}

interface World {
  readonly emulator: Emulator;
  /** Creates something as Alice, who is an administrator; gives what is answered. */
  readonly create: (path: string, body: object) => Promise<Record<string, string>>;
}

const card = {
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: { type: 'AdaptiveCard', version: '1.3', body: [{ type: 'Input.Text', id: 'name' }] },
};

const inRoom = async ({ create }: World) => {
  const { id = '' } = await create('rooms', { title: 'Room' });
  return { WEBEX_ROOM_ID: id };
};

const inOrganization = async ({ create }: World) => {
  const { orgId = '' } = await create('people', { displayName: 'Eve', emails: ['eve@example.com'] });
  return { WEBEX_ORG_ID: orgId };
};

/** By the name of the package. */
export const readmeExamples: Readonly<Record<string, Example>> = {
  'access-tokens': {
    prepare: async ({ emulator }) => ({
      WEBEX_CLIENT_ID: emulator.integration.clientId,
      WEBEX_CLIENT_SECRET: emulator.integration.clientSecret,
      WEBEX_REDIRECT_URI: emulator.integration.redirectUri,
      WEBEX_OAUTH_CODE: emulator.authorizationCode(emulator.users[1].id),
    }),
    prints: [/^The access token is good for \d+ seconds\.$/m, /^The fresh one is good for \d+ seconds\.$/m],
  },
  'admin-audit-events': {
    prepare: inOrganization,
    prints: [/^Categories: .*USERS/m, /^\d{4}-\S+Z Alice Adams: user created: Eve$/m],
  },
  'attachment-actions': {
    prepare: async ({ create }) => {
      const { id: roomId } = await create('rooms', { title: 'Room' });
      const { id = '' } = await create('messages', { roomId, attachments: [card] });
      return { WEBEX_CARD_MESSAGE_ID: id };
    },
    prints: [/^Ada$/m],
  },
  authorizations: { prints: [/^This token expires at \d{4}-\S+Z$/m] },
  events: {
    prepare: async ({ emulator, create }) => {
      await create('messages', { toPersonId: emulator.users[1].id, text: 'Hello' });
      return {};
    },
    prints: [/^\d{4}-\S+Z \S+ \S+ undefined$/m],
  },
  'guest-issuer': {
    prepare: async ({ emulator: { guestIssuer } }) => ({
      WEBEX_GUEST_ISSUER_ID: guestIssuer.issuerId,
      WEBEX_GUEST_ISSUER_SECRET: guestIssuer.secret,
    }),
    prints: [/^The guest has a token for \d+ seconds\.$/m],
  },
  guests: { prints: [/^Ada Lovelace has a token for \d+ seconds\.$/m, /^Guests: 1$/m] },
  'hybrid-data-security': { prepare: inOrganization, prints: ['Emulated cluster Operational'] },
  licenses: { prints: ['Messaging: 0 of 50 in use'] },
  'linked-folders': { prepare: inRoom, prints: [/^Drawings$/m] },
  memberships: { prepare: inRoom, prints: [/^\S+ false$/m] },
  messages: { prints: [/^alice@example\.com Hello Bob$/m] },
  organizations: { prints: [/^Emulated Organization, since \d{4}-/m] },
  people: { prints: [/^Alice Adams$/m, /^Alice Adams \[ 'alice@example\.com' \]$/m] },
  roles: { prints: [/^Full Administrator$/m, "name: 'Full Administrator'"] },
  'room-tabs': { prepare: inRoom, prints: [/^Wiki$/m] },
  rooms: { prints: [/^Analytical engines$/m] },
  'team-memberships': {
    prepare: async ({ create }) => {
      const { id = '' } = await create('teams', { name: 'Team' });
      return { WEBEX_TEAM_ID: id };
    },
    prints: [/^alice@example\.com\nbob@example\.com$/m],
  },
  teams: { prints: [/^Engines$/m] },
  webhooks: { prints: [/^Messages to my bot active$/m] },
};
