import { expect, test } from 'vitest';
import { safeFileName } from '../../src/files/safe-file-name.js';

const rows: [name: string, safe: string | undefined][] = [
  ['report.pdf', 'report.pdf'],
  ['Überblick 2026 (final) 👩‍👩‍👧.pdf', 'Überblick 2026 (final) 👩👩👧.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['/etc/passwd', 'passwd'],
  ['C:\\Windows\\win.ini', 'win.ini'],
  ['C:win.ini', 'C_win.ini'],
  ['..\\..\\a.txt', 'a.txt'],
  ['a/..', 'a'],
  ['a/', 'a'],
  ['..', undefined],
  ['.', undefined],
  ['', undefined],
  ['   ', undefined],
  ['/', undefined],
  ['\0', undefined],
  ['a\0.txt', 'a.txt'],
  ['a\r\nb\t.txt', 'ab.txt'],
  ['.bashrc', 'bashrc'],
  ['...a...', 'a'],
  ['a.txt. ', 'a.txt'],
  ['stream.txt:hidden', 'stream.txt_hidden'],
  ['a<b>"c"|d?e*.txt', 'a_b__c__d_e_.txt'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['com1.tar.gz', '_com1.tar.gz'],
  ['LPT¹', '_LPT¹'],
  ['console.txt', 'console.txt'],
  // Shown reversed, it would look like a text file.
  ['evil\u202etxt.exe', 'eviltxt.exe'],
  ['lone \ud800.txt', 'lone \ufffd.txt'],
  [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(196)}.pdf`],
  [`${'ä'.repeat(300)}.pdf`, `${'ä'.repeat(98)}.pdf`],
  [`${'😀'.repeat(100)}.pdf`, `${'😀'.repeat(49)}.pdf`],
  ['.'.repeat(10_000), undefined],
  [`a.${'b'.repeat(300)}`, `a.${'b'.repeat(198)}`],
];

test.each(rows)('%j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('what is safe stays as it is', () => {
  for (const [, safe] of rows) if (safe !== undefined) expect(safeFileName(safe)).toBe(safe);
});
