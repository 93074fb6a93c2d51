/** The child process's side: replies to questions, and exits when its parent disconnects. */
export function answer<Question>(reply: (question: Question) => unknown): void {
  process.on('message', async ({ question }: { question: Question }) => {
    try {
      process.send?.({ answer: await reply(question) });
    } catch (error) {
      process.send?.({ error: error instanceof Error ? error.stack : String(error) });
    }
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ answer: 'ready' });
}
