import { transportContract } from '@wxt/testing';
import { nodeTransport } from '../src/index.js';

transportContract((options) => nodeTransport(options));
