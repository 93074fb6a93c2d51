import { senders } from '../clients/senders.js';
import { answer } from '../harness/answer.js';

/** The outcome of each message, by text: `sent`, or the name of an error. */
export interface Outcome {
  readonly outcomes: Readonly<Record<string, string>>;
  readonly seconds: number;
}

const [, , name = '', baseUrl = '', count, atOnce] = process.argv;
const createSend = senders[name]?.(baseUrl);
if (createSend === undefined) throw new Error(`There is no sender named ${name}.`);

answer(async (): Promise<Outcome> => {
  const texts = Array.from({ length: Number(count) }, (_, index) => `message ${index}`);
  const queue = texts.values();
  const outcomes: Record<string, string> = {};
  const started = performance.now();
  const work = async () => {
    const send = createSend();
    for (const text of queue) {
      outcomes[text] = await send(text).then(
        () => 'sent',
        (error: Error) => error.name,
      );
    }
  };
  await Promise.all(Array.from({ length: Number(atOnce) }, work));
  return { outcomes, seconds: (performance.now() - started) / 1000 };
});
