import { type Body, flagOf, objectsOf, textOf, textsOf } from '../http/body.js';
import { atLeastOne, atMost, emailAddress, required } from '../http/requirements.js';
import { badRequest, conflict, forbidden } from '../http/service-error.js';
import type { Person, Profile } from '../store/entities.js';
import type { State } from '../store/state.js';
import { personByEmail } from './store.js';

/** The whole profile: what the body leaves out is cleared. */
export function readProfile(state: State, body: Body, { isNew }: { isNew: boolean }): Profile {
  const displayName = textOf(body, 'displayName');
  const firstName = textOf(body, 'firstName');
  const lastName = textOf(body, 'lastName');
  if (isNew) atLeastOne({ displayName, firstName, lastName });
  else required(displayName, 'displayName');
  if ((textOf(body, 'orgId') ?? state.organizationId) !== state.organizationId) {
    throw forbidden('orgId is not an organization that you administer.');
  }
  return {
    displayName: displayName ?? [firstName, lastName].filter(Boolean).join(' '),
    firstName,
    lastName,
    nickName: firstName,
    avatar: textOf(body, 'avatar'),
    phoneNumbers: objectsOf(body, 'phoneNumbers'),
    extension: textOf(body, 'extension'),
    locationId: textOf(body, 'locationId'),
    department: textOf(body, 'department'),
    manager: textOf(body, 'manager'),
    managerId: textOf(body, 'managerId'),
    title: textOf(body, 'title'),
    addresses: objectsOf(body, 'addresses'),
    siteUrls: textsOf(body, 'siteUrls'),
    roles: idsOf(body, 'roles', new Set(state.roles.map(({ id }) => id))),
    licenses: idsOf(body, 'licenses', state.licenses),
    loginEnabled: flagOf(body, 'loginEnabled') ?? true,
  };
}

function idsOf(body: Body, name: string, known: { has(id: string): boolean }): readonly string[] {
  const ids = textsOf(body, name) ?? [];
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw badRequest(`${name} takes ids, and "${unknown}" is none of theirs.`);
  return ids;
}

/** The one address of a body. Nobody is without one: an update that leaves it out keeps it. */
export function checkEmail(state: State, body: Body, current?: Person): string {
  const emails = textsOf(body, 'emails');
  atMost(1, emails, 'emails');
  const [email = current?.email] = emails ?? [];
  if (email === undefined) throw badRequest('emails is required: an array with one address.');
  const owner = personByEmail(state, emailAddress(email, 'emails'));
  if (owner !== undefined && owner !== current) throw conflict(`A person with the email ${email} exists.`);
  return email;
}
