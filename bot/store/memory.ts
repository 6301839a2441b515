import { withCommit, withReceived, withSettled } from './document.ts';
import type { Store, StoredConversation } from './store.ts';
import { emptySummary } from './summary.ts';

/** The store of the tests: behaves like the others, and forgets everything with the process. */
export const memoryStore = (): Store => {
  const documents = new Map<string, StoredConversation>();
  const summary = emptySummary();
  const keep = (document: StoredConversation) => {
    documents.set(document.party.id, document);
    summary.note(document);
  };

  return {
    receive: async (to, received) => {
      const before = documents.get(to.id) ?? null;
      const document = withReceived(before, to, received);
      if (document === before) return 'duplicate';
      keep(document);
      return 'stored';
    },
    load: async (id) => documents.get(id),
    commit: async (id, commit) => {
      const { document, lines } = withCommit(id, documents.get(id) ?? null, commit);
      keep(document);
      return lines;
    },
    settle: async (id, seq, result) => {
      const document = documents.get(id);
      if (document) keep(withSettled(document, seq, result));
    },
    unfinished: async () => summary.unfinished(),
    cases: async () => summary.cases(),
    alarms: () => [],
    isWritable: async () => true,
    close: async () => {},
  };
};
