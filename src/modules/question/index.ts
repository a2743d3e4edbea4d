export { mayAdopt as mayAdoptQuestion } from './access.ts';
export { adoptQuestion } from './commands/adopt-question.ts';
export type { QuestionAdoptionId } from './domain/adoption.ts';
export { asAdopted } from './queries/as-adopted.ts';
