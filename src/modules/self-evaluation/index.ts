export { commentOnAreas, evaluateSchool } from './commands/evaluate.ts';
export type { CommentsId, SelfEvaluationId } from './domain/evaluation.ts';
export { selfEvaluationOn } from './queries/of-school.ts';
export type { SelfEvaluationNow } from './queries/of-school.ts';
