import { issueAccessToken } from '../oauth/tokens.js';
import { personByEmail } from '../people/store.js';
import type { Person } from '../store/entities.js';
import { isAdministrator, type State } from '../store/state.js';
import type { ScenePerson } from './scene.js';

/** An account of the emulator and its access token. */
export interface EmulatorUser {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly accessToken: string;
  readonly type: Person['type'];
  /** Whether it is an administrator of the organization. */
  readonly isAdmin: boolean;
}

/** The administrator, three other people, a bot, then the people of the seed. */
export type EmulatorUsers = readonly [
  EmulatorUser,
  EmulatorUser,
  EmulatorUser,
  EmulatorUser,
  EmulatorUser,
  ...EmulatorUser[],
];

const person = (firstName: string, lastName: string): ScenePerson => ({
  email: `${firstName.toLowerCase()}@example.com`,
  displayName: `${firstName} ${lastName}`,
  firstName,
  lastName,
  nickName: firstName,
});

/** The users that every emulator has. */
export const standardUsers = {
  alice: { ...person('Alice', 'Adams'), roles: ['Full Administrator'] },
  bob: person('Bob', 'Brown'),
  carol: person('Carol', 'Clark'),
  dave: person('Dave', 'Davis'),
  robot: { email: 'robot@webex.bot', displayName: 'Robot', type: 'bot' },
} as const satisfies Record<string, ScenePerson>;

export type StandardUser = keyof typeof standardUsers;

/**
 * Issues the access tokens of all users. `tokens` fixes some of them, by the name of a standard user or by email address.
 * Throws a TypeError for an unknown user, or for a token that is malformed or used twice.
 */
export function issueUserTokens(
  state: State,
  standard: Readonly<Record<StandardUser, Person>>,
  tokens: Readonly<Record<string, string>>,
): EmulatorUsers {
  const fixed = new Map<Person, string>();
  for (const [name, token] of Object.entries(tokens)) {
    const owner = Object.entries(standard).find(([user]) => user === name)?.[1] ?? personByEmail(state, name);
    if (owner === undefined) {
      throw new TypeError(
        `tokens: there is no user "${name}". Use ${Object.keys(standard).join(', ')} or an email address.`,
      );
    }
    if (typeof token !== 'string' || !/^[\w.~+/-]+=*$/.test(token)) {
      throw new TypeError(`tokens: the token of ${name} must be letters, digits and any of . _ ~ + / -`);
    }
    if ([...fixed.values()].includes(token))
      throw new TypeError(`tokens: the token of ${name} is used twice. Tokens must be unique.`);
    fixed.set(owner, token);
  }
  const account = (one: Person): EmulatorUser => {
    const accessToken = issueAccessToken(state, one, undefined, undefined, fixed.get(one));
    // A deleted user's token doesn't work.
    if (!state.people.has(one.id)) state.accessTokens.delete(accessToken);
    const { id, email, type, profile } = one;
    return {
      id,
      email,
      displayName: profile.displayName,
      accessToken,
      type,
      isAdmin: isAdministrator(state, one),
    };
  };
  const { alice, bob, carol, dave, robot } = standard;
  const known = new Set([alice, bob, carol, dave, robot]);
  const others = [...state.people.values()].filter((one) => !known.has(one) && !one.invitePending);
  return [
    account(alice),
    account(bob),
    account(carol),
    account(dave),
    account(robot),
    ...others.map(account),
  ];
}
