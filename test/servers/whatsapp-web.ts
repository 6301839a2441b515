import type { AddressInfo } from 'node:net';
import { type BinaryNode, Curve, getBinaryNodeChildren, jidDecode, type proto } from '@whiskeysockets/baileys';
import { WebSocketServer } from 'ws';
import { quietSignal } from '../../bot/channels/whatsapp/quiet-signal.ts';
import { carrier } from './whatsapp-web/carrier.ts';
import { mailbox, type Saying } from './whatsapp-web/mailbox.ts';
import { child, node, seconds, whatsApp } from './whatsapp-web/nodes.ts';
import {
  type Account,
  codePairing,
  isPairingFinish,
  isPairingHello,
  offerPairing,
  pairingSuccess,
  scanned,
} from './whatsapp-web/pairing.ts';
import { botKeys, type Phone, phone } from './whatsapp-web/phone.ts';
import { answer } from './whatsapp-web/queries.ts';
import { type Outgoing, records } from './whatsapp-web/records.ts';
import { type Wire, wire } from './whatsapp-web/wire.ts';

const office: Account = { pn: '6281100000000', lid: '990000000001', name: 'Kantor', device: 7 };

/** The codes with which the server ends a connection, as `stream:error`. */
export type StreamError = 515 | 503 | 440 | 401;

function streamError(code: StreamError): BinaryNode {
  if (code === 440) return node('stream:error', {}, [node('conflict', { type: 'replaced' })]);
  if (code === 401) return node('stream:error', { code: '401' }, [node('conflict', { type: 'device_removed' })]);
  return node('stream:error', { code: String(code) });
}

/** The linking of a phone, by QR or by code. */
function linking(account: Account, seen: ReturnType<typeof records>, onLinked: () => void) {
  const identity = Curve.generateKeyPair();
  let waiting: Wire | undefined;
  let typed: ReturnType<typeof codePairing> | undefined;
  let hello: BinaryNode | undefined;

  return {
    offer: (to: Wire) => {
      waiting = to;
      to.send(offerPairing());
    },
    /** The operator scans the QR code with the phone. */
    scan: (qr: string) => waiting?.send(pairingSuccess(account, identity, scanned(qr))),
    /** The operator types the code into the phone, once the bot has asked the server for it. */
    typeCode: async (code: string): Promise<void> => {
      await seen.until('the bot has asked for a pairing code', () => hello !== undefined);
      typed = codePairing(identity, code.replace('-', ''));
      if (hello) waiting?.send(await typed.answer(hello));
    },
    /** True when the query belongs to the linking and was dealt with. */
    query: (from: Wire, query: BinaryNode): boolean => {
      if (isPairingHello(query)) hello = child(query, 'link_code_companion_reg');
      const finished = isPairingFinish(query) ? child(query, 'link_code_companion_reg') : undefined;
      if (finished && typed) {
        from.send(node('iq', { from: whatsApp, type: 'result', id: query.attrs.id ?? '' }));
        from.send(pairingSuccess(account, identity, typed.finish(finished)));
      }
      if (child(query, 'pair-device-sign')) {
        seen.counts.pairings += 1;
        onLinked();
        waiting = undefined;
        // WhatsApp always asks for a new connection after linking.
        from.send(streamError(515));
        from.close();
      }
      return from === waiting || finished !== undefined || query.attrs.type === 'result';
    },
  };
}

/**
 * A WhatsApp-Web server on loopback for an unmodified Baileys: it pairs by QR and by code, answers queries, and carries
 * Signal-encrypted messages between the bot and participants' phones. What a participant says stays queued, and comes again after the
 * next login, until the bot has confirmed it. The client must trust `root` (`WA_CERT_DETAILS.PUBLIC_KEY` of Baileys).
 */
