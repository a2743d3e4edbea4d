#!/usr/bin/env node
import { launch } from './lib/launch.js';

await launch('test/runner/main.ts', { development: true });
