import { Session, type SessionOptions } from '@wxt/core';

/** What to post: Markdown or plain text, at most 7439 bytes in UTF-8. */
export type IncomingWebhookMessage =
  | { readonly markdown: string; readonly text?: undefined }
  | { readonly text: string; readonly markdown?: undefined };

/** How to reach the service: a session’s options, without a token, and without anything that would log the URL. */
export interface IncomingWebhookOptions
  extends Omit<SessionOptions, 'accessToken' | 'baseUrl' | 'logger' | 'hooks'> {
  /** Where the API is, if it is not Webex’s own: the URL must be of its host, and may then be an http URL. */
  readonly baseUrl?: string | undefined;
  /** Ends the call early: it rejects with the signal’s reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Where Webex’s incoming webhooks are. */
const hosts = ['webexapis.com', 'api.ciscospark.com', 'api-usgov.webex.com'];

const limit = 7439;
const advice = 'splitMarkdown(text) of @wxt/messages cuts it into parts that fit.';
const rules = {
  exactlyOne: ['markdown', 'text'],
  maxBytes: { markdown: limit, text: limit },
  advice: { markdown: advice, text: advice },
};

const hints = {
  404: 'There is no such incoming webhook: its URL is not complete, or it has been deleted. Create another one in Webex’s App Hub.',
};

/**
 * Posts a message to the room of an incoming webhook. It needs no access token. Anybody who has the URL can post, so no error
 * shows it. Throws a NotFoundError if the webhook has been deleted, a TypeError for a wrong URL or message before
 * anything is sent. A 429 is waited for.
 *
 * @see https://apphub.webex.com/applications/incoming-webhooks-cisco-systems-38054-23307-75252
 */
export async function postToIncomingWebhook(
  url: string,
  message: IncomingWebhookMessage,
  options: IncomingWebhookOptions = {},
): Promise<void> {
  const { signal, ...connection } = options;
  const { baseUrl, id } = parseUrl(url, options.baseUrl);
  const { logger, hooks, ...silent } = connection as SessionOptions;
  const session = new Session({ ...silent, baseUrl, accessToken: false });
  const request = {
    body: message,
    rules,
    hints,
    signal,
    accessToken: false,
    confidential: true,
    allowEmpty: true,
  } as const;
  try {
    await session.post(['webhooks', 'incoming', id], request);
  } catch (error) {
    throw signal?.aborted && error === signal.reason ? error : redact(error, id);
  }
}

/** Returns where the API is, and the webhook’s id. No error shows the URL. */
function parseUrl(url: string, baseUrl: string | undefined): { baseUrl: string; id: string } {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  const expected = baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (baseUrl !== undefined && expected === undefined)
    throw new TypeError('postToIncomingWebhook: baseUrl must be a URL.');
  const isOfService = expected
    ? parsed?.origin === expected.origin
    : parsed?.protocol === 'https:' && parsed.port === '' && hosts.includes(parsed.hostname);
  const [, prefix, id] = /^(\/(?:.*\/)?)webhooks\/incoming\/([^/]+)\/?$/.exec(parsed?.pathname ?? '') ?? [];
  const isPlain =
    parsed?.username === '' && parsed.password === '' && parsed.search === '' && parsed.hash === '';
  if (parsed === undefined || !isOfService || !isPlain || prefix === undefined || id === undefined)
    throw new TypeError(
      `postToIncomingWebhook: url must be the one that Webex shows for the incoming webhook, ${expected?.origin ?? 'https://webexapis.com'}/v1/webhooks/incoming/…`,
    );
  return { baseUrl: parsed.origin + prefix, id: decode(id) };
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** Removes the webhook’s id from all texts of an error and its causes. */
function redact(error: unknown, id: string): unknown {
  const forms = [...new Set([id, encodeURIComponent(id)])];
  const seen = new Set<object>();
  const clean = (text: string) => forms.reduce((rest, form) => rest.replaceAll(form, '…'), text);
  const visit = (value: object) => {
    if (seen.has(value)) return;
    seen.add(value);
    for (const name of Object.getOwnPropertyNames(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, name);
      const held: unknown = descriptor?.value;
      if (typeof held === 'string' && held !== clean(held))
        Object.defineProperty(value, name, { ...descriptor, value: clean(held) });
      else if (typeof held === 'object' && held !== null) visit(held);
    }
  };
  if (typeof error === 'object' && error !== null) visit(error);
  return error;
}
