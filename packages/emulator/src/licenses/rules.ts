import { type Body, isObject, objectsOf, textOf } from '../http/body.js';
import { required } from '../http/requirements.js';
import { badRequest, type ItemError } from '../http/service-error.js';
import type { License, Person } from '../store/entities.js';
import type { State } from '../store/state.js';

/** The licenses that a person has after an assignment, and why others could not be assigned. */
export function readLicenses(state: State, body: Body, person: Person) {
  const held = new Set(person.profile.licenses);
  const failures: ItemError[] = [];
  let applied = 0;
  for (const one of objectsOf(body, 'licenses') ?? []) {
    const id = required(textOf(one, 'id'), 'licenses.id');
    const isRemoved = isRemoval(one, 'licenses');
    const license = state.licenses.get(id);
    const failure =
      isRemoved || held.has(id) ? unknownLicense(license, id) : assignmentError(state, license, id, one);
    if (failure !== undefined) failures.push(failure);
    else {
      applied += 1;
      if (isRemoved) held.delete(id);
      else held.add(id);
    }
  }
  return { licenses: [...held], failures, applied };
}

/** Reads the meeting sites on which a person has an account, as `site#attendee` for attendees. */
export function readSiteUrls(body: Body, person: Person): string[] {
  const held = new Set(person.profile.siteUrls);
  for (const one of objectsOf(body, 'siteUrls') ?? []) {
    const siteUrl = required(textOf(one, 'siteUrl'), 'siteUrls.siteUrl');
    const accountType = required(textOf(one, 'accountType'), 'siteUrls.accountType');
    if (accountType !== 'attendee') throw badRequest('siteUrls.accountType must be attendee.');
    if (isRemoval(one, 'siteUrls')) held.delete(`${siteUrl}#attendee`);
    else held.add(`${siteUrl}#attendee`);
  }
  return [...held];
}

function isRemoval(one: Body, name: string): boolean {
  const operation = textOf(one, 'operation') ?? 'add';
  if (!['add', 'remove'].includes(operation)) throw badRequest(`${name}.operation must be add or remove.`);
  return operation === 'remove';
}

function assignmentError(
  state: State,
  license: License | undefined,
  id: string,
  { properties }: Body,
): ItemError | undefined {
  if (license === undefined) return unknownLicense(license, id);
  if (!isLeft(state, license))
    return { errorCode: 400000, description: `No ${license.name} license is left: ${id}` };
  if (!isCalling(license) || hasCallingProperties(isObject(properties) ? properties : {})) return undefined;
  return {
    errorCode: 400411,
    description: `licenses.properties must have a phoneNumber, or an extension and a locationId: ${id}`,
  };
}

function unknownLicense(license: License | undefined, id: string): ItemError | undefined {
  return license === undefined
    ? { errorCode: 400000, description: `License not recognized: ${id}` }
    : undefined;
}

export function isLeft(state: State, license: License): boolean {
  return licenseHolders(state, license).length < license.totalUnits;
}

export function isCalling({ name }: License): boolean {
  return name.startsWith('Webex Calling');
}

function hasCallingProperties(properties: Body): boolean {
  if (textOf(properties, 'phoneNumber') !== undefined) return true;
  return textOf(properties, 'extension') !== undefined && textOf(properties, 'locationId') !== undefined;
}

/** The people who have a license, by id. */
export function licenseHolders(state: State, { id }: License): Person[] {
  const holders = [...state.people.values()].filter(({ profile }) => profile.licenses.includes(id));
  return holders.sort((one, other) => (one.id < other.id ? -1 : 1));
}
