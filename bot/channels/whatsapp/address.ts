/** An address as WhatsApp writes it: `62812…@s.whatsapp.net`, `9900…:7@lid`. */
type Jid = { readonly user: string; readonly server: string };

/** People are reached at a phone number or at a LID, which tells no phone number. */
const servers = new Set(['s.whatsapp.net', 'lid']);

function parse(jid: string): Jid | undefined {
  const parts = /^([^@:]+)(?::\d+)?@([^@]+)$/.exec(jid);
  return parts?.[1] && parts[2] ? { user: parts[1], server: parts[2] } : undefined;
}

/**
 * The person's address without the device they wrote from, or undefined for groups, broadcasts, status, channels, and
 * WhatsApp itself (`0@s.whatsapp.net`).
 */
export function personAddress(jid: string): string | undefined {
  const parsed = parse(jid);
  if (!parsed || !servers.has(parsed.server) || parsed.user === '0') return undefined;
  return `${parsed.user}@${parsed.server}`;
}

/** Digits of an Indonesian or international phone number, such as `628123456789`; undefined when it is none. */
export function phoneDigits(phone: string): string | undefined {
  const digits = phone
    .replace(/[\s().-]/g, '')
    .replace(/^\+/, '')
    .replace(/^00/, '')
    .replace(/^0/, '62')
    .replace(/^8/, '628');
  return /^[1-9]\d{7,14}$/.test(digits) ? digits : undefined;
}
