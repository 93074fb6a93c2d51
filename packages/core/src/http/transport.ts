import type { IncomingMessage } from 'node:http';
import { ConnectionError, MalformedResponseError, TimeoutError } from '../errors/errors.js';
import type { TransferOptions } from '../types.js';
import { withoutQuery } from '../utils/without-query.js';
import { collectBody } from './collect-body.js';
import { guardBody } from './guard-body.js';
import { type ConnectionOptions, createHttpClient, type OutgoingRequest } from './http-client.js';
import type { OpenReply, Reply } from './reply.js';
import { replyHead } from './reply-head.js';

/** How a session connects, and how much it reads. */
export interface TransportOptions extends ConnectionOptions {
  /** The most bytes of an answer, decompressed. */
  readonly maxResponseSize: number;
}

/** Makes attempts: answers with whatever the service says, throws where it says nothing. */
export interface Transport {
  send(request: OutgoingRequest): Promise<Reply>;
  /** Answers once the headers have come; the body holds the connection, and tells `onProgress` how far it has come. */
  open(request: OutgoingRequest & Pick<TransferOptions, 'onProgress'>): Promise<OpenReply>;
}

/** Makes the transport of one session, with connections of its own. */
export function createTransport(options: TransportOptions): Transport {
  let loaded: ReturnType<typeof createHttpClient> | undefined;
  return { send, open };

  async function send(request: OutgoingRequest): Promise<Reply> {
    loaded ??= createHttpClient(options);
    const client = await loaded;
    request.signal?.throwIfAborted();
    const { stream, close } = client.open(request);
    try {
      const body = await collectBody(stream, options.maxResponseSize);
      const reply = { ...replyHead(request, stream.response), body: '' };
      if (body !== undefined) return { ...reply, body: body.toString() };
      // What the service refuses is told by its status, whatever it says besides.
      if (reply.status >= 400) return reply;
      throw new MalformedResponseError(
        reply,
        `The answer is larger than ${options.maxResponseSize} bytes (option maxResponseSize) and was not read`,
      );
    } catch (error) {
      request.signal?.throwIfAborted();
      throw client.fault(request, error);
    } finally {
      close();
    }
  }

  async function open({ onProgress, ...request }: Parameters<Transport['open']>[0]): Promise<OpenReply> {
    loaded ??= createHttpClient(options);
    const client = await loaded;
    const { method, url, timeout, signal } = request;
    signal?.throwIfAborted();
    const shown = { ...request, url: withoutQuery(url) };
    const { stream, countdown, close } = client.open(request, shown);
    stream.once('close', close);
    const breakage = (error: unknown) => (signal?.aborted ? signal.reason : client.fault(shown, error));
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      stream.once('response', resolve).once('error', (error: unknown) => reject(breakage(error)));
    });
    countdown.stop();
    const answer = replyHead(shown, response);
    const { 'content-length': length, 'content-encoding': encoding } = answer.headers;
    const isFile = method !== 'HEAD' && answer.status >= 200 && answer.status < 300;
    const body = guardBody(stream, {
      size: method === 'HEAD' || length === undefined || encoding !== undefined ? undefined : Number(length),
      timeout,
      onProgress: isFile ? onProgress : undefined,
      breakage,
      cutOff: () => new ConnectionError(answer, 'The file broke off before its end'),
      standstill: () => new TimeoutError(answer, timeout, undefined, '', true),
    });
    return { ...answer, body };
  }
}
