import type { ApiObject, ItemErrors, OpenEnum, Page, Paginator, RequestOptions, Session } from '@wxt/core';
import { joinLists, splitIds } from './join-lists.js';

/** Somebody, or some bot, with a Webex account. Much of it is visible to administrators only. */
export interface Person extends ApiObject {
  readonly id: string;
  readonly emails: readonly string[];
  readonly phoneNumbers?: readonly PhoneNumber[];
  /** In Webex Calling. */
  readonly extension?: string;
  /** Where the person is, for Webex Calling. */
  readonly locationId?: string;
  readonly displayName: string;
  readonly nickName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** The address of a picture, in PNG. */
  readonly avatar?: string;
  readonly orgId: string;
  /** The ids of the roles the person has as an administrator. */
  readonly roles?: readonly string[];
  /** The ids of the licenses the person has. */
  readonly licenses?: readonly string[];
  readonly department?: string;
  readonly manager?: string;
  /** The person who is the manager. */
  readonly managerId?: string;
  readonly title?: string;
  readonly addresses?: readonly PersonAddress[];
  /** ISO 8601. */
  readonly created: string;
  /** ISO 8601. */
  readonly lastModified?: string;
  /** Such as `Europe/Oslo`. */
  readonly timezone?: string;
  /** When the person last did something in Webex, for people of one's own organization; ISO 8601. */
  readonly lastActivity?: string;
  /** The meeting sites the person has a role on. */
  readonly siteUrls?: readonly string[];
  readonly sipAddresses?: readonly SipAddress[];
  readonly xmppFederationJid?: string;
  /** Presence, for people of one's own organization who share it. */
  readonly status?: OpenEnum<
    | 'active'
    | 'call'
    | 'DoNotDisturb'
    | 'inactive'
    | 'meeting'
    | 'OutOfOffice'
    | 'pending'
    | 'presenting'
    | 'unknown'
  >;
  /** Whether the person has yet to accept an invitation; for administrators. */
  readonly invitePending?: boolean;
  /** Whether the person may use Webex; for administrators. */
  readonly loginEnabled?: boolean;
  /** An `appuser` is a guest. */
  readonly type: OpenEnum<'person' | 'bot' | 'appuser'>;
  /** Attributes that the service couldn't read, and why. */
  readonly errors?: ItemErrors;
}

/** A person who was created with `minResponse`. */
export interface CreatedPerson extends ApiObject {
  readonly id: string;
}

export interface PhoneNumber extends ApiObject {
  readonly type?: OpenEnum<'work' | 'work_extension' | 'mobile' | 'fax'>;
  readonly value?: string;
  readonly primary?: boolean;
}

export interface SipAddress extends ApiObject {
  readonly type?: OpenEnum<'personal-room' | 'enterprise' | 'cloud-calling'>;
  readonly value?: string;
  readonly primary?: boolean;
}

export interface PersonAddress extends ApiObject {
  readonly type?: string;
  readonly country?: string;
  /** Often the city. */
  readonly locality?: string;
  /** Often the state. */
  readonly region?: string;
  readonly streetAddress?: string;
  readonly postalCode?: string;
}

/** A page of people. Ids that belong to nobody are in `notFoundIds`. */
export interface PeoplePage extends Page<Person> {
  readonly notFoundIds?: readonly string[];
}

/** One of `email`, `displayName` and `id` is required, except for administrators. */
export interface ListPeople {
  /** Only the person with this address. */
  email?: string | undefined;
  /** Only people whose name begins with this. */
  displayName?: string | undefined;
  /** Only the people with these ids, however many; without their presence. No ids, no people. */
  id?: string | readonly string[] | undefined;
  /** Another organization one administers, as partners do. */
  orgId?: string | undefined;
  /** Only people with these roles, by id; for administrators. */
  roles?: string | readonly string[] | undefined;
  /** Includes Webex Calling details; for administrators. Default: false. */
  callingData?: boolean | undefined;
  /** Only people at this location. */
  locationId?: string | undefined;
  /** Page size, not a total: 1 to 1000, with `callingData` 1 to 100, with `locationId` 1 to 50. Default: 100. */
  max?: number | undefined;
  /** Leaves presence out, which is faster. Default: false. */
  excludeStatus?: boolean | undefined;
}

