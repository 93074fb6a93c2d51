import { type Body, flagOf, objectsOf, textOf, textsOf } from '../http/body.js';
import { atLeastOne, atMost, emailAddress, required } from '../http/requirements.js';
import { badRequest, conflict, forbidden } from '../http/service-error.js';
import { isCalling, isLeft } from '../licenses/rules.js';
import type { Person, Profile } from '../store/entities.js';
import type { State } from '../store/state.js';
import { personByEmail } from './store.js';

/** Reads a whole profile: what the body leaves out is cleared. Without `person` it is a new one's. */
export function readProfile(state: State, body: Body, person?: Person): Profile {
  const displayName = textOf(body, 'displayName');
  const firstName = textOf(body, 'firstName');
  const lastName = textOf(body, 'lastName');
  if (person === undefined) atLeastOne({ displayName, firstName, lastName });
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
    roles: readRoles(state, body),
    licenses: assignable(state, body, person),
    loginEnabled: flagOf(body, 'loginEnabled') ?? true,
  };
}

function readRoles(state: State, body: Body): readonly string[] {
  const ids = textsOf(body, 'roles') ?? [];
  const unknown = ids.find((id) => !state.roles.some((role) => role.id === id));
  if (unknown !== undefined) throw badRequest(`roles must be ids of roles: "${unknown}" is unknown.`);
  return ids;
}

/** As documented, licenses that can't be assigned are skipped. */
function assignable(state: State, body: Body, person: Person | undefined): readonly string[] {
  const held = person?.profile.licenses ?? [];
  return [...new Set(textsOf(body, 'licenses') ?? [])].filter((id) => {
    const license = state.licenses.get(id);
    if (license === undefined) return false;
    return held.includes(id) || (isLeft(state, license) && (!isCalling(license) || canCall(body)));
  });
}

/** A person with a calling license needs a number, or an extension, at a location. */
function canCall(body: Body): boolean {
  const hasNumber =
    (objectsOf(body, 'phoneNumbers') ?? []).length > 0 || textOf(body, 'extension') !== undefined;
  return hasNumber && textOf(body, 'locationId') !== undefined;
}

/** Reads the one email address. An update that leaves it out keeps it. */
export function checkEmail(state: State, body: Body, current?: Person): string {
  const emails = textsOf(body, 'emails');
  atMost(1, emails, 'emails');
  const [email = current?.email] = emails ?? [];
  if (email === undefined) throw badRequest('emails is required: an array with one address.');
  const owner = personByEmail(state, emailAddress(email, 'emails'));
  if (owner !== undefined && owner !== current) throw conflict(`A person with the email ${email} exists.`);
  return email;
}