export async function whatsAppWeb(account: Account = office) {
  quietSignal(console);
  const root = Curve.generateKeyPair();
  const seen = records();
  const keys = botKeys();
  const phones = new Map<string, Phone>();
  const wires = new Set<Wire>();
  const linked = linking(account, seen, keys.clear);
  const faults: { login: number | undefined } = { login: undefined };
  let online: Wire | undefined;

  const botAddress = `${account.lid}:${account.device}@lid`;
  const phoneOf = (jid: string) => phones.get(jidDecode(jid)?.user ?? '');
  const mail = mailbox(botAddress, keys, () => online);
  const carriage = carrier({ botAddress, phoneOf, records: seen });
  const world = { account, keys, phoneOf };
  const participant = (person: { pn: string; lid: string; name: string }): Phone => {
    const made = phone(person);
    phones.set(person.pn, made);
    phones.set(person.lid, made);
    return made;
  };
  // The office's own phone gets a copy of everything that the bot sends.
  participant(account);

  const onLogin = (from: Wire, payload: proto.IClientPayload) => {
    if (faults.login !== undefined)
      return from.send(node('failure', { reason: String(faults.login), location: 'test' }));
    if (payload.devicePairingData?.eIdent?.length) return linked.offer(from);
    online = from;
    seen.counts.logins += 1;
    from.send(node('success', { t: seconds(), lid: botAddress, props: '2', location: 'test' }));
    const count = mail.replay(true);
    from.send(node('ib', {}, [node('offline', { count: String(count) })]));
    seen.changed();
  };
  const onReceipt = (receipt: BinaryNode) => {
    const { id = '', to = '', type = '' } = receipt.attrs;
    const more = getBinaryNodeChildren(child(receipt, 'list'), 'item').map((item) => item.attrs.id ?? '');
    const ids = [id, ...more];
    seen.receipts.push({ ids, to, type });
    const sayer = phoneOf(to);
    if (type === 'retry' && sayer) mail.sayAgain(id, sayer);
    if (type !== 'retry') for (const each of ids) mail.confirmed(each);
  };
  const onAcknowledged = ({ attrs }: BinaryNode) => {
    if (attrs.class !== 'message') return;
    if (attrs.error !== undefined) seen.refusals.push({ id: attrs.id ?? '', error: attrs.error });
    mail.confirmed(attrs.id ?? '');
  };
  const onQuery = async (from: Wire, query: BinaryNode) => {
    if (linked.query(from, query)) return;
    const content = await answer(query, world);
    from.send(
      node('iq', { id: query.attrs.id ?? '', from: query.attrs.to ?? whatsApp, type: 'result', t: seconds() }, content),
    );
  };
  const onNode = async (from: Wire, received: BinaryNode) => {
    if (received.tag === 'iq') await onQuery(from, received);
    if (received.tag === 'receipt') onReceipt(received);
    if (received.tag === 'ack') onAcknowledged(received);
    if (received.tag === 'chatstate') seen.typing.push(received.attrs.to ?? '');
    if (received.tag === 'message') await carriage.carry(from, received);
    seen.changed();
  };

  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const onClosed = (gone: Wire) => {
    wires.delete(gone);
    if (online === gone) online = undefined;
    seen.changed();
  };
  const onProblem = (error: unknown) => void seen.problems.push(error);
  server.on('connection', (socket) => {
    wires.add(wire(socket, root, { onLogin, onNode, onClosed, onProblem }));
  });
  // A test that listens on no port has no address, but this server always does.
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  return {
    url: `ws://127.0.0.1:${port}/ws/chat`,
    root: Buffer.from(root.public),
    seen,
    until: seen.until,
    participant,
    botAddress,
    scan: linked.scan,
    typeCode: linked.typeCode,
    isOnline: () => online !== undefined,
    queued: mail.queued,
    say: (from: Phone, what: string | proto.IMessage, saying?: Saying) => mail.say(from, what, saying),
    deliver: mail.deliver,
    /** Hands over what was held back. */
    release: () => {
      mail.faults.isHeld = false;
      mail.replay(false);
    },
    faults: { login: faults, delivery: mail.faults, carriage: carriage.faults },
    /** An acknowledgement that was lost comes after all. */
    acknowledge: (message: Outgoing | undefined) =>
      online?.send(node('ack', { class: 'message', from: message?.to ?? '', id: message?.id ?? '', t: seconds() })),
    end: (code: StreamError) => {
      online?.send(streamError(code));
      online?.close();
    },
    drop: () => {
      for (const each of wires) each.drop();
    },
    stop: async (): Promise<void> => {
      for (const each of wires) each.drop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export type WhatsAppWeb = Awaited<ReturnType<typeof whatsAppWeb>>;
