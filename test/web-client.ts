/** A browser of the web chat without a screen: posts with ids of its own, posts again until taken, and reads the stream of lines. */
import { z } from 'zod';

const line = z.object({
  seq: z.number(),
  from: z.enum(['participant', 'bot']),
  text: z.string(),
  id: z.string().optional(),
});
export type Line = z.infer<typeof line>;

export type WebClient = {
  /** Posts until the bot takes it. `address` may change between tries, because the bot was started anew. */
  readonly post: (text: string, id?: string) => Promise<void>;
  /** All lines after `seq`, as one connection gives them until it is up to date. */
  readonly read: (after: number) => Promise<readonly Line[]>;
};

/** `address`: where the bot is now; it may be down for a while. `patience`: milliseconds until a post or a reading is given up. */
export async function webClient(address: () => string, patience = 30_000): Promise<WebClient> {
  const page = await insist(() => fetch(`${address()}/`), patience);
  const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  await page.text();
  return {
    async post(text, id = crypto.randomUUID()) {
      await insist(async () => {
        const response = await fetch(`${address()}/api/messages`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json', origin: address() },
          body: JSON.stringify({ id, type: 'text', text }),
          signal: AbortSignal.timeout(5_000),
        });
        await response.text();
        if (response.status !== 202) throw new Error(`The post was answered with ${response.status}.`);
        return response;
      }, patience);
    },
    read: (after) => insist(() => readLines(`${address()}/api/events?after=${after}`, cookie), patience),
  };
}

async function insist<T>(attempt: () => Promise<T>, patience: number): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

async function readLines(url: string, cookie: string): Promise<readonly Line[]> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), 5_000);
  try {
    const response = await fetch(url, { headers: { cookie }, signal: abort.signal });
    const lines: Line[] = [];
    for await (const event of events(response)) {
      if (/^event: ready$/m.test(event)) return lines;
      if (/^event: line$/m.test(event)) lines.push(line.parse(JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '')));
    }
    throw new Error('The stream ended before it was up to date.');
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

/** The server-sent events of a response, each as its text. */
async function* events(response: Response): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of response.body ?? []) {
    rest += Buffer.from(chunk).toString();
    const parts = rest.split('\n\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
}
