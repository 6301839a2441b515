/** The part of a check-up that looks at the channels that are switched on. Their libraries are only loaded when they are needed. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { type Finding, findings } from '../finding.ts';
import type { Outside } from './outside.ts';

const telegramServer = 'https://api.telegram.org';

/** `running`: where the bot answers on this machine; undefined when it does not run. `servers` are the channels', for comparing clocks. */
export async function checkChannels(
  config: Config,
  running: string | undefined,
  outside: Outside,
): Promise<{ readonly servers: readonly string[]; readonly found: readonly Finding[] }> {
  const parts = [
    ...(config.channels.telegram ? [telegram(config.channels.telegram)] : []),
    ...(config.channels.whatsapp ? [whatsApp(config, config.channels.whatsapp, outside)] : []),
    ...(config.channels.whatsappCloud
      ? [
          whatsAppCloud({
            ...config.channels.whatsappCloud,
            publicUrl: config.publicUrl,
            running,
            fetch: outside.fetch,
          }),
        ]
      : []),
  ];
  const all = await Promise.all(parts);
  if (all.length === 0) return { servers: [], found: [findings('channels').ok('Only the web chat is switched on.')] };
  return { servers: all.map(({ server }) => server), found: all.flatMap(({ found }) => found) };
}

type Part = { readonly server: string; readonly found: readonly Finding[] };

async function telegram(setting: NonNullable<Config['channels']['telegram']>): Promise<Part> {
  const { checkTelegram } = await import('../channels/telegram/checkup.ts');
  const { ok, warn, fail } = findings('Telegram');
  const [token, ...others] = await checkTelegram(setting);
  // What is said of the webhook is put right by the next start, or is Telegram's view of the past.
  const found = others.map((one) => (one.ok ? ok(one.text) : warn(one.text)));
  const first = token ? [token.ok ? ok(token.text) : fail(token.text)] : [];
  return { server: setting.apiRoot ?? telegramServer, found: [...first, ...found] };
}

async function whatsApp(
  { dataFolder }: Config,
  { url }: NonNullable<Config['channels']['whatsapp']>,
  { fetch }: Outside,
): Promise<Part> {
  const { checkWhatsApp, whatsAppServer } = await import('../channels/whatsapp/checkup.ts');
  const folder = join(dataFolder, 'whatsapp');
  return { server: whatsAppServer(url), found: await checkWhatsApp({ folder, fetch, ...(url ? { url } : {}) }) };
}

async function whatsAppCloud(
  setting: Parameters<typeof import('../channels/whatsapp-cloud/checkup.ts')['checkWhatsAppCloud']>[0],
): Promise<Part> {
  const { checkWhatsAppCloud, graphServer } = await import('../channels/whatsapp-cloud/checkup.ts');
  return { server: graphServer(setting.apiRoot), found: await checkWhatsAppCloud(setting) };
}
