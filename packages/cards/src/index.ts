export * from './actions.js';
export { attach, type CardAttachment } from './attach.js';
export { type Card, type CardOptions, card } from './card.js';
export * from './elements.js';
export type { Form } from './form.js';
export { FormError, type FormProblem } from './form-error.js';
export * from './inputs.js';
export { type FormOfCards, readForm, type Submission } from './read-form.js';
