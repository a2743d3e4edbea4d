export { commentOnAreas, evaluateSchool } from './commands/evaluate.ts';
export type { CommentsId, SelfEvaluationId } from './domain/evaluation.ts';
export { selfEvaluationOn } from './queries/of-school.ts';
export type { SelfEvaluationNow } from './queries/of-school.ts';
export { evaluationsInBrief } from './queries/in-brief.ts';
export { evaluationsInWords } from './queries/in-words.ts';
export type { EvaluationInWords } from './queries/in-words.ts';
