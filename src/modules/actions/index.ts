export { statusText } from './domain/action.ts';
export type { ActionWording, AgreedAction } from './domain/action.ts';
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
export type { ListedAction } from './queries/actions-of.ts';
export { changeStatus } from './commands/change-status.ts';
export type { ActionMatter } from './store.ts';
