import { type EmulatorOptions, type EmulatorUser, startEmulator } from '@wxt/emulator';
import { expect, onTestFinished } from 'vitest';

/** A JSON response; tests check the attributes that they read. */
export interface Body {
  readonly [name: string]: unknown;
  readonly id: string;
  readonly items: readonly Body[];
  readonly message: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Starts an emulator for one test, with a client for each of its users. */
export async function openEmulator(options?: EmulatorOptions) {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  const [alice, bob, carol, dave, robot] = emulator.users;
  const as = (user: EmulatorUser) => ({ ...user, ...speaker(emulator.url, user.accessToken) });
  return {
    emulator,
    alice: as(alice),
    bob: as(bob),
    carol: as(carol),
    dave: as(dave),
    robot: as(robot),
  };
}

export type Speaker = ReturnType<typeof speaker>;

function speaker(url: string, accessToken: string) {
  const call = (method: string) => (path: string, body?: unknown) =>
    send(new URL(path, url), {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    get: (path: string) => call('GET')(path),
    post: call('POST'),
    put: call('PUT'),
    patch: call('PATCH'),
    delete: (path: string) => call('DELETE')(path),
  };
}

export async function send(url: URL | string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const body: Body = text === '' ? {} : JSON.parse(text);
  return { status: response.status, headers: response.headers, body };
}

/** Matches an error response in the service's form, by status and message. */
export function refusal(status: number, text: RegExp | string): object {
  const message = expect.stringMatching(text);
  return {
    status,
    body: { message, errors: [{ description: message }], trackingId: expect.stringMatching(/^ROUTER_/) },
  };
}

/** Creates an entity; fails the test if the request is rejected. */
export async function make(actor: Speaker, path: string, body: object): Promise<Body> {
  const answer = await actor.post(path, body);
  expect(answer, JSON.stringify(answer.body)).toHaveProperty('status', 200);
  return answer.body;
}

export function nextLink({ headers }: Answer): string | undefined {
  return /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
}

/** Follows next links to the end and resolves to the pages. */
export async function pages(actor: Speaker, path: string): Promise<(readonly Body[])[]> {
  const all: (readonly Body[])[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const answer: Answer = await actor.get(next);
    expect(answer.status).toBe(200);
    all.push(answer.body.items);
    next = nextLink(answer);
  }
  return all;
}

/** The objects in an attribute of a response; empty if it isn't an array. */
export function listOf(value: unknown): readonly Body[] {
  return Array.isArray(value) ? value : [];
}

export const idsOf = (items: readonly Body[]) => items.map(({ id }) => id);
