import { describe, expect, it } from 'vitest';
import { lanes } from '../bot/lanes.ts';

/** A job that goes on when it is told to. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: resolve, job: () => promise };
}

describe('lanes', () => {
  it('do the work of one key in order and that of others meanwhile', async () => {
    const work = lanes();
    const done: string[] = [];
    const first = gate();
    void work.run('a', async () => {
      await first.job();
      done.push('a1');
    });
    void work.run('a', async () => void done.push('a2'));
    await work.run('b', async () => void done.push('b1'));
    expect(done).toEqual(['b1']);
    first.open();
    await work.idle();
    expect(done).toEqual(['b1', 'a1', 'a2']);
  });

  it('are idle only when work that was added meanwhile is done too', async () => {
    const work = lanes();
    const done: string[] = [];
    const first = gate();
    void work.run('a', async () => {
      await first.job();
      void work.run('b', async () => void done.push('later'));
    });
    const idle = work.idle().then(() => done.push('idle'));
    first.open();
    await idle;
    expect(done).toEqual(['later', 'idle']);
  });

  it('are idle at once without work', async () => {
    await expect(lanes().idle()).resolves.toBeUndefined();
  });
});
