import type { ApiObject, OpenEnum, Page, Paginator, RequestOptions, Session } from '@wxt/core';

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

/** A page of people: ids that belong to nobody stand beside the items. */
export interface PeoplePage extends Page<Person> {
  readonly notFoundIds?: readonly string[];
}

/** Takes `email`, `displayName` or `id`, save from administrators. */
export interface ListPeople {
  /** Only the person with this address. */
  email?: string | undefined;
  /** Only people whose name begins with this. */
  displayName?: string | undefined;
  /** Only the people with these ids, at most 85; without their presence. */
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

/** Takes one of `displayName`, `firstName` and `lastName` at least. */
export interface CreatePerson {
  /** A single address. */
  emails: readonly string[];
  /** For Webex Calling. */
  phoneNumbers?: readonly SetPhoneNumber[] | undefined;
  /** For Webex Calling. */
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
  /** Includes Webex Calling details in the answer. Default: false. */
  callingData?: boolean | undefined;
  /** Answers the id alone, which is faster. Default: false. */
  minResponse?: boolean | undefined;
}

/** All there is to a person: what is left out is cleared. */
export interface UpdatePerson {
  /** The main address first. */
  emails?: readonly string[] | undefined;
  /** For Webex Calling. */
  phoneNumbers?: readonly SetPhoneNumber[] | undefined;
  /** For Webex Calling, without the prefix of the location. */
  extension?: string | undefined;
  locationId?: string | undefined;
  displayName: string;
  firstName?: string | undefined;
  lastName?: string | undefined;
  /** The service puts `firstName` here, whatever is given. */
  nickName?: string | undefined;
  /** The address of a picture, in PNG. */
  avatar?: string | undefined;
  orgId?: string | undefined;
  /** The ids of roles for administrators. */
  roles?: readonly string[] | undefined;
  /** The ids of licenses. */
  licenses?: readonly string[] | undefined;
  department?: string | undefined;
  manager?: string | undefined;
  managerId?: string | undefined;
  title?: string | undefined;
  addresses?: readonly SetPersonAddress[] | undefined;
  /** Meeting sites; `#attendee` at the end makes the person an attendee there. */
  siteUrls?: readonly string[] | undefined;
  /** Whether the person may use Webex. */
  loginEnabled?: boolean | undefined;
  /** Includes Webex Calling details in the answer. Default: false. */
  callingData?: boolean | undefined;
  /** Answers without the person's details, which is faster. Default: false. */
  minResponse?: boolean | undefined;
  /** Includes what the person is an attendee of; needed to take an attendee's site away. */
  showAllTypes?: boolean | undefined;
}

/**
 * People: who is there, and their accounts.
 *
 * @see https://developer.webex.com/docs/api/v1/people
 */
export class People {
  constructor(protected readonly session: Session) {}

  /** Lists people of the organization. Ids that belong to nobody are in `notFoundIds` of the `pages()`. */
  list(query: ListPeople = {}, options?: RequestOptions): Paginator<Person, PeoplePage> {
    return this.session.list<Person, PeoplePage>(['people'], {
      ...options,
      query,
      rules: { maxItems: typeof query.id === 'string' ? {} : { id: 85 } },
      maxPageSize: query.locationId !== undefined ? 50 : query.callingData ? 100 : 1000,
    });
  }

  /**
   * Creates an account; for administrators. The service may apply it in part and answer with an error, so that it is
   * not sent again by itself: look for the person before you try again.
   */
  create(person: CreatePerson, options?: RequestOptions): Promise<Person> {
    return this.session.post<Person>(['people'], {
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

  /** Throws a NotFoundError for people the token's owner can't see. */
  get(personId: string, query: GetPerson = {}, options?: RequestOptions): Promise<Person> {
    return this.session.get<Person>(['people', personId], { ...options, query });
  }

  /** The token's owner. */
  me(query: GetPerson = {}, options?: RequestOptions): Promise<Person> {
    return this.session.get<Person>(['people', 'me'], { ...options, query });
  }

  /**
   * Replaces all there is to a person, so that what is left out is cleared: `get` them first; for administrators. The
   * service may apply it in part and answer with an error, so that it is not sent again by itself.
   */
  update(personId: string, person: UpdatePerson, options?: RequestOptions): Promise<Person> {
    return this.session.put<Person>(['people', personId], {
      ...options,
      body: person,
      queryFields: ['callingData', 'minResponse', 'showAllTypes'],
      rules: { required: ['displayName'] },
      idempotent: false,
    });
  }

  /** Deletes an account; for administrators. */
  delete(personId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['people', personId], options);
  }
}
