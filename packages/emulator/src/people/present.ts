import type { Person } from '../store/entities.js';

/** A person as administrators or everybody else may see them, with their presence or without. */
export function presentPerson(
  person: Person,
  { forAdministrator, presence }: { forAdministrator: boolean; presence: boolean },
): object {
  const { id, type, orgId, email, profile, created, lastModified, lastActivity, invitePending } = person;
  const { roles, licenses, siteUrls, locationId, loginEnabled, ...open } = profile;
  return {
    id,
    emails: [email],
    // Not in the official documents: a program has to bear attributes that it doesn't know.
    userName: email,
    ...open,
    orgId,
    ...(forAdministrator && { roles, licenses, siteUrls, locationId, loginEnabled, invitePending }),
    created,
    lastModified,
    ...(presence && { lastActivity, status: invitePending ? 'pending' : 'active' }),
    type,
  };
}
