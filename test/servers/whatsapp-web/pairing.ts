import { randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  hkdf,
  hmacSign,
  type KeyPair,
  proto,
} from '@whiskeysockets/baileys';
import { bytesOf, child, node, seconds, whatsApp } from './nodes.ts';

/** The account that the bot is linked to. */
export type Account = { readonly pn: string; readonly lid: string; readonly name: string; readonly device: number };

/** What the phone learns of the bot by scanning, or by the code that is typed. */
type Companion = { readonly identity: Uint8Array; readonly secret: Uint8Array };

/** The QR codes that the server offers, one after another. */
export const offerPairing = (): BinaryNode =>
  node('iq', { from: whatsApp, type: 'set', id: `pair-${randomBytes(4).toString('hex')}`, xmlns: 'md' }, [
    node(
      'pair-device',
      {},
      [1, 2, 3].map((place) => node('ref', {}, Buffer.from(`2@${place}${randomBytes(8).toString('hex')}`))),
    ),
  ]);

export function scanned(qr: string): Companion {
  const [, , identity, secret] = (qr.split('#').at(-1) ?? '').split(',');
  return { identity: Buffer.from(identity ?? '', 'base64'), secret: Buffer.from(secret ?? '', 'base64') };
}

/** The phone's word that this companion belongs to the account. */
export function pairingSuccess(account: Account, phoneIdentity: KeyPair, companion: Companion): BinaryNode {
  const details = proto.ADVDeviceIdentity.encode({ rawId: 1, timestamp: Number(seconds()), keyIndex: 1 }).finish();
  const accountSignature = Curve.sign(
    phoneIdentity.private,
    Buffer.concat([Buffer.from([6, 0]), details, companion.identity]),
  );
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: phoneIdentity.public,
    accountSignature,
  }).finish();
  const identity = proto.ADVSignedDeviceIdentityHMAC.encode({
    details: signed,
    hmac: hmacSign(signed, companion.secret),
  }).finish();
  const device = { jid: `${account.pn}:${account.device}@${whatsApp}`, lid: `${account.lid}:${account.device}@lid` };
  return node('iq', { from: whatsApp, type: 'set', id: `paired-${randomBytes(4).toString('hex')}`, t: seconds() }, [
    node('pair-success', {}, [
      node('device-identity', {}, identity),
      node('biz', { name: account.name }),
      node('device', device),
      node('platform', { name: 'android' }),
    ]),
  ]);
}

/** The phone's side of linking by a code of eight characters that the operator types into it. */
export function codePairing(phoneIdentity: KeyPair, code: string) {
  const ephemeral = Curve.generateKeyPair();
  let shared: Uint8Array = Buffer.alloc(0);
  return {
    /** The phone's answer to what the bot sent when it asked for the code. */
    answer: async (hello: BinaryNode): Promise<BinaryNode> => {
      const wrapped = Buffer.from(bytesOf(hello, 'link_code_pairing_wrapped_companion_ephemeral_pub'));
      const key = await derivePairingCodeKey(code, wrapped.subarray(0, 32));
      shared = Curve.sharedKey(
        ephemeral.private,
        aesDecryptCTR(wrapped.subarray(48, 80), key, wrapped.subarray(32, 48)),
      );
      const salt = randomBytes(32);
      const iv = randomBytes(16);
      const sealed = aesEncryptCTR(ephemeral.public, await derivePairingCodeKey(code, salt), iv);
      const attrs = {
        from: whatsApp,
        type: 'link_code_companion_reg',
        id: randomBytes(4).toString('hex'),
        t: seconds(),
      };
      return node('notification', attrs, [
        node('link_code_companion_reg', { stage: 'primary_hello' }, [
          node('link_code_pairing_ref', {}, randomBytes(8)),
          node('primary_identity_pub', {}, phoneIdentity.public),
          node('link_code_pairing_wrapped_primary_ephemeral_pub', {}, Buffer.concat([salt, iv, sealed])),
        ]),
      ]);
    },
    /** What the bot's last word tells the phone. Throws when the code was another one. */
    finish: (finished: BinaryNode): Companion => {
      const bundle = Buffer.from(bytesOf(finished, 'link_code_pairing_wrapped_key_bundle'));
      const info = 'link_code_pairing_key_bundle_encryption_key';
      const key = hkdf(shared, 32, { salt: bundle.subarray(0, 32), info });
      const opened = aesDecryptGCM(bundle.subarray(44), key, bundle.subarray(32, 44), Buffer.alloc(0));
      const identity = opened.subarray(0, 32);
      const secrets = Buffer.concat([shared, Curve.sharedKey(phoneIdentity.private, identity), opened.subarray(64)]);
      return { identity, secret: hkdf(secrets, 32, { info: 'adv_secret' }) };
    },
  };
}

export const isPairingHello = (query: BinaryNode): boolean =>
  child(query, 'link_code_companion_reg')?.attrs.stage === 'companion_hello';
export const isPairingFinish = (query: BinaryNode): boolean =>
  child(query, 'link_code_companion_reg')?.attrs.stage === 'companion_finish';
