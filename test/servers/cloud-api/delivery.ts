import { createHmac } from 'node:crypto';

export type Json = Readonly<Record<string, unknown>>;

/** One thing to tell the bot: what stands beside `metadata` in the value of a change. */
export type News = { readonly value: Json; readonly key: string };

/** How webhooks are delivered. `isHeld`: nothing goes out; `copies`: how often each arrives; `isShuffled`: what waits goes out in any order. */
export type DeliveryFaults = { isHeld: boolean; copies: number; isShuffled: boolean; batch: number };

export type Delivery = {
  readonly push: (news: News) => void;
  readonly faults: DeliveryFaults;
  readonly unconfirmed: () => number;
  readonly setHook: (url: string | undefined) => void;
  /** Sends what was held back. */
  readonly wake: () => void;
  readonly stop: () => void;
};

type Setting = {
  readonly appSecret: string;
  readonly phoneNumberId: string;
  /** Milliseconds until a webhook that was not answered with 200 is posted again. */
  readonly againAfter: number;
  readonly random: () => number;
  readonly changed: () => void;
};

export const signed = (body: string, appSecret: string): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

const field = 'messages';

/** Every piece of news is a change of its own, in one entry or two. */
function bodyOf(news: readonly News[], phoneNumberId: string): string {
  const metadata = { display_phone_number: '622150000000', phone_number_id: phoneNumberId };
  const changes = news.map(({ value }) => ({ field, value: { messaging_product: 'whatsapp', metadata, ...value } }));
  const half = Math.ceil(changes.length / 2);
  const entry = [changes.slice(0, half), changes.slice(half)]
    .filter((part) => part.length > 0)
    .map((part) => ({ id: '1', changes: part }));
  // Signed are the bytes, and Meta escapes what is not ASCII.
  return JSON.stringify({ object: 'whatsapp_business_account', entry }).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const shuffled = <T>(items: readonly T[], random: () => number): readonly T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);

/** Posts signed webhooks: news with the same key one after the other, others side by side; what is not answered with 200 comes again. */
export function delivery({ appSecret, phoneNumberId, againAfter, random, changed }: Setting): Delivery {
  const faults: DeliveryFaults = { isHeld: false, copies: 1, isShuffled: false, batch: 20 };
  const lanes = new Map<string, News[]>();
  const busy = new Set<string>();
  const stopped = new AbortController();
  let hook: string | undefined;
  let unconfirmed = 0;

  const post = async (body: string): Promise<boolean> => {
    if (hook === undefined) return false;
    try {
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signed(body, appSecret) };
      const response = await fetch(hook, { method: 'POST', headers, body, signal: stopped.signal });
      await response.arrayBuffer();
      return response.status === 200;
    } catch {
      return false;
    }
  };

  const deliver = async (key: string, batch: readonly News[]) => {
    const body = bodyOf(faults.isShuffled ? shuffled(batch, random) : batch, phoneNumberId);
    const copies = await Promise.all(Array.from({ length: faults.copies }, () => post(body)));
    if (copies.every(Boolean)) {
      lanes.get(key)?.splice(0, batch.length);
      unconfirmed -= batch.length;
      if (lanes.get(key)?.length === 0) lanes.delete(key);
    } else {
      await new Promise((resolve) => setTimeout(resolve, againAfter));
    }
    busy.delete(key);
    changed();
    run(key);
  };

  const run = (key: string) => {
    const waiting = lanes.get(key);
    if (!waiting || busy.has(key) || faults.isHeld || stopped.signal.aborted || hook === undefined) return;
    busy.add(key);
    void deliver(key, waiting.slice(0, faults.batch));
  };

  const wake = () => {
    for (const key of lanes.keys()) run(key);
  };
  return {
    push: (news) => {
      unconfirmed += 1;
      lanes.set(news.key, [...(lanes.get(news.key) ?? []), news]);
      run(news.key);
    },
    faults,
    unconfirmed: () => unconfirmed,
    setHook: (url) => {
      hook = url;
      wake();
    },
    wake,
    stop: () => stopped.abort(),
  };
}
