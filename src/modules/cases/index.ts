export { boardOf, boardOn, findCase, findSchoolMatter, networksOn } from './store.ts';
export type { CaseMatter, SchoolMatter } from './store.ts';
export type { Case } from './domain/case.ts';
export type { BoardMember } from './domain/board.ts';
export { bySeat, extraSeat } from './domain/board.ts';
export { can as canWithCase } from './access.ts';
export { boardsOfSchools, casesOfSchool, networkNames } from './queries/school-cases.ts';
export type { OpenBoard, SchoolCase } from './queries/school-cases.ts';
