import type { Action, SelectAction } from './actions.js';
import { checkCard } from './check-card.js';
import type { BackgroundImage, CardElement, VerticalAlignment } from './elements.js';

/** The properties of a card except `type` and `version`. */
export interface CardOptions<
  Body extends readonly CardElement[],
  Actions extends readonly Action[],
  Select extends SelectAction,
> {
  readonly body?: Body | undefined;
  /** The buttons at the bottom, at most five. */
  readonly actions?: Actions | undefined;
  readonly selectAction?: Select | undefined;
  /** Shown by apps that can't show the card. */
  readonly fallbackText?: string | undefined;
  readonly backgroundImage?: string | BackgroundImage | undefined;
  /** In pixels: `80px`. */
  readonly minHeight?: string | undefined;
  readonly verticalContentAlignment?: VerticalAlignment | undefined;
  /** Spoken by screen readers in place of the card. */
  readonly speak?: string | undefined;
  /** ISO 639-1 language code, for dates and times. */
  readonly lang?: string | undefined;
}

/** A card as plain JSON. */
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
 * Creates a card as plain JSON: an Adaptive Card 1.3, the newest version that Webex shows. Throws a TypeError, which
 * starts with the path of what is wrong, for a card that Webex refuses or people could not use: `body[2].id: body[0] has
 * the id "name" too. Ids must be unique in a card.`
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
