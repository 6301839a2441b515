import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import type { Store } from '../../bot/store/store.ts';
import { withDataFolders } from './data-folders.ts';
import { describeStore } from './suite.ts';

const folders = withDataFolders();

describeStore('lowdb', async () => {
  const folder = await folders.make();
  const opened: { store: Store } = { store: await lowdbStore({ folder }) };
  folders.onEnd(() => opened.store.close());
  const reopen = async () => {
    await opened.store.close();
    opened.store = await lowdbStore({ folder });
    return opened.store;
  };
  return { store: opened.store, reopen };
});
