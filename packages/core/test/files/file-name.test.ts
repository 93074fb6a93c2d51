import { expect, test } from 'vitest';
import { numberFileName, parseContentDisposition, sanitizeFileName } from '../../src/files/file-name.js';

const safeNames: [name: string, safe: string | undefined][] = [
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
  ['CON .txt', '_CON .txt'],
  ['CONOUT$', '_CONOUT$'],
  // A right-to-left override would make it look like a text file.
  ['evil\u202etxt.exe', 'eviltxt.exe'],
  ['lone \ud800.txt', 'lone \ufffd.txt'],
  [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(196)}.pdf`],
  [`${'ä'.repeat(300)}.pdf`, `${'ä'.repeat(98)}.pdf`],
  [`${'😀'.repeat(100)}.pdf`, `${'😀'.repeat(49)}.pdf`],
  ['.'.repeat(10_000), undefined],
  [`a.${'b'.repeat(300)}`, `a.${'b'.repeat(198)}`],
];

test.each(safeNames)('sanitizeFileName(%j) is %j', (name, safe) => {
  expect(sanitizeFileName(name)).toBe(safe);
});

test('sanitizeFileName() leaves safe names as they are', () => {
  for (const [, safe] of safeNames) if (safe !== undefined) expect(sanitizeFileName(safe)).toBe(safe);
});

test.each([
  ['report.txt', 1, 'report (1).txt'],
  ['archive.tar.gz', 2, 'archive (2).tar.gz'],
  ['README', 3, 'README (3)'],
  ['.env', 1, '.env (1)'],
  [`${'ä'.repeat(98)}.pdf`, 12, `${'ä'.repeat(95)} (12).pdf`],
])('numberFileName(%j, %d) is %j', (name, number, numbered) => {
  expect(numberFileName(name, number)).toBe(numbered);
});

const headers: [header: string | undefined, name: string | undefined][] = [
  [undefined, undefined],
  ['', undefined],
  ['attachment', undefined],
  ['attachment; filename="a.pdf"', 'a.pdf'],
  ['attachment;filename=a.pdf', 'a.pdf'],
  ['inline; FileName = a.pdf ; size=5', 'a.pdf'],
  ['attachment; filename=with spaces.pdf', 'with spaces.pdf'],
  ['attachment; filename="a \\"b\\" \\\\c.pdf"', 'a "b" \\c.pdf'],
  ['attachment; filename="a;b=c.pdf"; x=y', 'a;b=c.pdf'],
  ['attachment; filename="filename*=UTF-8\'\'b"', "filename*=UTF-8''b"],
  ['attachment; filename=""', undefined],
  ['attachment; filename="first"; filename="second"', 'first'],
  ["attachment; filename*=UTF-8''%e2%82%ac%20rates.txt", '€ rates.txt'],
  ['attachment; filename="EURO rates.txt"; filename*=utf-8\'en\'%e2%82%ac%20rates.txt', '€ rates.txt'],
  ["attachment; filename*=UTF-8''%e2%82%ac.txt; filename=euro.txt", '€.txt'],
  ["attachment; filename*=iso-8859-1'en'%A3%20rates.txt", '£ rates.txt'],
  // Wrongly encoded, or in an unsupported character set.
  ["attachment; filename*=UTF-8''%ff.txt; filename=plain.txt", 'plain.txt'],
  ["attachment; filename*=UTF-8''%zz.txt; filename=plain.txt", 'plain.txt'],
  ["attachment; filename*=shift_jis''%83e.txt; filename=plain.txt", 'plain.txt'],
  ['attachment; filename*=broken; filename=plain.txt', 'plain.txt'],
  // Node decodes headers as Latin-1, whether they were sent as UTF-8 or as Latin-1.
  [`attachment; filename="${Buffer.from('Überblick €.pdf').toString('latin1')}"`, 'Überblick €.pdf'],
  ['attachment; filename="\xdcberblick.pdf"', 'Überblick.pdf'],
];

test.each(headers)('parseContentDisposition(%j) is %j', (header, name) => {
  expect(parseContentDisposition(header)).toBe(name);
});

test('parseContentDisposition() takes linear time for long malformed headers', () => {
  expect(parseContentDisposition(`${';a="\\'.repeat(20_000)}x`)).toBeUndefined();
  expect(parseContentDisposition(`${'; '.repeat(50_000)}x`)).toBeUndefined();
  expect(parseContentDisposition(`;${' '.repeat(50_000)}x`)).toBeUndefined();
  expect(parseContentDisposition(`;a${' '.repeat(50_000)}x`)).toBeUndefined();
});

test('sanitizeFileName() takes linear time for a megabyte of dots', () => {
  expect(sanitizeFileName(`a${'.'.repeat(1_000_000)}b`)).toBe('a.b');
  expect(sanitizeFileName(`${'. '.repeat(500_000)}x${' .'.repeat(500_000)}`)).toBe('x');
});
