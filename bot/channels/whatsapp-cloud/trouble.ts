/**
 * What a failed call or a failed message means. `pair` and `rate`: too many messages to one participant, or in all; `window`: the
 * participant wrote more than 24 hours ago; `unreachable`: this participant cannot be written to; `doubt`: nobody knows whether it was sent.
 */
export type TroubleKind =
  | 'pair'
  | 'rate'
  | 'window'
  | 'unreachable'
  | 'token'
  | 'account'
  | 'template'
  | 'temporary'
  | 'network'
  | 'doubt'
  | 'store'
  | 'signature'
  | 'bug';

/** `text` tells the operator what is wrong and what to do. Holds no token, and nothing of what was written. */
export type Trouble = { readonly kind: TroubleKind; readonly text: string };

/** Codes of the Graph API and of WhatsApp. Source: the Cloud API's reference of error codes. */
const kinds: readonly (readonly [TroubleKind, readonly number[]])[] = [
  ['pair', [131056]],
  ['rate', [4, 80007, 130429, 133016]],
  ['window', [131047]],
  ['unreachable', [131021, 131026, 131030, 130497]],
  // WhatsApp keeps back templates that a participant has had enough of.
  ['template', [131049, 131050, 130472]],
  ['token', [0, 3, 10, 102, 190]],
  ['account', [33, 368, 131005, 131031, 131042, 131045, 131048, 133000, 133005, 133010, 133015]],
  ['temporary', [1, 2, 131000, 131016, 131057, 133004]],
];

const texts: Readonly<Record<TroubleKind, string>> = {
  pair: 'WhatsApp takes no more messages to one participant for a while. The bot waits by itself.',
  rate: 'WhatsApp takes no more messages for a while. The bot waits by itself; if this comes often, lower the messages a second.',
  window:
    'The participant wrote more than 24 hours ago. The reply waits for the next contact; with an approved template it would be sent at once.',
  unreachable:
    'WhatsApp does not deliver to this participant: no WhatsApp any more, an old version, blocked, or not among the numbers allowed for testing.',
  token:
    'WhatsApp refuses the access token: it has expired, was revoked, or lacks whatsapp_business_messaging. Make a new one for a system user, set it as WHATSAPP_CLOUD_TOKEN and restart; replies wait meanwhile.',
  account:
    'WhatsApp has restricted the account or the number. Look into the WhatsApp manager (account quality, payment, registration of the number); replies wait meanwhile.',
  template:
    'WhatsApp refuses the message template. Compare WHATSAPP_CLOUD_TEMPLATE with the WhatsApp manager: name, language, approved, exactly one variable in the body. Replies wait for the next contact meanwhile.',
  temporary: 'WhatsApp has trouble of its own. The bot goes on trying by itself; see metastatus.com.',
  network:
    'WhatsApp cannot be reached. Check the network, the proxy and metastatus.com; the bot goes on trying by itself.',
  doubt: 'WhatsApp did not say whether it took a message. The bot waits for its status before sending it again.',
  store:
    'Something from WhatsApp could not be stored. It stays with WhatsApp and comes again; look at the alarms of the store and at the disk.',
  signature:
    'A webhook had no valid signature and was refused. If messages do not arrive, set WHATSAPP_CLOUD_APP_SECRET to the secret of the Meta app; otherwise somebody is trying to forge messages.',
  bug: 'WhatsApp refused a call. Report this with the version of the bot.',
};

export const troubleOf = (kind: TroubleKind, detail?: string | number): Trouble => ({
  kind,
  text: detail === undefined ? texts[kind] : `${texts[kind]} (${detail})`,
});

function kindOf(code: number, httpStatus: number): TroubleKind {
  const known = kinds.find(([, codes]) => codes.includes(code))?.[0];
  if (known) return known;
  if (code >= 200 && code < 300) return 'token';
  if (code >= 132000 && code < 133000) return 'template';
  if (httpStatus === 429) return 'rate';
  if (httpStatus === 401 || httpStatus === 403) return 'token';
  return httpStatus >= 500 ? 'temporary' : 'bug';
}

/** The meaning of an error code; `httpStatus` helps where the code is unknown. */
export const troubleOfCode = (code: number, httpStatus = 400): Trouble =>
  troubleOf(kindOf(code, httpStatus), `code ${code}`);

/** Errors of a connection that never came about: nothing can have been sent. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The meaning of a call that got no answer. Only the system's code is told, because addresses may hold ids. */
export function troubleOfConnection(error: unknown): Trouble {
  const code = codeOf(error instanceof Error && error.cause ? error.cause : error);
  return neverConnected.has(code) ? troubleOf('network', code) : troubleOf('doubt', code || 'no answer');
}
