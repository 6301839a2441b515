import { memoryStore } from '../../bot/store/memory.ts';
import { describeStore } from './suite.ts';

describeStore('memory', async () => {
  const store = memoryStore();
  return { store, reopen: async () => store };
});
