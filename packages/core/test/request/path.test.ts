import { describe, expect, test } from 'vitest';
import { encodePath } from '../../src/request/url.js';

describe('encodePath', () => {
  test.each([
    [['rooms'], 'rooms'],
    [['rooms', 'Y2lz-_'], 'rooms/Y2lz-_'],
    [['rooms', '../people/me'], 'rooms/..%2Fpeople%2Fme'],
    [['rooms', 'a?b#c', 'meetingInfo'], 'rooms/a%3Fb%23c/meetingInfo'],
    [['rooms', '%2e%2e'], 'rooms/%252e%252e'],
    [['rooms', 'ä b'], 'rooms/%C3%A4%20b'],
  ])('%j becomes %s', (path, expected) => {
    expect(encodePath(path)).toBe(expected);
  });

  test.each([[''], [' \n'], ['.'], ['..'], ['\ud800'], [undefined], [null], [5], [['a']]])(
    'refuses %j',
    (segment) => {
      expect(() => encodePath(['rooms', segment as string])).toThrow(TypeError);
      expect(() => encodePath(['rooms', segment as string])).toThrow(/the id in the path "rooms\/…"/);
    },
  );
});
