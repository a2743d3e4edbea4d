export { wordCopiesOf } from '../store-word-copies.ts';
export type { ProposedChange, ProposedEdit, WordCopy } from '../store-word-copies.ts';
