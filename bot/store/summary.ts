import type { HandoverCase } from '../core/conversation.ts';
import { isUnfinished, openCase } from './document.ts';
import type { StoredConversation } from './store.ts';

/** What must be found without reading every document: only unfinished conversations and open cases take room. */
export type Summary = {
  readonly note: (document: StoredConversation) => void;
  readonly forget: (id: string) => void;
  readonly unfinished: () => readonly string[];
  readonly cases: () => readonly { readonly conversation: string; readonly case: HandoverCase }[];
};

/** An empty summary in memory. */
export const emptySummary = (): Summary => {
  const unfinished = new Set<string>();
  const cases = new Map<string, HandoverCase>();
  const forget = (id: string) => {
    unfinished.delete(id);
    cases.delete(id);
  };
  const note = (document: StoredConversation) => {
    const { id } = document.party;
    forget(id);
    if (isUnfinished(document)) unfinished.add(id);
    const open = openCase(document);
    if (open) cases.set(id, open);
  };
  return {
    note,
    forget,
    unfinished: () => [...unfinished],
    cases: () =>
      [...cases]
        .map(([conversation, open]) => ({ conversation, case: open }))
        .sort((one, other) => one.case.openedAt - other.case.openedAt),
  };
};
