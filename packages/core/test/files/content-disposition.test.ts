import { expect, test } from 'vitest';
import { fileNameIn } from '../../src/files/content-disposition.js';

const rows: [header: string | undefined, name: string | undefined][] = [
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
  // Not what it says it is, or in a character set nobody has to know.
  ["attachment; filename*=UTF-8''%ff.txt; filename=plain.txt", 'plain.txt'],
  ["attachment; filename*=UTF-8''%zz.txt; filename=plain.txt", 'plain.txt'],
  ["attachment; filename*=shift_jis''%83e.txt; filename=plain.txt", 'plain.txt'],
  ['attachment; filename*=broken; filename=plain.txt', 'plain.txt'],
  // As Node hands out what came as UTF-8, and as Latin-1.
  [`attachment; filename="${Buffer.from('Überblick €.pdf').toString('latin1')}"`, 'Überblick €.pdf'],
  ['attachment; filename="\xdcberblick.pdf"', 'Überblick.pdf'],
];

test.each(rows)('%j', (header, name) => {
  expect(fileNameIn(header)).toBe(name);
});

test('a long header of nothing but beginnings takes no time', () => {
  expect(fileNameIn(`${';a="\\'.repeat(20_000)}x`)).toBeUndefined();
  expect(fileNameIn(`${'; '.repeat(50_000)}x`)).toBeUndefined();
  expect(fileNameIn(`;${' '.repeat(50_000)}x`)).toBeUndefined();
  expect(fileNameIn(`;a${' '.repeat(50_000)}x`)).toBeUndefined();
});
