import type { Person } from '../store/entities.js';

export interface PresentOptions {
  /** Whether to include what only administrators see. */
  readonly forAdministrator: boolean;
  /** Whether to include `status` and `lastActivity`. */
  readonly presence: boolean;
  /** The URL below which avatars are served, with a slash at the end. */
  readonly avatarsUrl: string;
}

export function presentPerson(
  person: Person,
  { forAdministrator, presence, avatarsUrl }: PresentOptions,
): object {
  const { id, type, orgId, email, profile, created, lastModified, lastActivity, invitePending } = person;
  const { roles, licenses, siteUrls, locationId, loginEnabled, ...open } = profile;
  return {
    id,
    emails: [email],
    // Not documented: programs have to ignore attributes that they don't know.
    userName: email,
    ...open,
    avatar: profile.avatar ?? `${avatarsUrl}${id}.png`,
    orgId,
    ...(forAdministrator && { roles, licenses, siteUrls, locationId, loginEnabled, invitePending }),
    created,
    lastModified,
    ...(presence && { lastActivity, status: statusOf(person) }),
    type,
  };
}

/** As documented: active within the last ten minutes, pending before the first login. */
function statusOf({ invitePending, lastActivity }: Person): string {
  if (invitePending) return 'pending';
  if (lastActivity === undefined) return 'unknown';
  return Date.now() - Date.parse(lastActivity) <= 10 * 60_000 ? 'active' : 'inactive';
}
