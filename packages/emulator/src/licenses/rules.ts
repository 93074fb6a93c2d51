import { type Body, isObject, objectsOf, textOf } from '../http/body.js';
import { required } from '../http/requirements.js';
import { badRequest, notFound } from '../http/service-error.js';
import type { License, Person } from '../store/entities.js';
import type { State } from '../store/state.js';

/** The ids of the licenses that a person is to have. */
export function readLicenses(state: State, body: Body, person: Person): string[] {
  const held = new Set(person.profile.licenses);
  for (const one of objectsOf(body, 'licenses') ?? []) {
    const id = required(textOf(one, 'id'), 'licenses.id');
    const license = state.licenses.get(id);
    if (license === undefined) throw notFound(`a license with the provided licenses.id "${id}"`);
    if (isRemoval(one, 'licenses')) held.delete(id);
    else if (!held.has(id)) {
      checkLeft(state, license);
      if (license.name.startsWith('Webex Calling')) checkCalling(one);
      held.add(id);
    }
  }
  return [...held];
}

/** The meeting sites that a person is to have an account on: `site#attendee` where they only attend. */
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

function checkLeft(state: State, license: License): void {
  if (licenseHolders(state, license).length < license.totalUnits) return;
  throw badRequest(`licenses: none of ${license.name} is left.`);
}

function checkCalling({ properties }: Body): void {
  const given = isObject(properties) ? properties : {};
  if (textOf(given, 'phoneNumber') !== undefined) return;
  if (textOf(given, 'extension') !== undefined && textOf(given, 'locationId') !== undefined) return;
  throw badRequest('licenses.properties must have a phoneNumber, or an extension and a locationId.');
}

/** Who has a license, in the order of their ids. */
export function licenseHolders(state: State, { id }: License): Person[] {
  const holders = [...state.people.values()].filter(({ profile }) => profile.licenses.includes(id));
  return holders.sort((one, other) => (one.id < other.id ? -1 : 1));
}
