// What is kept on the device: each waiting message under a key of its own, so that two tabs never overwrite each other.
const memory = new Map();

/** What the text holds, or null: what an older page or a full disk left behind may be broken. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (_) {
    return null;
  }
}

const isMessage = (kept) =>
  kept !== null && typeof kept.id === 'string' && typeof kept.text === 'string' && kept.at > 0;

export const storage = {
  read: (key) => {
    try {
      return localStorage.getItem(`chat.${key}`);
    } catch (_) {
      return memory.has(key) ? memory.get(key) : null;
    }
  },
  readValue: (key) => parsed(storage.read(key)),
  write: (key, value) => {
    try {
      if (value === null) localStorage.removeItem(`chat.${key}`);
      else localStorage.setItem(`chat.${key}`, value);
    } catch (_) {
      memory.set(key, value);
    }
  },
  waiting: () => {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith('chat.waiting.'));
      const kept = keys.map((key) => parsed(localStorage.getItem(key)));
      return kept.filter(isMessage).sort((a, b) => a.at - b.at);
    } catch (_) {
      return [];
    }
  },
};
