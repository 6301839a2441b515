/** The part of the environment that switches channels on. */
import { z } from 'zod';

const https = z.url({ protocol: /^https$/, error: 'give an https address, such as https://bantuan.example.id' });
const root = z.url({ protocol: /^https?$/, error: 'give a web address, without a slash at the end' });
const yesNo = z.enum(['on', 'off'], { error: 'give on or off' });
const secret = z.string().min(8, 'this is too short to be right; copy it again');

export const channelVariables = z.object({
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'a token looks like 123456789:AAE…; copy it from @BotFather')
    .optional(),
  TELEGRAM_WEBHOOK_URL: https.optional(),
  TELEGRAM_API_ROOT: root.optional(),
  WHATSAPP: yesNo.default('off'),
  WHATSAPP_PHONE: z
    .string()
    .regex(/^\d{8,15}$/, 'give the number with its country code and digits only, such as 6281234567890')
    .optional(),
  WHATSAPP_SERVER_URL: z.url({ protocol: /^wss?$/, error: 'give a ws or wss address' }).optional(),
  WHATSAPP_CLOUD_PHONE_ID: z.string().regex(/^\d+$/, 'give the id of the number, digits only').optional(),
  WHATSAPP_CLOUD_TOKEN: secret.optional(),
  WHATSAPP_CLOUD_APP_SECRET: secret.optional(),
  WHATSAPP_CLOUD_VERIFY_TOKEN: secret.optional(),
  WHATSAPP_CLOUD_TEMPLATE: z
    .string()
    .regex(/^[a-z0-9_]+:[a-zA-Z_]{2,5}$/, 'give name:language, such as kabar_bantuan:id')
    .optional(),
  WHATSAPP_CLOUD_API_ROOT: root.optional(),
});
type Variables = z.infer<typeof channelVariables>;

/** Names of variables whose value must never be printed. */
export const secretVariables: ReadonlySet<string> = new Set([
  'TELEGRAM_BOT_TOKEN',
  'WHATSAPP_CLOUD_TOKEN',
  'WHATSAPP_CLOUD_APP_SECRET',
  'WHATSAPP_CLOUD_VERIFY_TOKEN',
]);

/** The channels that are switched on beside the web chat; undefined when off. */
export type ChannelConfig = {
  readonly telegram?: { readonly token: string; readonly webhookUrl?: string; readonly apiRoot?: string } | undefined;
  readonly whatsapp?: { readonly phone?: string; readonly url?: string } | undefined;
  readonly whatsappCloud?:
    | {
        readonly phoneNumberId: string;
        readonly token: string;
        readonly appSecret: string;
        readonly verifyToken: string;
        readonly template?: { readonly name: string; readonly language: string };
        readonly apiRoot?: string;
      }
    | undefined;
};

const cloudNames = ['PHONE_ID', 'TOKEN', 'APP_SECRET', 'VERIFY_TOKEN'] as const;

/** What is said twice over or by halves: `NAME: what to do`. */
export function channelProblems(given: Readonly<Record<string, unknown>>): readonly string[] {
  const missing = cloudNames.filter((name) => given[`WHATSAPP_CLOUD_${name}`] === undefined);
  const half = missing.length > 0 && missing.length < cloudNames.length;
  return [
    ...(half ? missing.map((name) => `WHATSAPP_CLOUD_${name}: the Cloud API needs this too, or none of the four`) : []),
    ...(given.TELEGRAM_WEBHOOK_URL && !given.TELEGRAM_BOT_TOKEN
      ? ['TELEGRAM_BOT_TOKEN: a webhook is given without a token; give the token from @BotFather']
      : []),
    ...(given.WHATSAPP_PHONE && given.WHATSAPP !== 'on' ? ['WHATSAPP: set it to on, or take WHATSAPP_PHONE away'] : []),
  ];
}

/** The checked variables as the channels' settings. */
export function channelConfig(value: Variables): ChannelConfig {
  const { TELEGRAM_BOT_TOKEN: token, WHATSAPP, WHATSAPP_CLOUD_PHONE_ID: phoneNumberId } = value;
  return {
    telegram: token
      ? { token, ...given({ webhookUrl: value.TELEGRAM_WEBHOOK_URL, apiRoot: value.TELEGRAM_API_ROOT }) }
      : undefined,
    whatsapp: WHATSAPP === 'on' ? given({ phone: value.WHATSAPP_PHONE, url: value.WHATSAPP_SERVER_URL }) : undefined,
    whatsappCloud: phoneNumberId ? cloudConfig(phoneNumberId, value) : undefined,
  };
}

function cloudConfig(phoneNumberId: string, value: Variables): NonNullable<ChannelConfig['whatsappCloud']> {
  const [name, language] = value.WHATSAPP_CLOUD_TEMPLATE?.split(':') ?? [];
  return {
    phoneNumberId,
    token: value.WHATSAPP_CLOUD_TOKEN ?? '',
    appSecret: value.WHATSAPP_CLOUD_APP_SECRET ?? '',
    verifyToken: value.WHATSAPP_CLOUD_VERIFY_TOKEN ?? '',
    ...(name && language ? { template: { name, language } } : {}),
    ...given({ apiRoot: value.WHATSAPP_CLOUD_API_ROOT }),
  };
}

/** Only the settings that were made. */
function given<Name extends string>(
  settings: Readonly<Record<Name, string | undefined>>,
): { readonly [name in Name]?: string } {
  const made: { [name in Name]?: string } = {};
  for (const name in settings) {
    const value = settings[name];
    if (value !== undefined) made[name] = value;
  }
  return made;
}
