import { join } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { webhookPath } from '../../bot/channels/whatsapp-cloud/options.ts';
import { whatsAppCloudChannel } from '../../bot/channels/whatsapp-cloud/whatsapp-cloud.ts';
import { systemClock } from '../../bot/clock.ts';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import { echoBot } from '../channels/whatsapp-cloud/echo-bot.ts';
import { echo, served, texts } from '../channels/whatsapp-cloud/office.ts';
import { account } from '../servers/cloud-api.ts';

/**
 * An echo bot in a process of its own. `own`: this project's channel, store and outbox, everything durable; `bare`: the least that answers,
 * nothing checked and nothing durable. Arguments: kind, folder, address of the API. Prints where its webhook is.
 */
const [kind, folder = '', apiRoot = ''] = process.argv.slice(2);

const message = z.object({ from: z.string(), text: z.object({ body: z.string() }) });
const webhook = z.object({
  entry: z.array(
    z.object({ changes: z.array(z.object({ value: z.object({ messages: z.array(message).default([]) }) })) }),
  ),
});

function bareBot(): Hono {
  const app = new Hono();
  const url = `${apiRoot}/${account.phoneNumberId}/messages`;
  const headers = { authorization: `Bearer ${account.token}`, 'content-type': 'application/json' };
  const answer = async ({ from, text }: z.infer<typeof message>) => {
    const content = { recipient_type: 'individual', to: from, type: 'text', text: { body: `text: ${text.body}` } };
    const body = JSON.stringify({ messaging_product: 'whatsapp', ...content });
    const response = await fetch(url, { method: 'POST', headers, body });
    await response.arrayBuffer();
  };
  app.get(webhookPath, (context) => context.text(context.req.query('hub.challenge') ?? ''));
  app.post(webhookPath, async (context) => {
    const { entry } = webhook.parse(await context.req.json());
    const messages = entry.flatMap(({ changes }) => changes.flatMap(({ value }) => value.messages));
    for (const one of messages) void answer(one);
    return context.text('ok');
  });
  process.once('SIGTERM', () => process.exit(0));
  return app;
}

async function ownBot(): Promise<Hono> {
  const store = await lowdbStore({ folder: join(folder, 'store'), keptDocuments: 1_000 });
  const bot = echoBot({ store, clock: systemClock, channel: () => cloud.channel, answer: echo });
  const cloud = await whatsAppCloudChannel({
    ...account,
    folder: join(folder, 'whatsapp-cloud'),
    texts,
    apiRoot,
    accept: bot.accept,
    log: { info: () => {}, warn: () => {}, error: (_, text) => process.stderr.write(`${text}\n`) },
    alarm: () => {},
    // The limits of WhatsApp are not what is measured.
    pair: { burst: 10_000, everyMs: 1 },
    perSecond: 100_000,
  });
  process.once('SIGTERM', async () => {
    await bot.stop();
    await cloud.channel.stop();
    await store.close();
    process.exit(0);
  });
  cloud.start();
  return cloud.routes;
}

const server = await served(kind === 'own' ? await ownBot() : bareBot());
process.stdout.write(`${server.url}\n`);
