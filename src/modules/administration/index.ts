export { findKeptFile, keptFilesOf } from './store.ts';