export interface GetPerson {
  /** Includes Webex Calling details; for administrators. Default: false. */
  callingData?: boolean | undefined;
}

/** A phone number to set; `work` numbers only, for Webex Calling. */
export interface SetPhoneNumber {
  type?: OpenEnum<'work'> | undefined;
  value?: string | undefined;
}

export interface SetPersonAddress {
  type?: string | undefined;
  country?: string | undefined;
  /** Often the city. */
  locality?: string | undefined;
  /** Often the state. */
  region?: string | undefined;
  streetAddress?: string | undefined;
  postalCode?: string | undefined;
}

/** At least one of `displayName`, `firstName` and `lastName` is required. */
export type CreatePerson = PersonByLastName | PersonByFirstName | PersonByDisplayName;

interface PersonByLastName extends NewPerson {
  lastName: string;
}

interface PersonByFirstName extends NewPerson {
  firstName: string;
}

interface PersonByDisplayName extends NewPerson {
  displayName: string;
}

interface NewPerson extends PersonDetails {
  /** A single email address. */
  emails: readonly string[];
  /** Includes Webex Calling details in the result. Default: false. */
  callingData?: boolean | undefined;
  /** Resolves to the id alone, which is faster. Default: false. */
  minResponse?: boolean | undefined;
}

/** What can be set about a person. */
interface PersonDetails {
  /** For Webex Calling. */
  phoneNumbers?: readonly SetPhoneNumber[] | undefined;
  /** For Webex Calling, without the prefix of the location. */
  extension?: string | undefined;
  locationId?: string | undefined;
  displayName?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  /** The address of a picture, in PNG. */
  avatar?: string | undefined;
  orgId?: string | undefined;
  /** The ids of roles for administrators. */
  roles?: readonly string[] | undefined;
  /** The ids of licenses; those that are not available are left out without an error. */
  licenses?: readonly string[] | undefined;
  department?: string | undefined;
  manager?: string | undefined;
  managerId?: string | undefined;
  title?: string | undefined;
  addresses?: readonly SetPersonAddress[] | undefined;
  /** Meeting sites; `#attendee` at the end makes the person an attendee there. */
  siteUrls?: readonly string[] | undefined;
}

/** Attributes to change; those that are left out or `undefined` stay as they are. */
export interface ChangePerson extends PersonDetails {
  /** The primary address first. */
  emails?: readonly string[] | undefined;
  /** The service sets it to `firstName`, whatever is given. */
  nickName?: string | undefined;
  /** Whether the person may use Webex. */
  loginEnabled?: boolean | undefined;
  /** Includes what the person is an attendee of; required to remove an attendee's site. */
  showAllTypes?: boolean | undefined;
}

/** The whole person: attributes that are left out are wiped. */
export interface UpdatePerson extends ChangePerson {
  displayName: string;
  /** Includes Webex Calling details in the result. Default: false. */
  callingData?: boolean | undefined;
  /** Resolves to nothing, which is faster. Default: false. */
  minResponse?: boolean | undefined;
}

/** What the service returns of a person, and doesn't let anybody set. */
const readOnlyFields = [
  'id',
  'created',
  'lastModified',
  'lastActivity',
  'sipAddresses',
  'xmppFederationJid',
  'status',
  'invitePending',
  'type',
  'errors',
];

/**
 * People: who is there, and their accounts.
 *
 * @see https://developer.webex.com/docs/api/v1/people
 */
export class People {
  constructor(protected readonly session: Session) {}

  /**
   * Lists people of the organization. Ids that belong to nobody are in `notFoundIds` of the `pages()`. The service takes 85
   * ids at once: for more, the list asks for 85 at a time as it is read, in the order of the ids, and for each id once.
   */
  list(query: ListPeople = {}, options?: RequestOptions): Paginator<Person, PeoplePage> {
    const maxPageSize = query.locationId !== undefined ? 50 : query.callingData ? 100 : 1000;
    const listFor = (id: ListPeople['id']) =>
      this.session.list<Person, PeoplePage>(['people'], { ...options, query: { ...query, id }, maxPageSize });
    const parts = splitIds(query.id);
    return parts === undefined ? listFor(query.id) : joinLists(parts.map(listFor));
  }

