import { type BinaryNode, generateSignalPubKey, getBinaryNodeChildren, jidDecode } from '@whiskeysockets/baileys';
import { bytesOf, child, node, numberOf } from './nodes.ts';
import type { Account } from './pairing.ts';
import type { botKeys, Phone } from './phone.ts';

type World = {
  readonly account: Account;
  readonly keys: ReturnType<typeof botKeys>;
  readonly phoneOf: (jid: string) => Phone | undefined;
};

function uploadKeys(query: BinaryNode, keys: World['keys']): undefined {
  const signed = child(query, 'skey');
  const list = getBinaryNodeChildren(child(query, 'list'), 'key');
  keys.upload(
    {
      registrationId: numberOf(query, 'registration'),
      identityKey: generateSignalPubKey(bytesOf(query, 'identity')),
      signedPreKey: {
        keyId: numberOf(signed, 'id'),
        publicKey: generateSignalPubKey(bytesOf(signed, 'value')),
        signature: bytesOf(signed, 'signature'),
      },
    },
    list.map((key) => ({ id: numberOf(key, 'id'), key: bytesOf(key, 'value') })),
  );
  return undefined;
}

async function keyBundle(jid: string, { phoneOf }: World): Promise<BinaryNode> {
  const phone = phoneOf(jid);
  return phone
    ? await phone.keyBundle(jid)
    : node('user', { jid }, [node('error', { code: '404', text: 'item-not-found' })]);
}

function devices(jid: string, { account, phoneOf }: World): BinaryNode {
  const phone = phoneOf(jid);
  const own = phone?.pn === account.pn ? [node('device', { id: String(account.device), 'key-index': '1' })] : [];
  const list = phone ? [node('device', { id: '0' }), ...own] : [];
  const lid = phone && jidDecode(jid)?.server !== 'lid' ? [node('lid', { val: `${phone.lid}@lid` })] : [];
  return node('user', { jid }, [node('devices', {}, [node('device-list', {}, list)]), ...lid]);
}

function usync(query: BinaryNode, world: World): BinaryNode[] {
  const asked = child(query, 'usync');
  const users = getBinaryNodeChildren(child(asked, 'list'), 'user');
  return [
    node('usync', { sid: asked?.attrs.sid ?? '', index: '0', last: 'true' }, [
      node('result', {}),
      node(
        'list',
        {},
        users.map((user) => devices(user.attrs.jid ?? '', world)),
      ),
    ]),
  ];
}

async function encryption(query: BinaryNode, world: World): Promise<BinaryNode[] | undefined> {
  if (child(query, 'list')) return uploadKeys(query, world.keys);
  if (child(query, 'count')) return [node('count', { value: String(world.keys.count()) })];
  if (child(query, 'digest')) return [node('digest', {})];
  const users = getBinaryNodeChildren(child(query, 'key'), 'user');
  if (users.length === 0) return undefined;
  return [node('list', {}, await Promise.all(users.map((user) => keyBundle(user.attrs.jid ?? '', world))))];
}

/** What the server answers to a query of the bot. What it does not know is granted, as most of it is about looks and habits. */
export async function answer(query: BinaryNode, world: World): Promise<BinaryNode[] | undefined> {
  const { xmlns, type } = query.attrs;
  if (xmlns === 'encrypt') return await encryption(query, world);
  if (xmlns === 'usync') return usync(query, world);
  if (xmlns === 'privacy' && type === 'get') {
    return [node('privacy', {}, [node('category', { name: 'readreceipts', value: 'all' })])];
  }
  if (xmlns === 'blocklist') return [node('list', {})];
  if (xmlns === 'w' || xmlns === 'abt') return [node('props', { hash: 'none' })];
  return undefined;
}
