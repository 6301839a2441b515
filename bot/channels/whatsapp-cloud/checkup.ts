import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { codeOf, type Finding, findings } from '../../finding.ts';
import { defaultApiRoot, type WhatsAppCloudOptions, webhookPath } from './options.ts';

const { ok, warn, fail } = findings('WhatsApp Cloud API');

const patience = 10_000;

const number = z.object({ id: z.string(), quality_rating: z.string().optional() });
const failure = z.object({ error: z.object({ code: z.number() }) });

type Setting = Pick<WhatsAppCloudOptions, 'phoneNumberId' | 'token' | 'verifyToken' | 'apiRoot'> & {
  readonly fetch: typeof globalThis.fetch;
  readonly publicUrl: string | undefined;
  /** Where the bot answers on this machine; undefined when it does not run. */
  readonly running: string | undefined;
};

/** The server of the Graph API. */
export const graphServer = (apiRoot: string = defaultApiRoot): string => new URL(apiRoot).origin;

function refused(status: number, body: unknown): Finding {
  const code = failure.safeParse(body).data?.error.code;
  const about = `HTTP ${status}${code === undefined ? '' : `, code ${code}`}`;
  if (status === 401 || code === 190)
    return fail(
      `Meta refuses the token (${about}). Make a new one for the system user (business settings) and set it as WHATSAPP_CLOUD_TOKEN.`,
    );
  if (status === 403 || code === 10 || code === 200)
    return fail(
      `The token may not use this number (${about}). Give the system user whatsapp_business_messaging and the account.`,
    );
  if (status === 404 || code === 100)
    return fail(
      `Meta does not know this number (${about}). Set WHATSAPP_CLOUD_PHONE_ID to the id of the number, not to the number itself.`,
    );
  return warn(`Meta has trouble of its own (${about}). Try again later.`);
}

/** Asks for the office's number, which needs the token and changes nothing. */
async function checkNumber({ apiRoot = defaultApiRoot, phoneNumberId, token, fetch }: Setting): Promise<Finding> {
  try {
    const response = await fetch(`${apiRoot}/${encodeURIComponent(phoneNumberId)}?fields=id,quality_rating`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(patience),
    });
    const body: unknown = await response.json().catch(() => undefined);
    const { data } = number.safeParse(body);
    if (!response.ok || !data) return refused(response.status, body);
    if (data.quality_rating === 'RED')
      return warn(
        'Meta accepts the token, but rates the quality of the number as low. Look into the WhatsApp manager.',
      );
    return ok('Meta accepts the token and knows the number.');
  } catch (error) {
    return fail(`${new URL(apiRoot).host} cannot be reached (${codeOf(error)}). Check the network, DNS and firewall.`);
  }
}

/** Asks the webhook the question with which Meta makes sure that it is ours. */
async function answers(address: string, { verifyToken, fetch }: Setting): Promise<boolean> {
  const challenge = randomBytes(8).toString('hex');
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': verifyToken,
    'hub.challenge': challenge,
  });
  try {
    const response = await fetch(`${address}${webhookPath}?${query}`, { signal: AbortSignal.timeout(patience) });
    return response.status === 200 && (await response.text()) === challenge;
  } catch {
    return false;
  }
}

async function checkWebhook(setting: Setting): Promise<Finding> {
  const { publicUrl, running } = setting;
  if (publicUrl === undefined || !publicUrl.startsWith('https:'))
    return fail('Meta posts to a public https address only. Set PUBLIC_URL to that of this bot.');
  const toEnter = `At Meta (app, WhatsApp, configuration) enter ${publicUrl}${webhookPath} with the word in WHATSAPP_CLOUD_VERIFY_TOKEN, and subscribe to the field "messages"`;
  if (running === undefined) return ok(`${toEnter}. Whether the webhook answers can be seen while the bot runs.`);
  if (!(await answers(running, setting)))
    return fail(
      'The webhook of the running bot does not know WHATSAPP_CLOUD_VERIFY_TOKEN. Start the bot anew with these variables.',
    );
  if (await answers(publicUrl, setting)) return ok(`The webhook answers. ${toEnter}, if that is not done yet.`);
  return warn(
    `The webhook answers on this machine, but not at ${publicUrl}. Check DNS, the certificate and the reverse proxy.`,
  );
}

/** Looks at token, number and webhook without changing or sending anything. What Meta has been told of the webhook cannot be asked for with this token. */
export const checkWhatsAppCloud = async (setting: Setting): Promise<readonly Finding[]> => [
  await checkNumber(setting),
  await checkWebhook(setting),
];
