import type { Action, SelectAction } from './actions.js';
import { checkCard } from './check-card.js';
import type { BackgroundImage, CardElement, VerticalAlignment } from './elements.js';

/** Everything of a card but its `type` and `version`. */
export interface CardOptions<
  Body extends readonly CardElement[],
  Actions extends readonly Action[],
  Select extends SelectAction,
> {
  readonly body?: Body | undefined;
  /** The buttons at its foot: five at most. */
  readonly actions?: Actions | undefined;
  readonly selectAction?: Select | undefined;
  /** What apps show that can't show the card. */
  readonly fallbackText?: string | undefined;
  readonly backgroundImage?: string | BackgroundImage | undefined;
  /** Pixels: `80px`. */
  readonly minHeight?: string | undefined;
  readonly verticalContentAlignment?: VerticalAlignment | undefined;
  /** What is said in place of the card. */
  readonly speak?: string | undefined;
  /** ISO 639-1; for dates and times. */
  readonly lang?: string | undefined;
}

/** A card, as JSON has it. */
export interface Card<
  Body extends readonly CardElement[] = readonly CardElement[],
  Actions extends readonly Action[] = readonly Action[],
  Select extends SelectAction = SelectAction,
> extends CardOptions<Body, Actions, Select> {
  readonly type: 'AdaptiveCard';
  readonly $schema?: string | undefined;
  readonly version: '1.0' | '1.1' | '1.2' | '1.3';
}

/**
 * A card for a message, as plain JSON: an Adaptive Card 1.3, the newest that Webex shows. Throws a TypeError for what
 * Webex would refuse or people could not use, such as two inputs with the same id.
 *
 * @see https://developer.webex.com/docs/buttons-and-cards
 */
export function card<
  const Body extends readonly CardElement[] = [],
  const Actions extends readonly Action[] = [],
  Select extends SelectAction = never,
>(options: CardOptions<Body, Actions, Select>): Card<Body, Actions, NoInfer<Select>> {
  const made: Card<Body, Actions, Select> = { type: 'AdaptiveCard', version: '1.3', ...options };
  checkCard(made);
  return made;
}
