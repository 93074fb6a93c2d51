import type { AcceptedDeviation } from './deviation.js';

const card =
  'The document describes cards by mistake as files; the service accepts and returns contentType and content.';
const truth = "The document has 'true' and 'false' as strings; the service returns booleans.";
const inputs = 'The inputs depend on the card; the document has those of an example.';
const all = "The document leaves out 'all', which subscribes one webhook to everything.";
const writtenBack =
  'Updating a person replaces them, so that what get answers, whose enumerations are open, has to go back as it is.';
const eventData =
  'The document lists attributes of calls and meetings; the data of other events has those of its resource.';
const organization = "The document has 'org' only in its description, as the only value.";

const errors =
  'Webex describes it with its API errors: items of lists come with it if a key could not be fetched.';
const either =
  'The service takes either alone and keeps the other, as programs written with other SDKs rely on.';
const withErrors = ['Membership', 'Message', 'Person', 'Room', 'RoomTab', 'Team', 'TeamMembership'];

/** Where the packages differ from the documents on purpose. Stale entries must be removed. */
export const acceptedDeviations: readonly AcceptedDeviation[] = [
  {
    where: 'POST /people',
    name: 'body.phoneNumbers[].type',
    kind: 'values',
    detail: 'the enumeration is open',
    reason: writtenBack,
  },
  {
    where: 'PUT /people/{personId}',
    name: 'body.phoneNumbers[].type',
    kind: 'values',
    detail: 'the enumeration is open',
    reason: writtenBack,
  },
  {
    where: 'GET /teams/{teamId}',
    name: 'query.description',
    kind: 'parameter missing',
    detail: 'documented, and not taken',
    reason:
      'It is an attribute of teams that got among the parameters: asking for a team by its id needs none.',
  },
  {
    where: 'POST /messages',
    name: 'body.files',
    kind: 'type',
    detail:
      'documented array of string, declared array of string | object of name, contentType | object of anything | object of name, data, contentType, size',
    reason:
      'The document has public URLs alone; what is uploaded takes their place, and the body is multipart then.',
  },
  {
    where: 'POST /messages',
    name: 'body.attachments[].contentType',
    kind: 'parameter unknown',
    detail: 'sent, and not documented',
    reason: card,
  },
  {
    where: 'POST /messages',
    name: 'body.attachments[].content',
    kind: 'required',
    detail: 'documented as optional',
    reason: card,
  },
  {
    where: 'POST /messages',
    name: 'body.attachments[].content',
    kind: 'type',
    detail: 'documented object of fileId, type, contentUrl, declared object of anything',
    reason: card,
  },
  {
    where: 'MessageAttachment',
    name: 'contentType',
    kind: 'attribute extra',
    detail: 'not documented',
    reason: card,
  },
  {
    where: 'MessageAttachment',
    name: 'content',
    kind: 'type',
    detail: 'documented object of fileId, type, contentUrl, declared unknown',
    reason: card,
  },
  {
    where: 'Person',
    name: 'invitePending',
    kind: 'type',
    detail: 'documented string, declared boolean',
    reason: truth,
  },
  {
    where: 'Person',
    name: 'loginEnabled',
    kind: 'type',
    detail: 'documented string, declared boolean',
    reason: truth,
  },
  {
    where: 'GET /guests/count',
    name: 'answer 200',
    kind: 'type',
    detail: 'documented object of 112, declared number',
    reason: 'The document has an object with an attribute named 112, which is an example of the bare number.',
  },
  {
    where: 'POST /attachment/actions',
    name: 'body.inputs',
    kind: 'type',
    detail: 'documented object of Name, Url, Email, Tel, declared object of anything',
    reason: inputs,
  },
  {
    where: 'AttachmentAction',
    name: 'inputs',
    kind: 'type',
    detail: 'documented object of Name, Url, Email, Tel, declared object of anything',
    reason: inputs,
  },
  {
    where: 'POST /webhooks',
    name: 'body.resource',
    kind: 'values',
    detail: 'not documented: all',
    reason: all,
  },
  {
    where: 'POST /webhooks',
    name: 'body.event',
    kind: 'values',
    detail: 'not documented: all',
    reason: all,
  },
  {
    where: 'Webhook',
    name: 'resource',
    kind: 'values',
    detail: 'not documented: all',
    reason: all,
  },
  {
    where: 'Webhook',
    name: 'event',
    kind: 'values',
    detail: 'not documented: all',
    reason: all,
  },
  {
    where: 'GET /webhooks',
    name: 'query.ownedBy',
    kind: 'values',
    detail: 'not documented: org',
    reason: organization,
  },
  {
    where: 'POST /webhooks',
    name: 'body.ownedBy',
    kind: 'values',
    detail: 'not documented: org',
    reason: organization,
  },
  {
    where: 'PUT /webhooks/{webhookId}',
    name: 'body.ownedBy',
    kind: 'values',
    detail: 'not documented: org',
    reason: organization,
  },
  {
    where: 'Webhook',
    name: 'ownedBy',
    kind: 'values',
    detail: 'not documented: creator, org',
    reason:
      "The document names no values: webhooks that are not the organization's are answered as the creator's.",
  },
  ...[
    'attachments',
    'classificationId',
    'contentUrl',
    'description',
    'displayName',
    'files',
    'html',
    'inputs',
    'isAnnouncementOnly',
    'isLocked',
    'isModerator',
    'isMonitor',
    'isPublic',
    'isReadOnly',
    'isRoomHidden',
    'lastActivity',
    'madePublic',
    'markdown',
    'mentionedGroups',
    'mentionedPeople',
    'messageId',
    'ownerId',
    'parentId',
    'personDisplayName',
    'personOrgId',
    'teamId',
    'title',
    'updated',
  ].map(
    (name): AcceptedDeviation => ({
      where: 'EventData',
      name,
      kind: 'attribute extra',
      detail: 'not documented',
      reason: eventData,
    }),
  ),
  {
    where: 'HdsNetworkTestRun',
    name: 'triggerType',
    kind: 'values',
    detail: 'not documented: OnDemand, Periodic',
    reason: 'The document names the values only where it lets tests be picked by them.',
  },
  ...['isModerator', 'isRoomHidden'].map(
    (name): AcceptedDeviation => ({
      where: 'PUT /memberships/{membershipId}',
      name: `body.${name}`,
      kind: 'required',
      detail: 'documented as required',
      reason: either,
    }),
  ),
  ...withErrors.map(
    (where): AcceptedDeviation => ({
      where,
      name: 'errors',
      kind: 'attribute extra',
      detail: 'not documented',
      reason: errors,
    }),
  ),
];