  /**
   * Creates an account; for administrators. The service may apply it in part and return an error, so it is not retried: look
   * for the person before you try again. Resolves to the id alone with `minResponse`.
   */
  create(person: CreatePerson & { minResponse: true }, options?: RequestOptions): Promise<CreatedPerson>;
  create(
    person: CreatePerson & { minResponse?: false | undefined },
    options?: RequestOptions,
  ): Promise<Person>;
  create(person: CreatePerson, options?: RequestOptions): Promise<Person | CreatedPerson>;
  create(person: CreatePerson, options?: RequestOptions): Promise<Person | CreatedPerson> {
    return this.session.post<Person | CreatedPerson>(['people'], {
      ...options,
      body: person,
      queryFields: ['callingData', 'minResponse'],
      rules: {
        required: ['emails'],
        atLeastOne: ['displayName', 'firstName', 'lastName'],
        maxItems: { emails: 1 },
      },
    });
  }

  /** Gets a person. Rejects with a NotFoundError if the token's owner can't see them. */
  get(personId: string, query: GetPerson = {}, options?: RequestOptions): Promise<Person> {
    return this.session.get<Person>(['people', personId], { ...options, query });
  }

  /** Gets the token's owner. */
  me(query: GetPerson = {}, options?: RequestOptions): Promise<Person> {
    return this.session.get<Person>(['people', 'me'], { ...options, query });
  }

  /**
   * Replaces a person and wipes every attribute that is left out, licenses and roles among them: `change` is for changing
   * some of them. For administrators. Somebody who was read by `get` with `callingData` can be spread, not somebody from
   * `list`, which leaves out licenses and roles. The service may apply an update in part and return an error, so it is not
   * retried. Resolves to nothing with `minResponse`.
   */
  update(
    personId: string,
    person: UpdatePerson & { minResponse: true },
    options?: RequestOptions,
  ): Promise<void>;
  update(
    personId: string,
    person: UpdatePerson & { minResponse?: false | undefined },
    options?: RequestOptions,
  ): Promise<Person>;
  update(personId: string, person: UpdatePerson, options?: RequestOptions): Promise<Person | undefined>;
  update(personId: string, person: UpdatePerson, options?: RequestOptions): Promise<unknown> {
    return this.session.put(['people', personId], {
      ...options,
      body: person,
      readOnlyFields,
      queryFields: ['callingData', 'minResponse', 'showAllTypes'],
      rules: { required: ['displayName'] },
      idempotent: false,
      allowEmpty: person?.minResponse === true,
    });
  }

  /**
   * Changes some attributes of a person and keeps all others; for administrators. Reads the person, Webex Calling details
   * included, and sends everything back with the changes. The service has no way to detect that somebody else changed the
   * person in between: theirs is overwritten. It doesn't return several email addresses in a fixed order: pass `emails`, with
   * the primary address first, for somebody who has several.
   */
  async change(personId: string, changes: ChangePerson, options?: RequestOptions): Promise<Person> {
    const given = givenChanges(changes);
    const { extraQuery, extraBody, ...readOptions } = options ?? {};
    const person = await this.get(personId, { callingData: true }, readOptions);
    return this.update(personId, merge(person, given), options);
  }

  /** Deletes an account; for administrators. */
  delete(personId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['people', personId], options);
  }
}

function givenChanges(changes: ChangePerson): ChangePerson {
  const given = Object.entries(changes ?? {}).filter(([, value]) => value !== undefined);
  if (given.length === 0) throw new TypeError('Give at least one attribute to change.');
  return Object.fromEntries(given);
}

/** A manager is given by name or by id: a new one must not go with the old other. */
function merge(person: Person, changes: ChangePerson): UpdatePerson & { minResponse?: undefined } {
  const hasNewManager = 'manager' in changes || 'managerId' in changes;
  const manager = hasNewManager ? { manager: undefined, managerId: undefined } : {};
  return {
    ...person,
    ...manager,
    ...changes,
    displayName: changes.displayName ?? person.displayName,
    callingData: true,
  };
}
