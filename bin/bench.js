#!/usr/bin/env node
import { launch } from './lib/launch.js';

await launch('bench/main.ts', { development: true });
