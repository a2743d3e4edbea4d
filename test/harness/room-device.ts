import path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { Device, DeviceOptions, Draft } from '../../src/client/room/device/types.ts';

/** What a page of a test has: the device's code, and the device once it is open. */
interface DevicePage extends Window {
  roomDevice: { openDevice(options: DeviceOptions): Promise<Device> };
  device: Device;
  opening: Promise<unknown>;
}

const project = path.resolve(import.meta.dirname, '../..');
let code: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: project,
    entryPoints: ['src/client/room/device/device.ts'],
    bundle: true,
    format: 'iife',
    globalName: 'roomDevice',
    write: false,
  });
  return `${outputFiles[0]?.text ?? ''}; globalThis.roomDevice = roomDevice;`;
}

export interface Asked {
  readonly record: string;
  readonly person?: string | undefined;
  readonly signedIn?: boolean;
}

/** Puts the device's code on the page and begins to open it; the page then asks what it asks. */
export async function beginToOpen(page: Page, asked: Asked): Promise<void> {
  code ??= bundle();
  await page.evaluate(await code);
  await page.evaluate(({ record, person, signedIn = true }) => {
    const here = window as unknown as DevicePage;
    const panel = document.createElement('div');
    document.querySelector('main')?.prepend(panel);
    here.opening = here.roomDevice
      .openDevice({ record, person, signedIn, panel })
      .then((device) => (here.device = device));
  }, asked);
}

/** Waits until the device is open, and gives its state. */
export function opened(page: Page): Promise<Device['state']> {
  return page.evaluate(async () => {
    const here = window as unknown as DevicePage;
    await here.opening;
    return here.device.state;
  });
}

export async function choosePin(page: Page, pin: string): Promise<void> {
  await page.getByLabel('Choose a PIN').fill(pin);
  await page.getByLabel('Type the PIN again').fill(pin);
  await page.getByRole('button', { name: 'Keep my notes on this device' }).click();
}

export async function enterPin(page: Page, pin: string): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

/** Runs in the page, with its device. */
export async function withDevice<Result, Given = undefined>(
  page: Page,
  work: (device: Device, given: Given) => Promise<Result>,
  given?: Given,
): Promise<Result> {
  const argument = given === undefined ? 'undefined' : JSON.stringify(given);
  return page.evaluate<Result>(`(${work.toString()})(window.device, ${argument})`);
}

export function aDraft(part: string, text: string, more: Partial<Draft> = {}): Draft {
  return { part, text, parent: 0, base: '', sent: undefined, typedAt: Date.now(), ...more };
}
