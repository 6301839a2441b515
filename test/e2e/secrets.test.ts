/** Plants secrets through every channel at once, breaks everything that can break meanwhile, and searches all that the bot printed and wrote. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { webhookPath } from '../../bot/channels/whatsapp-cloud/options.ts';
import { unauthorized } from '../servers/bot-api/faults.ts';
import { startBotApi } from '../servers/bot-api.ts';
import { tokenExpired } from '../servers/cloud-api/faults.ts';
import { account, startCloudApi } from '../servers/cloud-api.ts';
import { watching } from '../servers/watching.ts';
import { whatsAppWeb } from '../servers/whatsapp-web.ts';
import { webClient } from '../web-client.ts';
import { cloudVariables, linked, whatsAppVariables } from './offices.ts';
import type { Operator } from './operator.ts';
import { operator } from './operator.ts';

const token = '123456789:AAEtokenThatMustNotBeSeen';
/** A word that is in every message: it must be found in the conversations, and never in what is printed. */
const marker = 'kelinciputih';
const patience = 45_000;
const { until } = watching();

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** What one participant lets slip; each channel has values of its own, so that a find names its way. */
const slips = (channel: number) => {
  const secrets = {
    nik: `317123450590123${channel}`,
    otp: `48291${channel}`,
    password: `Bunga202${channel}`,
    kpj: `1234567890${channel}`,
    phone: `08123456789${channel}`,
    caption: `317199450590123${channel}`,
  };
  const texts = [
    `${marker} nik saya ${secrets.nik}`,
    `${marker} kode otp ${secrets.otp}`,
    `${marker} password saya ${secrets.password}!`,
    `${marker} kpj ${secrets.kpj}`,
    `${marker} wa saya ${secrets.phone}`,
  ];
  return { secrets: Object.values(secrets), texts, caption: `${marker} nik ${secrets.caption}` };
};
type Slips = ReturnType<typeof slips>;

type Line = {
  readonly slips: Slips;
  readonly say: (text: string) => unknown;
  readonly heard: () => number | Promise<number>;
};

/** Says one after the other, each when the last one is answered. */
async function letSlip({ slips: { texts }, say, heard }: Line): Promise<void> {
  for (const text of texts) {
    const before = await heard();
    await say(text);
    await expect.poll(heard, { timeout: patience }).toBeGreaterThan(before);
  }
}

/** The bot with all channels on, and somebody on each. */
async function everything() {
  const telegram = await startBotApi({ token });
  const cloud = await startCloudApi();
  const phones = await whatsAppWeb();
  ends.push(telegram.stop, cloud.stop, phones.stop);
  const variables = {
    LOG_LEVEL: 'debug',
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.url,
    ...cloudVariables(cloud.url),
    ...whatsAppVariables(phones),
  };
  const bot = await operator(variables);
  ends.push(bot.end);
  await linked(phones, bot);
  await cloud.setHook(`${bot.bot().address}${webhookPath}`);
  const web = await webClient(() => bot.bot().address);
  const budi = phones.participant({ pn: '6281200000001', lid: '880000000002', name: 'Budi' });
  const [ofWeb, ofTelegram, ofCloud, ofPhone] = [slips(1), slips(2), slips(3), slips(4)];
  const lines: readonly Line[] = [
    {
      slips: ofWeb,
      say: web.post,
      heard: async () => (await web.read(0)).filter(({ from }) => from === 'bot').length,
    },
    { slips: ofTelegram, say: (text) => telegram.says(21, text), heard: () => telegram.read(21).length },
    {
      slips: ofCloud,
      say: (text) => cloud.says('6281200000003', text),
      heard: () => cloud.read('6281200000003').length,
    },
    { slips: ofPhone, say: (text) => phones.say(budi, text), heard: () => budi.shown.length },
  ];
  const captions = () => {
    telegram.sends(21, { photo: [photo], caption: ofTelegram.caption });
    cloud.sends('6281200000003', {
      type: 'image',
      image: { id: '1', mime_type: 'image/jpeg', caption: ofCloud.caption },
    });
    return phones.say(budi, { imageMessage: { caption: ofPhone.caption, mimetype: 'image/jpeg' } });
  };
  return { telegram, cloud, phones, bot, variables, lines, captions };
}
type World = Awaited<ReturnType<typeof everything>>;

