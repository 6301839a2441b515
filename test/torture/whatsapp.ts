import { crashCases, crashOffice } from '../channels/whatsapp/crash-run.ts';

/** Kills the WhatsApp bot 20 times (or as often as the first argument says) at each named point, and tells what was lost or doubled. */
const rounds = Number(process.argv[2] ?? 20);
const office = await crashOffice();
await office.start();
await office.ask('mulai');
await office.answered('mulai');
for (const crash of crashCases) {
  const before = office.result();
  for (let round = 1; round <= rounds; round += 1) await office.crashAt(crash, round);
  const { kills, lost, doubled, misplaced, repeats } = office.result();
  console.info(
    `${crash.name.padEnd(38)} ${kills - before.kills} kills, ${lost} lost, ${doubled} doubled, ${misplaced} misplaced; ${repeats - before.repeats} times the phone dropped a repeat by its id`,
  );
}
await office.close();
