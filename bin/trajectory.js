#!/usr/bin/env node
import { launch } from './lib/launch.js';

// npm runs scripts in the project's root, while the files named are where the person is.
const { INIT_CWD, npm_lifecycle_event: script } = process.env;
await launch('src/cli/main.ts', { directory: script === 'trajectory' ? INIT_CWD : undefined });
