// What is kept on the device: each waiting message under a key of its own, so that two tabs never overwrite each other.
const memory = new Map();
export const storage = {
  read: (key) => {
    try {
      return localStorage.getItem(`chat.${key}`);
    } catch (_) {
      return memory.has(key) ? memory.get(key) : null;
    }
  },
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
      return keys.map((key) => JSON.parse(localStorage.getItem(key))).sort((a, b) => a.at - b.at);
    } catch (_) {
      return [];
    }
  },
};
