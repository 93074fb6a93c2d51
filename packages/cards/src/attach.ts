import type { Card } from './card.js';
import { checkCard } from './check-card.js';

/** A card as `messages.create` takes it. */
export interface CardAttachment {
  contentType: 'application/vnd.microsoft.card.adaptive';
  content: Card;
}

/**
 * Makes an attachment of a card: `messages.create({ roomId, markdown, attachments: [attach(card)] })`. Give a text too:
 * notifications and apps without cards show it. Takes a card written by hand or by the designer as well, and throws a
 * TypeError where it is none that Webex shows.
 */
export function attach(card: Card | object): CardAttachment {
  checkCard(card);
  return { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
}
