export { gapKinds } from './domain/gap.ts';
export type { Gap, GapKind } from './domain/gap.ts';
export { morningList } from './queries/morning-list.ts';
