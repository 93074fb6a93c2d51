import { describe, expect, test } from 'vitest';
import { parseRetryAfter } from '../../src/errors/service-message.js';

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-11-24T10:00:00Z');
  test.each([
    ['3', 3],
    [' 3 ', 3],
    ['1.5', 1.5],
    ['0', 1],
    ['600', 600],
    ['99999999999', 99_999_999_999],
    [undefined, 15],
    ['', 15],
    ['rand(30)', 15],
    ['-5', 15],
    ['1e3', 15],
    ['0x10', 15],
    ['soon', 15],
    ['Tue, 24 Nov 2026 10:00:30 GMT', 30],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 1],
    ['Tue, 99 Nov 2026 09:00:00 GMT', 15],
    ['2026-11-24', 15],
  ])('%j asks for %d s', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });
});
