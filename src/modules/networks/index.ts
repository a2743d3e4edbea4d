export { networkFocusOf, networkNames } from './queries/network-focus.ts';
export { roundEvidence } from './queries/evidence.ts';
export { can as canWithNetworkFocus } from './access.ts';
export { openRound } from './commands/open-round.ts';
export { decideSchool } from './commands/decide-school.ts';
export { closeRound } from './commands/close-round.ts';
export { changeFocus } from './commands/change-focus.ts';
