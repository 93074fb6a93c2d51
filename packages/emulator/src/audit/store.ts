import type { Person } from '../store/entities.js';
import { identifier } from '../store/identifier.js';
import type { State } from '../store/state.js';

/** The categories that events of an administrator can have. */
export const auditCategories = ['COMPLIANCE', 'DEVICES', 'LOGINS', 'ORG_SETTINGS', 'USERS'] as const;

interface Deed {
  readonly category: (typeof auditCategories)[number];
  readonly description: string;
  readonly target: Person;
  /** Of the request that did it. */
  readonly trackingId: string;
}

/** Records what an administrator did to a person. */
export function writeAudit(state: State, actor: Person, deed: Deed): void {
  const { category, description, target, trackingId } = deed;
  const { displayName } = actor.profile;
  state.auditEvents.unshift({
    id: identifier('AUDIT_EVENT'),
    created: state.clock.next(),
    actorId: actor.id,
    actorOrgId: actor.orgId,
    data: {
      eventCategory: category,
      eventDescription: description,
      actionText: `${displayName}: ${description.toLowerCase()}: ${target.profile.displayName}`,
      actorName: displayName,
      actorEmail: actor.email,
      actorOrgName: state.organization.displayName,
      adminRoles: ['Full_Admin'],
      trackingId,
      targetId: target.id,
      targetName: target.profile.displayName,
      targetType: 'PERSON',
      targetOrgId: target.orgId,
      targetOrgName: state.organization.displayName,
    },
  });
}
