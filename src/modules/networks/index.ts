export { networkNames } from './queries/network-focus.ts';
export { can as canWithNetworkFocus } from './access.ts';
export { openRound } from './commands/open-round.ts';
