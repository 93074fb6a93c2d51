import { splitMarkdown } from '@wxt/messages';
import { interleave } from '../harness/interleave.js';
import type { BenchCase } from '../harness/report.js';
import { median, ratio } from '../harness/statistics.js';

const rounds = 21;
const size = 100_000;
const limit = 7439;

const texts = {
  prose: 'It was a fine day. ',
  'short paragraphs without spaces': 'abcdefg\n\n',
  'blank lines': ' \n',
  'brackets that are never closed': '[a](',
  'one word': 'x',
} as const;

/** Contenders by name: a text, and how many bytes a part can have. */
const contenders = {
  ...Object.fromEntries(Object.entries(texts).map(([name, unit]) => [name, { unit, size, limit }])),
  'prose, 4 × as long': { unit: texts.prose, size: 4 * size, limit },
  'prose, 4 × as long, 16 × the limit': { unit: texts.prose, size: 4 * size, limit: 16 * limit },
};

/** Measures splitting a long text, whose cost must depend on its length only. */
export const splitting: BenchCase = {
  name: 'split-markdown',
  title: 'Splitting long texts with `splitMarkdown()`',
  async run() {
    const samples = await interleave(
      Object.fromEntries(
        Object.entries(contenders).map(([name, { unit, size, limit }]) => {
          const text = unit.repeat(size / unit.length);
          return [
            name,
            async () => {
              const started = performance.now();
              splitMarkdown(text, limit);
              return ((performance.now() - started) / text.length) * 1_000_000;
            },
          ];
        }),
      ),
      rounds,
    );
    const target = (name: string, what: string, most: number) => ({
      what,
      measured: ratio(samples[name], samples.prose),
      most,
      unit: '×',
    });
    return {
      notes: [`${size / 1000} kB of each text, in parts of ${limit} bytes; medians of ${rounds} rounds.`],
      tables: [
        {
          title: 'Milliseconds per MB',
          rows: Object.entries(samples).map(([name, values]) => ({
            text: name,
            'ms per MB': median(values).toFixed(0),
            '× prose': ratio(values, samples.prose).toFixed(2),
          })),
        },
      ],
      targets: [
        target('prose, 4 × as long', 'time per byte of a text of 4 × the length', 1.5),
        target('prose, 4 × as long, 16 × the limit', 'time per byte with 16 × the limit', 1.5),
        target('short paragraphs without spaces', 'time per byte of short paragraphs without spaces', 5),
      ],
    };
  },
};
