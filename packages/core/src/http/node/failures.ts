import type { Socket } from 'node:net';
import type { Delivery } from '../../errors/errors.js';
import { TransportError } from '../transport.js';

/** Codes of errors that come before a connection is ready. */
const notSentCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** Codes of certificates that trying again does not make trusted. */
const certificateCode =
  /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:GET|VERIFY|DECODE|DECRYPT)_|ERROR_IN_CERT|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH_EXCEEDED|ERR_TLS_CERT_)/;

/** Whether an error says that a certificate is not trusted. */
export function isCertificateError(code: string | undefined): boolean {
  return code !== undefined && certificateCode.test(code);
}

/** Errors that a socket raised before it was ready for a request. */
const beforeReady = new WeakSet<object>();

/** Notes an error that comes before the socket is ready, so that it can be told from one that comes later. */
export function watchUntilReady<S extends Socket>(socket: S, readyEvent: 'connect' | 'secureConnect'): S {
  const note = (error: Error) => beforeReady.add(error);
  socket.once('error', note);
  socket.once(readyEvent, () => socket.off('error', note));
  return socket;
}

/** Turns an error of Node into what a transport rejects with. */
export function toTransportError(error: unknown, hasAnswered: boolean): TransportError {
  if (error instanceof TransportError) return error;
  const { message = '', code } = (error instanceof Error ? error : {}) as {
    message?: string | undefined;
    code?: unknown;
  };
  const text = typeof code === 'string' ? code : undefined;
  const permanent = isCertificateError(text);
  const delivery = deliveryOf(error, text, hasAnswered);
  return new TransportError(message || 'The connection failed', {
    delivery,
    permanent,
    code: text,
    cause: error,
  });
}

function deliveryOf(error: unknown, code: string | undefined, hasAnswered: boolean): Delivery {
  if (hasAnswered || code?.startsWith('HPE_')) return 'answered';
  const isEarly = typeof error === 'object' && error !== null && beforeReady.has(error);
  return isEarly || notSentCodes.has(code ?? '') ? 'not-sent' : 'unknown';
}

/** Returns the error for a 101 response: no protocol upgrade was requested. */
export function switchedProtocols(): TransportError {
  const message = 'The service switched protocols (101) without being asked to';
  return new TransportError(message, { delivery: 'answered' });
}
