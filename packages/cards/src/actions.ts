import type { Card } from './card.js';

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Options of every button. */
interface ActionOptions {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly iconUrl?: string | undefined;
  readonly style?: 'default' | 'positive' | 'destructive' | undefined;
}

export interface SubmitOptions<Data extends SubmitData, Associated extends AssociatedInputs>
  extends ActionOptions {
  /** Submitted with the values of the inputs, to tell which button was used. */
  readonly data?: Data | undefined;
  /** `none` submits `data` without the values of the inputs. Default: `auto`. */
  readonly associatedInputs?: Associated | undefined;
}

export type SubmitData = Readonly<Record<string, Json>>;
export type AssociatedInputs = 'auto' | 'none';

export interface Submit<
  Data extends SubmitData = SubmitData,
  Associated extends AssociatedInputs = AssociatedInputs,
> extends SubmitOptions<Data, Associated> {
  readonly type: 'Action.Submit';
}

export interface OpenUrlOptions extends ActionOptions {
  readonly url: string;
}

export interface OpenUrl extends OpenUrlOptions {
  readonly type: 'Action.OpenUrl';
}

export interface ShowCardOptions<Shown extends Card> extends ActionOptions {
  readonly card: Shown;
}

export interface ShowCard<Shown extends Card = Card> extends ShowCardOptions<Shown> {
  readonly type: 'Action.ShowCard';
}

export interface ToggleVisibilityOptions extends ActionOptions {
  /** The ids of the elements to show or hide. `isVisible` sets the state in place of toggling it. */
  readonly targetElements:
    | readonly (string | { readonly elementId: string; readonly isVisible?: boolean | undefined })[]
    | undefined;
}

export interface ToggleVisibility extends ToggleVisibilityOptions {
  readonly type: 'Action.ToggleVisibility';
}

/** A button. */
export type Action = Submit | OpenUrl | ShowCard | ToggleVisibility;

/** What happens when an element is clicked. */
export type SelectAction = Submit | OpenUrl | ToggleVisibility;

/**
 * Submits the values of the inputs of the card and of the cards around it, and `data`. Several submits of a card must
 * differ in `data` or in their inputs.
 */
export function submit<
  const Data extends SubmitData = Record<never, Json>,
  const Associated extends AssociatedInputs = 'auto',
>(action: SubmitOptions<Data, Associated> = {}): Submit<NoInfer<Data>, NoInfer<Associated>> {
  return { type: 'Action.Submit', ...action };
}

/** Opens a URL, which must be absolute. */
export function openUrl(action: OpenUrlOptions): OpenUrl {
  return { type: 'Action.OpenUrl', ...action };
}

/** Shows another card below the buttons. */
export function showCard<const Shown extends Card>(action: ShowCardOptions<Shown>): ShowCard<Shown> {
  return { type: 'Action.ShowCard', ...action };
}

/** Shows hidden elements and hides visible ones. */
export function toggleVisibility(action: ToggleVisibilityOptions): ToggleVisibility {
  return { type: 'Action.ToggleVisibility', ...action };
}
