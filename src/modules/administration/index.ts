export { findKeptFile, keptFilesOf } from './store.ts';
export { importers } from './importers.ts';
