export { stateOf, statusText } from './domain/action.ts';
export type { ActionWording, AgreedAction, ListedAction } from './domain/action.ts';
export {
  actionsOfMeeting,
  carryOpenActions,
  deleteAction,
  findAction,
  insertAction,
  isAction,
  noteAgreed,
  openActionsOf,
  updateAction,
} from './store.ts';
export { actionsOf } from './queries/actions-of.ts';
export { hasLeft as leftTheSchool, ownersOf } from './queries/owners.ts';
export { actionsOfPerson, overdueActions } from './queries/actions-of-person.ts';
export type { Tracked } from './queries/tracker.ts';
export { progressOf } from './queries/history.ts';
export { addProgress } from './commands/add-progress.ts';
export { changeStatus, sayComplete } from './commands/change-status.ts';
export { handOverAction } from './commands/hand-over.ts';
export { stopOpenActions } from './commands/stop-open-actions.ts';
export type { ActionMatter } from './store.ts';
