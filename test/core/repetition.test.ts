import { expect, test } from 'vitest';
import { createWorld } from '../world.ts';

/** How many of so many texts of another program are answered. */
async function answered(textOf: (round: number) => string, rounds = 60): Promise<number> {
  const world = createWorld();
  let count = 0;
  for (let round = 0; round < rounds; round += 1) if ((await world.say(textOf(round))).length > 0) count += 1;
  return count;
}

test.each([
  ['a ticket number that runs on', (round: number) => `Pesan Anda kami terima dengan nomor antrean ${1000 + round}.`],
  ['a time that runs on', (round: number) => `Halo, kami sedang tutup. Sekarang pukul 10.${10 + (round % 50)}.`],
])('%s is not answered for ever', async (_name, textOf) => {
  expect(await answered(textOf, 120)).toBeLessThan(70);
});

test('what is understood is answered however often it comes', async () => {
  const cycle = ['menu', '1', 'kembali'];
  expect(await answered((round) => cycle[round % 3] ?? '', 90)).toBe(90);
});

test('after a pause the same text is answered again', async () => {
  const world = createWorld();
  for (let round = 0; round < 40; round += 1)
    await world.say(round % 2 === 0 ? 'Kami sedang libur.' : 'Pesan Anda akan segera dibalas.');
  await world.wait(900_000);
  expect((await world.say('Pesan Anda akan segera dibalas.')).length).toBeGreaterThan(0);
});
