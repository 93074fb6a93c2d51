import type { Card } from './card.js';
import { checkCard } from './check-card.js';

/** A card in the form that `messages.create` takes. */
export interface CardAttachment {
  contentType: 'application/vnd.microsoft.card.adaptive';
  content: Card;
}

/**
 * Creates the attachment for a card: `messages.create({ roomId, markdown, attachments: [attach(card)] })`. Pass a text
 * too: notifications and apps that can't show cards show it. Cards written by hand or exported by the card designer work
 * as well. Throws a TypeError, which starts with the path of what is wrong, for a card that Webex can't show.
 */
export function attach(card: Card | object): CardAttachment {
  checkCard(card);
  return { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
}
