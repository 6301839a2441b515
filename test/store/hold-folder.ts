// Holds the data folder given as the first argument until it is killed.
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';

await lowdbStore({ folder: process.argv[2] ?? '' });
process.stdout.write('open\n');
setInterval(() => {}, 60_000);
