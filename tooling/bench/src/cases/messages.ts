import type { StartProgram } from '../harness/program.js';
import type { BenchCase } from '../harness/report.js';
import type { Tally, Weather } from '../programs/message-server.js';
import type { Outcome } from '../programs/send-messages.js';

const count = 1000;
const atOnce = 50;
const foul: Weather = { tooMany: 0.2, unavailable: 0.05, reset: 0.05 };
const limited: Weather = { bucket: { capacity: 60, perSecond: 60 } };

/** Counts lost and duplicate messages under faults, and 429s under a rate limit. */
export const messages: BenchCase = {
  name: 'messages',
  title: '1,000 messages, 50 at once, through faults and limits',
  async run(start) {
    const throughFaults = await sendAll(start, foul, 'one session');
    const gated = await sendAll(start, limited, 'one session');
    const others = [
      await sendAll(start, limited, 'a session for each'),
      await sendAll(start, limited, "got's own retries"),
    ];
    const ungated = Math.min(...others.map(({ refused }) => refused));

    return {
      notes: [
        'Faults: 20 % of the requests are answered 429 with `Retry-After: 1`, 5 % 503, and 5 % of the connections are reset,' +
          ' half of those after the message was taken. What the caller was told is held against what the server has.',
        'Limit: a bucket of 60 tokens that gains 60 a second; beyond it, 429 with `Retry-After: 1`. "One session" waits at' +
          ' its gate; "a session for each" is the same client where each of the 50 senders has a session, and so a gate, of' +
          ' its own; "got\'s own retries" is one got instance told to repeat a POST after 429.',
      ],
      tables: [
        { title: 'Through faults', rows: [throughFaults] },
        {
          title: 'Through a limit',
          rows: [gated, ...others].map((row) => ({
            ...row,
            'of the least ungated': (row.refused / ungated).toFixed(2),
          })),
        },
      ],
      targets: [
        {
          what: 'messages lost or doubled, through faults and limits',
          measured: [throughFaults, gated].reduce((sum, { lost, doubled }) => sum + lost + doubled, 0),
          most: 0,
          unit: 'messages',
        },
        {
          what: '429s with the gate, against the fewest without',
          measured: gated.refused / ungated,
          most: 0.25,
          unit: '×',
        },
      ],
    };
  },
};

async function sendAll(start: StartProgram, weather: Weather, sender: string) {
  const server = await start('message-server', [JSON.stringify(weather)]);
  const baseUrl = `http://127.0.0.1:${await server.ask<number>('port')}/v1/`;
  const program = await start('send-messages', [sender, baseUrl, count, atOnce]);
  const { outcomes, seconds } = await program.ask<Outcome>('send');
  const { created, requests, refused } = await server.ask<Tally>('tally');

  const texts = Object.keys(outcomes);
  if (texts.length !== count) throw new Error(`${count - texts.length} messages have no outcome.`);
  const number = (matches: (text: string) => boolean) => texts.filter(matches).length;
  return {
    sender,
    sent: number((text) => outcomes[text] === 'sent'),
    'reported as failed': number((text) => outcomes[text] !== 'sent'),
    lost: number((text) => outcomes[text] === 'sent' && created[text] === undefined),
    doubled: number((text) => (created[text] ?? 0) > 1),
    requests,
    refused,
    seconds: seconds.toFixed(1),
  };
}
