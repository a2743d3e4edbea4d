export { kindsOff as offFor } from '../store.ts';
