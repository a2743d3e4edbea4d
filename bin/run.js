#!/usr/bin/env node
import { launch } from './lib/launch.js';
import { projectRoot, say } from './lib/project.js';

const tools = {
  format: ['node_modules/prettier/bin/prettier.cjs', '--write', '.'],
};

const [name = '', ...rest] = process.argv.slice(2);
const tool = tools[name];
if (tool === undefined) {
  say(`There is no tool "${name}". There is: ${Object.keys(tools).join(', ')}.`);
  process.exitCode = 1;
} else {
  const [file, ...args] = tool;
  await launch(file, { args: [...args, ...rest], development: true, directory: projectRoot });
}
