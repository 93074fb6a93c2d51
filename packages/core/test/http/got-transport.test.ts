import { transportContract } from '@wxt/testing';
import { createDefaultTransport } from '../../src/http/default-transport.js';
import { resolveConnection } from '../../src/http/node/index.js';

transportContract((options) => createDefaultTransport(resolveConnection(options, {})));