const photo = { file_id: 'a', file_unique_id: 'b', width: 9, height: 9 };

/** Everything that makes a bot complain: networks that are away, tokens that are refused, forged and torn webhooks. */
async function trouble({ telegram, cloud, phones, bot, lines }: World): Promise<void> {
  telegram.setDown(true);
  cloud.setDown(true);
  phones.drop();
  const forged = { method: 'POST', body: JSON.stringify({ text: lines[2]?.slips.texts }) };
  await fetch(`${bot.bot().address}${webhookPath}`, forged);
  await until('the network is complained about', () => bot.printed().includes('cannot be reached'), patience);
  telegram.setDown(false);
  cloud.setDown(false);
  telegram.fault({ method: '*', times: 2, act: unauthorized });
  cloud.fault({ act: tokenExpired, times: 1 });
  await until('the token is complained about', () => bot.printed().includes('refuses the bot token'), patience);
  telegram.clearFaults();
  cloud.clearFaults();
}

/** What `npm run doctor` prints with the same variables. */
function doctor({ folder, bot }: Operator, variables: Readonly<Record<string, string>>): Promise<string> {
  const script = resolve(import.meta.dirname, '../../bot/doctor.ts');
  const env = { PATH: process.env.PATH, ...variables, DATA_DIR: folder, PORT: new URL(bot().address).port };
  return new Promise((done) => {
    execFile(process.execPath, [script], { cwd: folder, env }, (_error, out, err) => done(out + err));
  });
}

/** Private keys as they stand in a session file, in base64. */
function privateKeys(session: string): readonly string[] {
  const buffers = [
    ...session.matchAll(/"(?:private|privKey|rootKey)":(?:\{"type":"Buffer","data":)?"([\w+/=]{40,})"/g),
  ];
  const secrets = [...session.matchAll(/"advSecretKey":"([^"]+)"/g)];
  return [...new Set([...buffers, ...secrets].map(([, key = '']) => key))];
}

/** The ways in which a program might print a key. */
const written = (base64: string): readonly string[] => {
  const hex = Buffer.from(base64, 'base64').toString('hex');
  return [base64, hex, hex.match(/../g)?.slice(0, 8).join(' ') ?? hex];
};

/** Whether a secret stands anywhere in a text; times in milliseconds are left out, because any six digits may stand in one by chance. */
const holds = (text: string, secret: string): boolean => text.replace(/(?<!\d)17\d{11}(?!\d)/g, '').includes(secret);

it('prints and keeps no secret that comes through any channel, or that the operator gave it', async () => {
  const world = await everything();
  const { bot, lines, captions, variables } = world;
  await Promise.all(lines.map(letSlip));
  await captions();
  await trouble(world);
  await bot.kill('SIGKILL');
  await bot.start();
  await Promise.all(lines.map(letSlip));
  const checkup = await doctor(bot, variables);
  await bot.kill('SIGTERM');

  const files = await bot.files();
  const out = bot.printed() + checkup;
  const holding = (secret: string) => files.filter(({ text }) => holds(text, secret)).map(({ path }) => path);
  expect(checkup).toContain('The bot answers on port');
  expect(checkup).toContain('A phone is linked.');
  // The search itself works: texts are kept, and turns are logged.
  expect(holding(marker).length).toBeGreaterThanOrEqual(lines.length);
  expect(out).toContain('"msg":"turn"');
  expect(out).not.toContain(marker);
  // Nor who wrote: the numbers of the participants.
  expect(out).not.toMatch(/6281200000001|6281200000003|880000000002/);

  const given = [token, account.token, account.appSecret, account.verifyToken];
  for (const secret of [...lines.flatMap(({ slips: { secrets } }) => secrets), ...given]) {
    expect({ secret, printed: holds(out, secret), files: holding(secret) }).toEqual({
      secret,
      printed: false,
      files: [],
    });
  }
  const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? '';
  const keys = privateKeys(textOf('whatsapp/session.log'));
  expect(keys.length).toBeGreaterThan(5);
  for (const key of keys) expect(holding(key)).toEqual(['whatsapp/session.log']);
  for (const key of keys.flatMap(written)) expect(out.includes(key)).toBe(false);
  expect(holding(textOf('key').trim())).toEqual(['key']);
  expect(out).not.toContain(textOf('key').trim());
}, 240_000);
