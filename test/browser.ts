import { existsSync } from 'node:fs';
import bundled from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real Chromium: the one that `CHROMIUM` names, else Debian's, else the one that comes with the development dependencies. */
export async function openBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM;
  if (named && !existsSync(named))
    throw new Error(`There is no browser at ${named}; set CHROMIUM to the path of a Chromium, or leave it unset.`);
  const debian = '/usr/bin/chromium';
  const executablePath = named ?? (existsSync(debian) ? debian : await bundled.executablePath());
  return chromium.launch({ executablePath, args });
}
